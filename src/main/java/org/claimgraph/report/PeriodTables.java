package org.claimgraph.report;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;

/**
 * The tables that the report of a period reads.
 *
 * @param tables rows of a table of {@code published} or {@code ops}; null where it has none
 */
record PeriodTables(String period, Function<Table, Dataset<Row>> tables) {

  Dataset<Row> of(Table table) {
    return tables.apply(table);
  }

  /** Rows of every period; null where there is no such table. */
  Dataset<Row> published(String name) {
    return of(Tables.named("published." + name));
  }

  /** Rows of the period; null where there is no such table. */
  Dataset<Row> ofPeriod(String name) {
    Dataset<Row> rows = published(name);
    return rows == null ? null : rows.where(col("period").equalTo(period));
  }

  /** The rows, none where there is no table. */
  static List<Row> collect(Dataset<Row> rows) {
    return rows == null ? List.of() : rows.collectAsList();
  }
}
