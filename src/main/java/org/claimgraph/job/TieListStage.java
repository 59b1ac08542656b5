package org.claimgraph.job;

import static org.apache.spark.sql.functions.lit;
import static org.claimgraph.tables.Tables.PATIENT_PHYSICIAN;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.REFERRAL;
import static org.claimgraph.tables.Tables.REJECTED_ROW;
import static org.claimgraph.tables.Tables.TIE;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.claims.Intake;
import org.claimgraph.claims.TieList;
import org.claimgraph.tables.Reconciliation;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.Table;
import org.claimgraph.ties.ListedTies;
import org.claimgraph.ties.TieRules;

/**
 * A tie list becomes the ties of the period. It has no dates: the label of the period says what the
 * list is about. It has no patients either, so none of an earlier run of the period stay.
 */
final class TieListStage {

  private TieListStage() {}

  static void run(Job job) {
    Intake intake = job.intake();
    try (Staging staging = job.tables().staging()) {
      intake.read(job.spark(), null, staging::hold);
      intake.sha256().forEach((file, hash) -> job.run().inputVersions().put(file, hash));
      Dataset<Row> pairs = staging.hold("pairs", ListedTies.undirected(TieList.pairs(intake)));
      reconcile(job, intake);
      clearWhatClaimsMade(job);
      job.replace(REJECTED_ROW, intake.rejected());
      job.replacePeriod(PATIENT_PHYSICIAN, none(job, PATIENT_PHYSICIAN));
      job.replacePeriod(
          PERIOD_PHYSICIAN, ListedTies.physicians(pairs, TieList.nodes(intake, job.spark())));
      Dataset<Row> ties = ListedTies.of(pairs, job.readPeriod(PERIOD_PHYSICIAN));
      Dataset<Row> noLinks = job.readPeriod(PATIENT_PHYSICIAN);
      job.replacePeriod(TIE, TieRules.mark(ties, noLinks, job.config().tie()));
      job.replacePeriod(REFERRAL, referrals(job, intake));
    }
  }

  /** Directed pairs, where it is known within which window they were counted. */
  private static Dataset<Row> referrals(Job job, Intake intake) {
    Integer window = job.config().source().windowDays();
    if (window == null) {
      return none(job, REFERRAL);
    }
    return TieList.pairs(intake)
        .where("directed")
        .drop("directed")
        .withColumn("window_days", lit(window))
        .withColumn("wait_mean_days", lit(null).cast("double"))
        .withColumn("wait_sd_days", lit(null).cast("double"));
  }

  /** Outcomes of patients, and how they went with another network, do not go with these ties. */
  private static void clearWhatClaimsMade(Job job) {
    for (Stage stage : List.of(Stage.OUTCOMES, Stage.ASSOCIATE)) {
      if (stage.outputs().stream().anyMatch(job::hasPeriod)) {
        job.run().stages().put(stage.label(), RunRecord.PENDING);
        job.run().saveRunning();
        stage.outputs().forEach(table -> job.replacePeriod(table, none(job, table)));
      }
    }
  }

  private static Dataset<Row> none(Job job, Table table) {
    return job.spark().createDataFrame(List.of(), table.schema());
  }

  private static void reconcile(Job job, Intake intake) {
    Reconciliation.record(
        job.tables(),
        job.run().runId(),
        "ties",
        Reconciliation.of(intake.rowsIn(job.spark()), intake.fates()));
  }
}
