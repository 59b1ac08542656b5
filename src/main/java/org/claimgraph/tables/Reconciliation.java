package org.claimgraph.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.UserException;

/** What became of every row that a stage read; the run fails where it does not add up. */
public final class Reconciliation {

  private static final String[] FILE = {"source_file"};

  /** The numbers of n rows are 1 to n, by their count, their sum and the sum of their squares. */
  private static final String EACH_ONCE =
      "coalesce(rows, 0) = rows_in"
          + " AND coalesce(2 * numbers, 0) = CAST(rows_in AS DECIMAL(19, 0)) * (rows_in + 1)"
          + " AND coalesce(6 * squares, 0)"
          + " = CAST(rows_in AS DECIMAL(19, 0)) * (rows_in + 1) * (2 * rows_in + 1)";

  private Reconciliation() {}

  /**
   * As {@link #of(Dataset, Dataset, Dataset)}, with accepted rows counted in rows for every file.
   */
  public static Dataset<Row> of(Dataset<Row> rowsIn, Dataset<Row> rows) {
    return of(
        rowsIn,
        rows,
        rows.sparkSession().sql("SELECT '' AS source_file, 0L AS committed_rows WHERE false"));
  }

  /**
   * Counts rows by file and fate.
   *
   * @param rowsIn source_file, rows_in: counted independently of the rows below
   * @param rows source_file, rejected and filtered (reason, or null), remarks (quirks of the row);
   *     a row with neither reason is accepted. Where they have row_number too, these must be those
   *     of all rows that were read, each once
   * @param committed source_file, committed_rows: accepted rows as found in the table they were
   *     committed to, for those files where that can be counted; others are counted in rows
   * @return rows of {@code ops.reconciliation} but for run_id and stage
   */
  public static Dataset<Row> of(Dataset<Row> rowsIn, Dataset<Row> rows, Dataset<Row> committed) {
    Column accepted = col("rejected").isNull().and(col("filtered").isNull());
    boolean isNumbered = List.of(rows.columns()).contains("row_number");
    Column number = (isNumbered ? col("row_number") : lit(null)).cast("DECIMAL(19, 0)");
    Dataset<Row> fates =
        rows.groupBy("source_file", "rejected", "filtered")
            .agg(
                count(lit(1)).as("n"),
                sum(number).as("numbers"),
                sum(number.multiply(number)).as("squares"))
            .groupBy("source_file")
            .agg(
                expr("sum(n) FILTER (WHERE rejected IS NULL AND filtered IS NULL)").as("accepted"),
                sum("n").as("rows"),
                sum("numbers").as("numbers"),
                sum("squares").as("squares"),
                byReason("rejected"),
                byReason("filtered"));
    Dataset<Row> remarks =
        rows.where(accepted)
            .select(col("source_file"), explode(col("remarks")).as("remark"))
            .groupBy("source_file", "remark")
            .agg(count(lit(1)).as("n"))
            .groupBy("source_file")
            .agg(byReason("remark"));
    return rowsIn
        .join(fates, FILE, "left")
        .join(remarks, FILE, "left")
        .join(committed, FILE, "left")
        .select(
            col("source_file"),
            col("rows_in"),
            coalesce(col("committed_rows"), col("accepted"), lit(0L)).as("rows_accepted"),
            total("rejected"),
            total("filtered"),
            orEmpty("rejected").as("rejected_by_reason"),
            orEmpty("filtered").as("filtered_by_reason"),
            orEmpty("remark").as("remarks"),
            (isNumbered ? expr(EACH_ONCE) : lit(null)).cast("BOOLEAN").as("each_row_once"));
  }

  private static Column byReason(String reason) {
    String entry = "struct(" + reason + ", n)";
    String present = reason + " IS NOT NULL";
    return expr("map_from_entries(sort_array(collect_list("
            + entry
            + ") FILTER (WHERE "
            + present
            + ")))")
        .as("by_" + reason);
  }

