package org.claimgraph.job;

import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.PATIENT_OUTCOME;
import static org.claimgraph.tables.Tables.REGION_OUTCOME;
import static org.claimgraph.tables.Tables.STAY;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.Configuration;
import org.claimgraph.outcomes.Cohorts;
import org.claimgraph.outcomes.Holdings;
import org.claimgraph.outcomes.PatientOutcomes;
import org.claimgraph.outcomes.RegionOutcomes;

/** Claims become what happened to each patient, and its mean in each region. */
final class OutcomesStage {

  private OutcomesStage() {}

  static void run(Job job) {
    Configuration config = job.config();
    Dataset<Row> beneficiaries = job.read(BENEFICIARY);
    LocalDate firstDay = config.source().firstDay();
    if (firstDay == null) {
      firstDay = Cohorts.firstDay(beneficiaries, job.read(CLAIM_LINE));
    }
    Dataset<Row> members =
        Cohorts.members(beneficiaries, config.requiredPeriod(), firstDay, config.outcome());
    Holdings holdings = Holdings.of(job.read(CLAIM_LINE), job.read(STAY), config.outcome());
    tell(job, firstDay, holdings);
    job.replacePeriod(
        PATIENT_OUTCOME,
        PatientOutcomes.of(
            members, TiesStage.judgedLines(job), job.read(STAY), holdings, config.outcome()));
    job.replacePeriod(
        REGION_OUTCOME,
        RegionOutcomes.of(job.readPeriod(PATIENT_OUTCOME), config.measure().regions()));
  }

  /** What a reader of the numbers must know of the source. */
  private static void tell(Job job, LocalDate firstDay, Holdings holdings) {
    job.log().println("           the source counts as complete from " + firstDay + " on");
    if (!holdings.money()) {
      String amount = Holdings.amount(job.config().outcome());
      job.log().println("           no line has " + amount + ", so spending is null");
    }
    if (!holdings.stays()) {
      job.log().println("           there are no hospital stays, so hospital days are null");
    }
  }
}
