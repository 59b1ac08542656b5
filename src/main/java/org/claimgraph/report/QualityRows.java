package org.claimgraph.report;

import static org.apache.spark.sql.functions.col;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.report.ReportData.Checked;
import org.claimgraph.report.ReportData.Reconciled;
import org.claimgraph.report.ReportData.Withheld;
import org.claimgraph.tables.Tables;

/** What became of the rows read, what the checks of the source said, and what is not shown. */
final class QualityRows {

  private final PeriodTables tables;

  QualityRows(PeriodTables tables) {
    this.tables = tables;
  }

  /** The rows that the last ingest read, and the last ties of the period. */
  List<Reconciled> reconciliations() {
    Dataset<Row> rows = tables.of(Tables.RECONCILIATION);
    Dataset<Row> runs = tables.of(Tables.RUN);
    if (rows == null || runs == null) {
      return List.of();
    }
    Dataset<Row> known =
        rows.join(runs.select("run_id", "period"), "run_id")
            .where(col("stage").equalTo("ingest").or(col("period").equalTo(tables.period())));
    Map<String, String> last = new TreeMap<>();
    List<Row> collected = known.collectAsList();
    for (Row row : collected) {
      last.merge(row.getAs("stage"), row.getAs("run_id"), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
    return collected.stream()
        .filter(row -> row.getAs("run_id").equals(last.get(row.<String>getAs("stage"))))
        .map(QualityRows::reconciled)
        .sorted(Comparator.comparing(Reconciled::stage).thenComparing(Reconciled::source))
        .toList();
  }

  private static Reconciled reconciled(Row row) {
    return new Reconciled(
        row.getAs("stage"),
        row.getAs("source_file"),
        row.<Long>getAs("rows_in"),
        row.<Long>getAs("rows_accepted"),
        row.<Long>getAs("rows_rejected"),
        row.<Long>getAs("rows_filtered"),
        counts(row, "rejected_by_reason"),
        counts(row, "filtered_by_reason"));
  }

  private static Map<String, Long> counts(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? Map.of() : new TreeMap<>(row.<String, Long>getJavaMap(at));
  }

  /** Answers of the last run that asked. */
  List<Checked> checks() {
    Dataset<Row> rows = tables.of(Tables.CHECK_RESULT);
    List<Row> collected =
        rows == null
            ? List.of()
            : rows.select(
                    "run_id", "check", "severity", "value", "comparison", "threshold", "passed")
                .collectAsList();
    String last =
        collected.stream().map(row -> row.getString(0)).max(Comparator.naturalOrder()).orElse("");
    return collected.stream()
        .filter(row -> row.getString(0).equals(last))
        .map(
            row ->
                new Checked(
                    row.getString(1),
                    row.getString(2),
                    row.getAs(3),
                    row.getString(4),
                    row.getDouble(5),
                    row.getBoolean(6)))
        .sorted(Comparator.comparing(Checked::check))
        .toList();
  }

  /** What is withheld of the period, and why. */
  List<Withheld> withheld() {
    return PeriodTables.collect(tables.ofPeriod("withheld")).stream()
        .map(
            row ->
                new Withheld(
                    row.getAs("table_name"),
                    row.getAs("cohort"),
                    row.getAs("column_name"),
                    row.getAs("reason"),
                    row.<Long>getAs("cells")))
        .sorted(
            Comparator.comparing(Withheld::table)
                .thenComparing(Withheld::cohort)
                .thenComparing(Withheld::column)
                .thenComparing(Withheld::reason))
        .toList();
  }
}
