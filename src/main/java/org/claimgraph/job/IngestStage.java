package org.claimgraph.job;

import static org.claimgraph.tables.Tables.CLAIM_LINE;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.claims.Intake;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.Reconciliation;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;

/** Source files become {@code claims.*}; every row is accepted, rejected or filtered. */
final class IngestStage {

  private IngestStage() {}

  static void run(Job job) {
    Intake intake = job.intake();
    try (Staging staging = job.tables().staging()) {
      intake.read(job.spark(), environmentKey(), staging::hold);
      intake.sha256().forEach((file, hash) -> job.run().inputVersions().put(file, hash));
      TableStore tables = job.tables();
      Map<Table, Dataset<Row>> claims =
          ClaimTables.of(
              intake,
              job.spark(),
              job.config(),
              (table, rows) -> tables.prepare(table, rows, staging));
      DoorChecks checks = DoorChecks.make(job.spark(), job.config(), claims);
      checks.record(tables, job.spark(), job.run().runId());
      checks.tell(job.log());
      claims.forEach(job::replacePrepared);
      Reconciliation.record(
          job.tables(),
          job.run().runId(),
          "ingest",
          Reconciliation.of(
              intake.rowsIn(job.spark()),
              intake.fates(),
              intake.committedRows(job.tables().read(CLAIM_LINE))));
      job.run().claims().putAll(ClaimContents.of(tables));
    }
  }

  /** The pseudonym key of the environment; null where there is none. */
  static String environmentKey() {
    return System.getenv("CLAIMGRAPH_PSEUDONYM_KEY");
  }

  /** What tells whether ids have the same pseudonyms as before. */
  static String keyFingerprint(SourceConfig source) {
    return Intake.keyFingerprint(source, environmentKey());
  }
}
