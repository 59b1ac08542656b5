package org.claimgraph.job;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.claimgraph.tables.Tables;

/**
 * What a stage works with.
 *
 * @param spark the session
 * @param config the configuration
 * @param tables where tables are read and replaced
 * @param run the record of this run
 * @param intake the surveyed source; null where the run does not read it
 * @param claims which versions of {@code claims.*} it reads; of a table that is not in it, the
 *     newest
 * @param log where progress is told
 */
record Job(
    SparkSession spark,
    Configuration config,
    TableStore tables,
    RunRecord run,
    Intake intake,
    Map<Table, Long> claims,
    PrintStream log) {

  /** A job that reads the newest of everything. */
  Job(
      SparkSession spark,
      Configuration config,
      TableStore tables,
      RunRecord run,
      Intake intake,
      PrintStream log) {
    this(spark, config, tables, run, intake, new HashMap<>(), log);
  }

  /** The label of the period. */
  String period() {
    return config.requiredPeriod().label();
  }

  /** The same, that commits nothing once this lock is another run's. */
  Job heldBy(RunLock lock) {
    return new Job(spark, config, tables.heldBy(lock), run, intake, claims, log);
  }

  /**
   * Reads {@code claims.*} from now on as they are now, whatever another run makes of them. Whoever
   * calls it holds them.
   */
  void pinClaims() {
    Tables.all().stream()
        .filter(table -> table.name().startsWith("claims.") && tables.exists(table))
        .forEach(table -> claims.put(table, tables.version(table)));
  }

  /** Every row of a table. */
  Dataset<Row> read(Table table) {
    note(table);
    return claims.containsKey(table) ? tables.read(table, claims.get(table)) : tables.read(table);
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
    run.inputVersions().computeIfAbsent(table.name(), name -> versionRead(table));
  }

  private String versionRead(Table table) {
    if (claims.containsKey(table)) {
      return claims.get(table).toString();
    }
    return tables.exists(table) ? Long.toString(tables.version(table)) : "";
  }
}
