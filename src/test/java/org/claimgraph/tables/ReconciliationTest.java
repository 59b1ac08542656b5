package org.claimgraph.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class ReconciliationTest {

  private static final String FATES =
      "SELECT * FROM VALUES ('a', NULL, NULL, array('quirk', 'oddity')),"
          + " ('a', NULL, NULL, array('quirk')), ('a', 'invalid_date', NULL, array('quirk')),"
          + " ('a', 'invalid_date', NULL, array()), ('a', 'missing_id', NULL, array()),"
          + " ('a', NULL, 'repeated_row', array('quirk')), ('b', NULL, NULL, array())"
          + " AS t(source_file, rejected, filtered, remarks)";

  @TempDir Path warehouse;

  @Test
  void countsRowsByFileFateAndReason(SparkSession spark) {
    List<Row> rows =
        Reconciliation.of(rowsIn(spark, "('a', 6), ('b', 1), ('c', 0)"), spark.sql(FATES))
            .orderBy("source_file")
            .collectAsList();
    assertThat(rows).hasSize(3);
    assertThat(counts(rows.get(0))).containsExactly(6L, 2L, 3L, 1L);
    assertThat(map(rows.get(0), "rejected_by_reason"))
        .isEqualTo(Map.of("invalid_date", 2L, "missing_id", 1L));
    assertThat(map(rows.get(0), "filtered_by_reason")).isEqualTo(Map.of("repeated_row", 1L));
    assertThat(map(rows.get(0), "remarks")).isEqualTo(Map.of("quirk", 2L, "oddity", 1L));
    assertThat(counts(rows.get(1))).containsExactly(1L, 1L, 0L, 0L);
    assertThat(map(rows.get(1), "remarks")).isEmpty();
    assertThat(counts(rows.get(2))).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void rowsThatWereLostOnTheWayFailTheRun(SparkSession spark) {
    TableStore tables = new TableStore(spark, warehouse.toString());
    Dataset<Row> in = rowsIn(spark, "('a', 6), ('b', 1)");
    Reconciliation.record(tables, "r1", "ingest", Reconciliation.of(in, spark.sql(FATES)));
    Dataset<Row> committed = spark.sql("SELECT 'a' AS source_file, 1L AS committed_rows");
    assertThatThrownBy(
            () ->
                Reconciliation.record(
                    tables, "r1", "ties", Reconciliation.of(in, spark.sql(FATES), committed)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid reconciliation of stage ties: a: 6 rows in, 1 accepted, 3 rejected, 1"
                + " filtered. Rows were lost or doubled on the way; this is a defect of claimgraph,"
                + " or of SQL in source.presets, please report it.");
    assertThat(Reconciliation.totals(tables, "r1", "ingest").toSeq().mkString(" "))
        .isEqualTo("7 3 3 1");
    assertThat(Reconciliation.totals(tables, "r1", "none").toSeq().mkString(" "))
        .isEqualTo("0 0 0 0");
  }

  @Test
  void aRowThatWasLostIsNotMadeUpForByOneThatWasDoubled(SparkSession spark) {
    String rows =
        "SELECT 'a' AS source_file, n AS row_number, CAST(NULL AS STRING) AS rejected,"
            + " CAST(NULL AS STRING) AS filtered, CAST(array() AS ARRAY<STRING>) AS remarks"
            + " FROM VALUES (4L), (2L), (3L), ";
    Dataset<Row> in = rowsIn(spark, "('a', 4), ('b', 0)");
    assertThat(
            Reconciliation.of(in, spark.sql(rows + "(1L) AS t(n)")).where("each_row_once").count())
        .isEqualTo(2);
    TableStore tables = new TableStore(spark, warehouse.toString());
    assertThatThrownBy(
            () ->
                Reconciliation.record(
                    tables,
                    "r1",
                    "ingest",
                    Reconciliation.of(in, spark.sql(rows + "(2L) AS t(n)"))))
        .hasMessageStartingWith(
            "Invalid reconciliation of stage ingest: a: 4 rows in, 4 accepted, 0 rejected, 0"
                + " filtered, not each of them once.");
  }

  private static Dataset<Row> rowsIn(SparkSession spark, String values) {
    return spark.sql(
        "SELECT f AS source_file, CAST(n AS BIGINT) AS rows_in FROM VALUES "
            + values
            + " AS t(f, n)");
  }

  private static List<Long> counts(Row row) {
    return List.of("rows_in", "rows_accepted", "rows_rejected", "rows_filtered").stream()
        .map(row::<Long>getAs)
        .toList();
  }

  private static Map<String, Long> map(Row row, String column) {
    return row.getJavaMap(row.fieldIndex(column));
  }
}
