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
    job.replacePeriod(
        PATIENT_OUTCOME,
        PatientOutcomes.of(members, TiesStage.judgedLines(job), job.read(STAY), config.outcome()));
    job.replacePeriod(
        REGION_OUTCOME,
        RegionOutcomes.of(job.readPeriod(PATIENT_OUTCOME), config.measure().regions()));
  }
}
