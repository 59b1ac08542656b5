package org.claimgraph.job;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.claimgraph.UserException;
import org.claimgraph.claims.Intake;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.RunLock;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;

/**
 * What a stage works with.
 *
 * @param spark the session
 * @param config the configuration
 * @param tables where tables are read and replaced
 * @param run the record of this run
 * @param intake the surveyed source; null where the run does not read it
 * @param log where progress is told
 */
record Job(
    SparkSession spark,
    Configuration config,
    TableStore tables,
    RunRecord run,
    Intake intake,
    PrintStream log) {

  /** The label of the period. */
  String period() {
    return config.requiredPeriod().label();
  }

  /** The same, that commits nothing once this lock is another run's. */
  Job heldBy(RunLock lock) {
    return new Job(spark, config, tables.heldBy(lock), run, intake, log);
  }

  /** Every row of a table. */
  Dataset<Row> read(Table table) {
    note(table);
    return tables.read(table);
  }

  /** The rows of the period, without the column period. */
  Dataset<Row> readPeriod(Table table) {
    return readPeriod(table, period());
  }

  /** The rows of another period, without the column period. */
  Dataset<Row> readPeriod(Table table, String period) {
    note(table);
    return tables.read(table, period).drop("period");
  }

  /** Whether a table has rows of the period. */
  boolean hasPeriod(Table table) {
    return tables.exists(table) && !tables.read(table, period()).isEmpty();
  }

  /** Replaces a whole table. */
  void replace(Table table, Dataset<Row> rows) {
    run.outputVersions().put(table.name(), Long.toString(tables.replace(table, rows)));
  }

  /** Replaces a whole table by rows that passed its audit. */
  void replacePrepared(Table table, Dataset<Row> rows) {
    run.outputVersions().put(table.name(), Long.toString(tables.replacePrepared(table, rows)));
  }

  /** Replaces the rows of the period, and no others. */
  void replacePeriod(Table table, Dataset<Row> rows) {
    replacePeriod(table, rows, null);
  }

  /**
   * Replaces the rows of the period; where there are none, refuses and leaves them as they were.
   */
  void replacePeriod(Table table, Dataset<Row> rows, Supplier<UserException> ifEmpty) {
    long version = tables.replace(table, period(), rows, ifEmpty);
    run.outputVersions().put(table.name(), Long.toString(version));
  }

  /** Leaves a table without rows of the period; where it has none nothing is written. */
  void clearPeriod(Table table) {
    if (hasPeriod(table)) {
      replacePeriod(table, spark.createDataFrame(List.of(), table.schema()));
    }
  }

  /** Replaces the rows of the period by rows made column by column. */
  void replacePeriod(Table table, JavaRDD<ColumnarBatch> batches) {
    long version = tables.replace(table, period(), batches);
    run.outputVersions().put(table.name(), Long.toString(version));
  }

  private void note(Table table) {
    run.inputVersions()
        .computeIfAbsent(
            table.name(), name -> tables.exists(table) ? Long.toString(tables.version(table)) : "");
  }
}
