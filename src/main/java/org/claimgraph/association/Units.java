package org.claimgraph.association;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.encounters.Places;

/**
 * The regions of one model, in order of id, and the columns that they can support.
 *
 * <p>A column that no region has, or in which all agree, is left out; then regions in which a
 * remaining column is undefined are left out.
 */
final class Units {

  private final List<Row> rows;
  private final List<String> columns;

  private Units(List<Row> rows, List<String> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Chooses regions and columns.
   *
   * @param regions rows of one period, cohort, tie rule and region type, in order of region_id
   * @param outcome column that is explained; its values must be above 0
   * @param wanted columns that should explain it
   */
  static Units of(List<Row> regions, String outcome, List<String> wanted, AssociateConfig config) {
    List<Row> eligible =
        regions.stream()
            .filter(row -> !row.getAs("region_id").equals(Places.UNKNOWN))
            .filter(row -> row.getAs("hrr") != null)
            .filter(row -> row.<Long>getAs("physicians") >= config.minPhysicians())
            .filter(row -> row.<Long>getAs("patients") >= config.minPatients())
            .filter(row -> Values.of(row, outcome) > 0)
            .toList();
    List<String> columns = new ArrayList<>();
    for (String column : wanted) {
      if (eligible.stream().anyMatch(row -> !Double.isNaN(Values.of(row, column)))) {
        columns.add(column);
      }
    }
    List<Row> rows = eligible;
    List<String> constant;
    do {
      List<String> kept = columns;
      rows =
          eligible.stream()
              .filter(row -> kept.stream().noneMatch(c -> Double.isNaN(Values.of(row, c))))
              .toList();
      List<Row> left = rows;
      constant = columns.stream().filter(column -> isConstant(left, column)).toList();
      columns = new ArrayList<>(columns);
      columns.removeAll(constant);
    } while (!constant.isEmpty());
    return new Units(rows, columns);
  }

  private static boolean isConstant(List<Row> rows, String column) {
    return rows.stream().mapToDouble(row -> Values.of(row, column)).distinct().count() < 2;
  }

  int count() {
    return rows.size();
  }

  /** Columns that can enter the model, in the order wanted. */
  List<String> columns() {
    return Collections.unmodifiableList(columns);
  }

  double[] values(String column) {
    return rows.stream().mapToDouble(row -> Values.of(row, column)).toArray();
  }

  /** The cluster of each region: its HRR, numbered. */
  int[] clusters() {
    TreeMap<String, Integer> numbers = new TreeMap<>();
    return rows.stream()
        .mapToInt(
            row -> {
              String hrr = row.getAs("hrr");
              numbers.putIfAbsent(hrr, numbers.size());
              return numbers.get(hrr);
            })
        .toArray();
  }
}
