package org.claimgraph.publication;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;

/** Counts what analysts do not see: the rows of {@code published.withheld}. */
public final class WithheldCells {

  private static final List<Table> PARTITIONS =
      List.of(Tables.REGION_OUTCOME, Tables.PHYSICIAN_OUTCOME, Tables.NETWORK_OUTCOME);

  private WithheldCells() {}

  /**
   * Compares what is published with what it is of, in one pass over both.
   *
   * @param from rows of the period of each table that is published, by published table
   * @param told the published ones
   */
  public static Dataset<Row> compare(Map<Table, Dataset<Row>> from, Map<Table, Dataset<Row>> told) {
    int most = from.values().stream().mapToInt(rows -> rows.columns().length).max().orElseThrow();
    List<Dataset<Row>> cells = new ArrayList<>();
    from.forEach((table, rows) -> cells.add(cells(table, "from", rows, rows.columns(), most)));
    told.forEach(
        (table, rows) -> cells.add(cells(table, "told", rows, from.get(table).columns(), most)));
    Column[] sums =
        IntStream.rangeClosed(0, most).mapToObj(i -> sum("c" + i)).toArray(Column[]::new);
    Map<String, SortedMap<String, List<Long>>> found = new HashMap<>();
    for (Row row :
        cells.stream()
            .reduce(Dataset::union)
            .orElseThrow()
            .groupBy("table", "cohort")
            .agg(array(sums).as("counts"))
            .collectAsList()) {
      found
          .computeIfAbsent(row.getString(0), table -> new TreeMap<>())
          .put(row.getString(1), row.getList(2));
    }
    SortedMap<String, List<Long>> nothing = new TreeMap<>();
    List<Row> withheld = new ArrayList<>();
    from.forEach(
        (table, rows) ->
            withheld.addAll(
                withheld(
                    table,
                    rows.columns(),
                    found.getOrDefault("from " + table.name(), nothing),
                    found.getOrDefault("told " + table.name(), nothing))));
    Dataset<Row> any = from.values().iterator().next();
    return any.sparkSession().createDataFrame(withheld, Tables.WITHHELD.schema()).drop("period");
  }

  /** For each row a 1, and for each column 1 where it has a value; as many columns everywhere. */
  private static Dataset<Row> cells(
      Table table, String side, Dataset<Row> rows, String[] columns, int most) {
    List<String> known = List.of(rows.columns());
    Column cohort = table.key().contains("cohort") ? col("cohort") : lit("");
    List<Column> cells =
        new ArrayList<>(List.of(lit(side + " " + table.name()).as("table"), cohort.as("cohort")));
    cells.add(lit(1L).as("c0"));
    for (int i = 1; i <= most; i++) {
      boolean isKnown = i <= columns.length && known.contains(columns[i - 1]);
      Column isTold = isKnown ? col("`" + columns[i - 1] + "`").isNotNull() : lit(false);
      cells.add(isTold.cast("BIGINT").as("c" + i));
    }
    return rows.select(cells.toArray(Column[]::new));
  }

  private static List<Row> withheld(
      Table table,
      String[] columns,
      SortedMap<String, List<Long>> from,
      Map<String, List<Long>> told) {
    String reason = PARTITIONS.contains(Tables.named(table.of())) ? "linked" : "small";
    List<String> published = Arrays.asList(table.schema().fieldNames());
    List<Long> none = Collections.nCopies(columns.length + 1, 0L);
    List<Row> withheld = new ArrayList<>();
    from.forEach(
        (cohort, counts) -> {
          for (int i = 0; i <= columns.length; i++) {
            String column = i == 0 ? "*" : columns[i - 1];
            boolean never = i > 0 && !published.contains(column);
            long cells = counts.get(i) - told.getOrDefault(cohort, none).get(i);
            if (cells > 0 && (never || !table.key().contains(column))) {
              String why = never ? "never" : reason;
              withheld.add(RowFactory.create("", table.name(), cohort, column, why, cells));
            }
          }
        });
    return withheld;
  }
}
