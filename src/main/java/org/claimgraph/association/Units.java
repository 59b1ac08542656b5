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
 * <p>Regions in which a column is undefined are left out. Where too few would remain, the column
 * that fewest regions have is left out instead, and so on; so is a column in which all agree.
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
            .filter(row -> row.getAs("hrr") != null && !row.getAs("hrr").equals(Places.UNKNOWN))
            .filter(row -> row.<Long>getAs("physicians") >= config.minPhysicians())
            .filter(row -> row.<Long>getAs("patients") >= config.minPatients())
            .filter(row -> Values.of(row, outcome) > 0)
            .toList();
    List<String> columns = new ArrayList<>(wanted);
    while (true) {
      List<Row> rows = complete(eligible, columns);
      List<String> constant = columns.stream().filter(column -> isConstant(rows, column)).toList();
      if (rows.size() <= columns.size() + 1 && isUndefinedSomewhere(eligible, columns)) {
        columns.remove(leastDefined(eligible, columns));
      } else if (constant.isEmpty()) {
        return new Units(rows, columns);
      } else {
        columns.removeAll(constant);
      }
    }
  }

  private static List<Row> complete(List<Row> rows, List<String> columns) {
    return rows.stream().filter(row -> columns.stream().allMatch(c -> isDefined(row, c))).toList();
  }

  private static boolean isUndefinedSomewhere(List<Row> rows, List<String> columns) {
    return complete(rows, columns).size() < rows.size();
  }

  /** The column that fewest regions have, of several the last one. */
  private static String leastDefined(List<Row> rows, List<String> columns) {
    String least = columns.get(0);
    for (String column : columns) {
      if (defined(rows, column) <= defined(rows, least)) {
        least = column;
      }
    }
    return least;
  }

  private static long defined(List<Row> rows, String column) {
    return rows.stream().filter(row -> isDefined(row, column)).count();
  }

  private static boolean isDefined(Row row, String column) {
    return !Double.isNaN(Values.of(row, column));
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