  private static Column orEmpty(String reason) {
    return coalesce(col("by_" + reason), expr("CAST(map() AS MAP<STRING, BIGINT>)"));
  }

  private static Column total(String reason) {
    return expr("aggregate(map_values(coalesce(by_" + reason + ", map())), 0L, (a, b) -> a + b)")
        .as("rows_" + reason);
  }

  /**
   * The same counts, computed; for those who would rather refuse than write what does not add up.
   *
   * @throws UserException where the rows of a file do not add up
   */
  public static Dataset<Row> balanced(String stage, Dataset<Row> rows) {
    List<Row> counts = rows.collectAsList();
    requireBalance(stage, counts);
    return rows.sparkSession().createDataFrame(counts, rows.schema());
  }

  /**
   * Counts with accepted rows as found in a table.
   *
   * @param committed as of {@link #of(Dataset, Dataset, Dataset)}
   */
  public static Dataset<Row> committed(Dataset<Row> rows, Dataset<Row> committed) {
    return rows.join(committed, FILE, "left")
        .withColumn("rows_accepted", coalesce(col("committed_rows"), col("rows_accepted")))
        .drop("committed_rows");
  }

  /**
   * Adds the rows of one stage to {@code ops.reconciliation}.
   *
   * @throws UserException where the rows of a file do not add up
   */
  public static void record(TableStore tables, String runId, String stage, Dataset<Row> rows) {
    Dataset<Row> own = rows.withColumn("stage", lit(stage));
    List<Row> counts = own.collectAsList();
    Dataset<Row> all = own.sparkSession().createDataFrame(counts, own.schema());
    if (tables.exists(Tables.RECONCILIATION)) {
      Dataset<Row> others =
          tables
              .read(Tables.RECONCILIATION, runId)
              .where(col("stage").notEqual(stage))
              .drop("run_id");
      all = all.unionByName(others);
    }
    tables.replace(Tables.RECONCILIATION, runId, all);
    requireBalance(stage, counts);
  }

  private static void requireBalance(String stage, List<Row> counts) {
    counts.stream()
        .filter(row -> !isBalanced(row))
        .map(Reconciliation::told)
        .min(Comparator.naturalOrder())
        .ifPresent(
            broken -> {
              throw new UserException(
                  UserException.Fault.FAILED,
                  "Invalid reconciliation of stage " + stage + ": " + broken + ".",
                  "Rows were lost or doubled on the way; this is a defect of claimgraph, or of SQL"
                      + " in source.presets, please report it.");
            });
  }

  private static boolean isBalanced(Row row) {
    long told = number(row, "rows_accepted");
    told = Math.addExact(told, number(row, "rows_rejected"));
    told = Math.addExact(told, number(row, "rows_filtered"));
    return told == number(row, "rows_in") && isEachOnce(row);
  }

  private static boolean isEachOnce(Row row) {
    return !Boolean.FALSE.equals(row.<Boolean>getAs("each_row_once"));
  }

  private static String told(Row row) {
    return row.<String>getAs("source_file")
        + ": "
        + number(row, "rows_in")
        + " rows in, "
        + number(row, "rows_accepted")
        + " accepted, "
        + number(row, "rows_rejected")
        + " rejected, "
        + number(row, "rows_filtered")
        + " filtered"
        + (isEachOnce(row) ? "" : ", not each of them once");
  }

  private static long number(Row row, String column) {
    return row.<Long>getAs(column);
  }

  /** Rows accepted, rejected and filtered by one stage of one run, added over its files. */
  public static Row totals(TableStore tables, String runId, String stage) {
    return tables
        .read(Tables.RECONCILIATION, runId)
        .where(col("stage").equalTo(stage))
        .agg(
            coalesce(sum("rows_in"), lit(0L)),
            coalesce(sum("rows_accepted"), lit(0L)),
            coalesce(sum("rows_rejected"), lit(0L)),
            coalesce(sum("rows_filtered"), lit(0L)))
        .head();
  }
}
