package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.OutcomeConfig;

/** What happened to each patient of each cohort in the cohort's window. */
public final class PatientOutcomes {

  private static final String[] MEMBER = {"cohort", "patient_id"};
  private static final String DOLLARS = "DECIMAL(18, 2)";
  private static final String COUNT = "BIGINT";

  private PatientOutcomes() {}

  /**
   * Adds up money, days and visits.
   *
   * @param members cohort members, from {@link Cohorts#members}
   * @param lines claim lines with not_encounter, null for those that are visits
   * @param stays {@code claims.stay}
   * @param physicians npi and specialty_group
   * @param types images and tests, from {@link ServiceTypes#read}
   * @param conditions what an ambulatory-care-sensitive admission is for
   * @param holdings what the source holds at all; what it does not hold is null, not 0
   * @return one row per (cohort, patient_id) in the shape of {@code outcome.patient_outcome},
   *     without period, npi, hospital and charlson; everyone is in it, with zeros where nothing
   *     happened
   */
  public static Dataset<Row> of(
      Dataset<Row> members,
      Dataset<Row> lines,
      Dataset<Row> stays,
      Dataset<Row> physicians,
      Dataset<Row> types,
      SensitiveConditions conditions,
      Holdings holdings,
      OutcomeConfig config) {
    Readmissions readmissions =
        new Readmissions(config.readmission(), (int) holdings.lastDay().toEpochDay());
    return members
        .join(LineCounts.of(lines, physicians, types, members, config), MEMBER, "left")
        .join(
            new StayCounts(readmissions, conditions).of(Prices.ofStays(stays), members),
            MEMBER,
            "left")
        .withColumn(
            "spending_standardized",
            expr(
                "if(unpriced_stays > 0, NULL,"
                    + " coalesce(standardized_lines, 0) + coalesce(standardized_stays, 0))"))
        .select(
            col("cohort"),
            col("patient_id"),
            col("window_start"),
            col("window_end"),
            col("hrr"),
            holdings.orZero("spending", DOLLARS),
            holdings.orZero("spending_inpatient", DOLLARS),
            holdings.orZero("spending_imaging", DOLLARS),
            holdings.orZero("spending_tests", DOLLARS),
            holdings.orNull("spending_standardized", DOLLARS),
            holdings.orZero("hospital_days", COUNT),
            holdings.orZero("icu_days", COUNT),
            holdings.orZero("physician_visits", COUNT),
            holdings.orZero("primary_visits", COUNT),
            holdings.orZero("medical_specialist_visits", COUNT),
            holdings.orZero("surgical_visits", COUNT),
            holdings.orZero("ed_visits", COUNT),
            holdings.orZero("physicians_seen", COUNT),
            holdings.orZero("readmissions", COUNT),
            holdings.orZero("acsc_admissions", COUNT),
            Cohorts.AGE.as("age"),
            col("sex"),
            col("race"));
  }
}
