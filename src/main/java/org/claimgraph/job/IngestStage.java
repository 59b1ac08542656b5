package org.claimgraph.job;

import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.HOSPITAL;
import static org.claimgraph.tables.Tables.PHYSICIAN;
import static org.claimgraph.tables.Tables.REJECTED_ROW;
import static org.claimgraph.tables.Tables.STAY;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.claims.Beneficiaries;
import org.claimgraph.claims.ClaimLines;
import org.claimgraph.claims.Hospitals;
import org.claimgraph.claims.Intake;
import org.claimgraph.claims.Physicians;
import org.claimgraph.claims.Stays;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.encounters.Places;
import org.claimgraph.tables.Reconciliation;
import org.claimgraph.tables.Sha256;
import org.claimgraph.tables.Staging;

/** Source files become {@code claims.*}; every row is accepted, rejected or filtered. */
final class IngestStage {

  private IngestStage() {}

  static void run(Job job) {
    Intake intake = job.intake();
    try (Staging staging = job.tables().staging()) {
      intake.read(job.spark(), environmentKey(), staging::hold);
      intake.sha256().forEach((file, hash) -> job.run().inputVersions().put(file, hash));
      job.replace(REJECTED_ROW, intake.rejected());
      job.replace(CLAIM_LINE, ClaimLines.of(intake));
      job.replace(STAY, Stays.of(intake));
      job.replace(BENEFICIARY, Beneficiaries.of(intake, job.spark(), job.config().region()));
      replacePlaces(job, intake);
      Reconciliation.record(
          job.tables(),
          job.run().runId(),
          "ingest",
          Reconciliation.of(
              intake.rowsIn(job.spark()),
              intake.fates(),
              intake.committedRows(job.tables().read(CLAIM_LINE))));
    }
  }

  private static void replacePlaces(Job job, Intake intake) {
    Dataset<Row> lines = job.tables().read(CLAIM_LINE);
    Dataset<Row> stays = job.tables().read(STAY);
    Dataset<Row> beneficiaries = job.tables().read(BENEFICIARY);
    job.replace(
        HOSPITAL, Places.ofHospitals(Hospitals.of(intake, lines, stays), stays, beneficiaries));
    Dataset<Row> physicians =
        Physicians.of(intake, lines, job.spark(), job.config().specialty(), job.config().region());
    job.replace(
        PHYSICIAN,
        Places.ofPhysicians(physicians, lines, stays, job.tables().read(HOSPITAL), beneficiaries));
  }

  /** The pseudonym key of the environment; null where there is none. */
  static String environmentKey() {
    return System.getenv("CLAIMGRAPH_PSEUDONYM_KEY");
  }

  /**
   * What tells whether ids have the same pseudonyms as before, beside the key file; empty where
   * they do not depend on the environment.
   */
  static String keyFingerprint(SourceConfig source) {
    String key = environmentKey();
    boolean counts = !source.synthetic() && source.pseudonymKeyFile() == null && key != null;
    return counts ? Sha256.of(key) : "";
  }
}
