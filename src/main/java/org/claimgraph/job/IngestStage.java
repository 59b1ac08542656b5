package org.claimgraph.job;

import static org.claimgraph.tables.Tables.CLAIM_LINE;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.claims.Intake;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.Reconciliation;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;

/** Source files become {@code claims.*}; every row is accepted, rejected or filtered. */
final class IngestStage {

  private IngestStage() {}

  static void run(Job job) {
    Intake intake = job.intake();
    job.tables().requireThisVersion(written());
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
      Dataset<Row> counts = Reconciliation.balanced("ingest", counts(job, claims.get(CLAIM_LINE)));
      claims.forEach(job::replacePrepared);
      Dataset<Row> committed = intake.committedRows(tables.read(CLAIM_LINE));
      Reconciliation.record(
          tables, job.run().runId(), "ingest", Reconciliation.committed(counts, committed));
      job.run().claims().putAll(ClaimContents.of(tables));
    }
  }

  /** What becomes of the rows of each file, if the lines are committed. */
  private static Dataset<Row> counts(Job job, Dataset<Row> lines) {
    Intake intake = job.intake();
    return Reconciliation.of(
        intake.rowsIn(job.spark()), intake.fates(), intake.committedRows(lines));
  }

  /** What the stage and its run write. */
  private static List<Table> written() {
    return Tables.all().stream()
        .filter(table -> table.name().matches("(claims|ops)\\..*"))
        .toList();
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
