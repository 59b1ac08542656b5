package org.claimgraph.publication;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    List<Dataset<Row>> counts = new ArrayList<>();
    from.forEach((table, rows) -> counts.add(counts(table, "from", rows, rows.columns())));
    told.forEach(
        (table, rows) -> counts.add(counts(table, "told", rows, from.get(table).columns())));
    Map<String, List<Long>> found = new HashMap<>();
    for (Row row : counts.stream().reduce(Dataset::union).orElseThrow().collectAsList()) {
      found.put(row.getString(0), row.getList(1));
    }
    List<Row> withheld = new ArrayList<>();
    from.forEach(
        (table, rows) ->
            withheld.addAll(
                withheld(
                    table,
                    rows.columns(),
                    found.get("from " + table.name()),
                    found.get("told " + table.name()))));
    Dataset<Row> any = from.values().iterator().next();
    return any.sparkSession().createDataFrame(withheld, Tables.WITHHELD.schema()).drop("period");
  }

  private static Dataset<Row> counts(
      Table table, String side, Dataset<Row> rows, String[] columns) {
    List<String> known = List.of(rows.columns());
    List<Column> counts = new ArrayList<>(List.of(count(lit(1))));
    for (String column : columns) {
      counts.add(known.contains(column) ? count(col("`" + column + "`")) : lit(0L));
    }
    return rows.agg(array(counts.toArray(Column[]::new)).as("counts"))
        .select(lit(side + " " + table.name()).as("table"), col("counts"));
  }

  private static List<Row> withheld(
      Table table, String[] columns, List<Long> from, List<Long> told) {
    String reason = PARTITIONS.contains(Tables.named(table.of())) ? "linked" : "small";
    List<String> published = Arrays.asList(table.schema().fieldNames());
    List<Row> withheld = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      String column = i == 0 ? "*" : columns[i - 1];
      boolean never = i > 0 && !published.contains(column);
      long cells = from.get(i) - told.get(i);
      if (cells > 0 && (never || !table.key().contains(column))) {
        withheld.add(RowFactory.create("", table.name(), column, never ? "never" : reason, cells));
      }
    }
    return withheld;
  }
}
