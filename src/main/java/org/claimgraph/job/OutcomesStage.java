package org.claimgraph.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.PATIENT_OUTCOME;
import static org.claimgraph.tables.Tables.PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_OUTCOME;
import static org.claimgraph.tables.Tables.REGION_OUTCOME;
import static org.claimgraph.tables.Tables.STAY;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.AttributionConfig;
import org.claimgraph.config.AttributionConfig.HospitalRule;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.encounters.Places;
import org.claimgraph.outcomes.Attribution;
import org.claimgraph.outcomes.CharlsonScores;
import org.claimgraph.outcomes.Cohorts;
import org.claimgraph.outcomes.DiagnosisRelatedGroups;
import org.claimgraph.outcomes.Holdings;
import org.claimgraph.outcomes.PatientOutcomes;
import org.claimgraph.outcomes.PhysicianOutcomes;
import org.claimgraph.outcomes.RegionOutcomes;
import org.claimgraph.outcomes.SensitiveConditions;
import org.claimgraph.outcomes.ServiceTypes;
import org.claimgraph.outcomes.StandardizedPatients;
import org.claimgraph.tables.Staging;

/**
 * Claims become what happened to each patient, and its mean in each region and of each physician.
 */
final class OutcomesStage {

  private static final String[] MEMBER = {"cohort", "patient_id"};

  private OutcomesStage() {}

  static void run(Job job) {
    Configuration config = job.config();
    Holdings holdings =
        Holdings.of(
            job.read(CLAIM_LINE),
            job.read(STAY),
            job.read(BENEFICIARY),
            job.read(PHYSICIAN),
            config.outcome(),
            config.source());
    tell(job, holdings);
    try (Staging staging = job.tables().staging()) {
      Dataset<Row> candidates =
          Cohorts.candidates(
              job.read(BENEFICIARY),
              CohortQueries.run(job, staging),
              config.requiredPeriod(),
              holdings.firstDay(),
              holdings.lastDay(),
              config.outcome());
      reconcile(job, candidates);
      Dataset<Row> members = Cohorts.members(candidates);
      job.replacePeriod(PATIENT_OUTCOME, patients(job, members, holdings));
    }
    StandardizedPatients patients =
        StandardizedPatients.of(job.readPeriod(PATIENT_OUTCOME), config.risk());
    patients.notes().forEach(note -> job.log().println("           " + note));
    job.replacePeriod(REGION_OUTCOME, RegionOutcomes.of(patients, config.measure().regions()));
    job.replacePeriod(PHYSICIAN_OUTCOME, PhysicianOutcomes.of(patients));
  }

  /** What happened to each patient, to whom the patient belongs, and how ill the patient is. */
  private static Dataset<Row> patients(Job job, Dataset<Row> members, Holdings holdings) {
    OutcomeConfig config = job.config().outcome();
    Dataset<Row> lines = TiesStage.judgedLines(job);
    Dataset<Row> attributed =
        Attribution.physicians(members, lines, job.read(PHYSICIAN), job.config().encounter());
    boolean diagnosed = CharlsonScores.areKnown(job.read(CLAIM_LINE));
    if (!diagnosed) {
      job.log().println("           no line has diagnoses, so charlson is null");
    }
    Dataset<Row> scores = CharlsonScores.of(members, job.read(CLAIM_LINE), job.config().charlson());
    return PatientOutcomes.of(
            members,
            lines,
            job.read(STAY),
            job.read(PHYSICIAN),
            ServiceTypes.read(job.spark(), config),
            SensitiveConditions.read(job.spark(), config.acsc()),
            holdings,
            config)
        .join(attributed, MEMBER, "left")
        .join(hospitals(job, members, attributed), MEMBER, "left")
        .join(scores, MEMBER, "left")
        .withColumn("hospital", coalesce(col("hospital"), lit(Places.UNKNOWN)))
        .withColumn("charlson", diagnosed ? coalesce(col("charlson"), lit(0)) : col("charlson"));
  }

  private static Dataset<Row> hospitals(Job job, Dataset<Row> members, Dataset<Row> physicians) {
    AttributionConfig config = job.config().attribution();
    if (config.hospital() == HospitalRule.PHYSICIAN) {
      return Attribution.hospitalsOfPhysicians(physicians, job.read(PHYSICIAN));
    }
    Dataset<Row> stays = DiagnosisRelatedGroups.classify(job.read(STAY), config.drg());
    Row kinds = stays.selectExpr("count_if(medical IS NULL)", "count(*)").head();
    if (kinds.getLong(0) > 0) {
      job.log()
          .printf(
              Locale.ROOT,
              "           %,d of %,d stays are not known as medical or surgical; they count for a"
                  + " patient's hospital%n",
              kinds.getLong(0),
              kinds.getLong(1));
    }
    return Attribution.hospitals(members, stays);
  }

  /** Tells how many are in each cohort and how many are left out why; refuses flawed queries. */
  private static void reconcile(Job job, Dataset<Row> candidates) {
    List<Row> counts = candidates.groupBy("cohort", "left_out").count().collectAsList();
    for (Cohort cohort : job.config().outcome().cohorts()) {
      Map<String, Long> byReason = new TreeMap<>();
      for (Row row : counts) {
        if (row.getString(0).equals(cohort.label())) {
          byReason.put(row.isNullAt(1) ? "" : row.getString(1), row.getLong(2));
        }
      }
      Cohorts.FLAWS.forEach((flaw, problem) -> refuse(cohort, byReason.get(flaw), problem));
      job.log().println("           " + told(cohort, byReason));
    }
  }

  private static String told(Cohort cohort, Map<String, Long> byReason) {
    StringBuilder told = new StringBuilder("cohort ").append(cohort.label()).append(": ");
    told.append(byReason.getOrDefault("", 0L)).append(" patients");
    byReason.forEach(
        (reason, count) -> {
          if (!reason.isEmpty()) {
            told.append(", without ").append(count).append(" for ").append(reason);
          }
        });
    return told.toString();
  }

  private static void refuse(Cohort cohort, Long count, String problem) {
    if (count != null) {
      throw CohortQueries.invalid(cohort, "it gives " + count + " " + problem);
    }
  }

  /** What a reader of the numbers must know of the source. */
  private static void tell(Job job, Holdings holdings) {
    job.log()
        .println(
            "           the source counts as complete from "
                + holdings.firstDay()
                + " to "
                + holdings.lastDay()
                + (holdings.cover(job.config().requiredPeriod())
                    ? ""
                    : ", so not over the whole period"));
    Map<String, List<String>> outcomes =
        holdings.missing().keySet().stream()
            .collect(
                Collectors.groupingBy(
                    holdings.missing()::get, LinkedHashMap::new, Collectors.toList()));
    outcomes.forEach(
        (reason, names) ->
            job.log().println("           " + reason + ": null " + String.join(", ", names)));
  }
}
