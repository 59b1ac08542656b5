package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.encounters.Places;

/** What happened to each patient of each cohort in the cohort's window. */
public final class PatientOutcomes {

  private static final String[] MEMBER = {"cohort", "patient_id"};
  private static final String[] PATIENT = {"patient_id"};

  private PatientOutcomes() {}

  /**
   * Adds up money, days and visits.
   *
   * @param members cohort members, from {@link Cohorts#members}
   * @param lines claim lines with not_encounter, null for those that are visits
   * @param stays {@code claims.stay}
   * @param holdings what the source holds at all; what it does not hold is null, not 0
   * @return one row per (cohort, patient_id) in the shape of {@code outcome.patient_outcome},
   *     without period; everyone is in it, with zeros where nothing happened
   */
  public static Dataset<Row> of(
      Dataset<Row> members,
      Dataset<Row> lines,
      Dataset<Row> stays,
      Holdings holdings,
      OutcomeConfig config) {
    Dataset<Row> windows = members.select("cohort", "patient_id", "window_start", "window_end");
    Dataset<Row> linesInWindow =
        lines
            .join(windows, PATIENT)
            .where(col("service_from").between(col("window_start"), col("window_end")));
    return members
        .join(spending(linesInWindow, config), MEMBER, "left")
        .join(visits(linesInWindow), MEMBER, "left")
        .join(hospitalDays(stays.join(windows, PATIENT)), MEMBER, "left")
        .join(hospital(stays.join(windows, PATIENT)), MEMBER, "left")
        .select(
            col("cohort"),
            col("patient_id"),
            col("window_start"),
            col("window_end"),
            coalesce(col("hospital"), lit(Places.UNKNOWN)).as("hospital"),
            col("hrr"),
            known("spending", "DECIMAL(18, 2)", holdings.money()),
            known("spending_inpatient", "DECIMAL(18, 2)", holdings.money() && holdings.stays()),
            known("hospital_days", "BIGINT", holdings.stays()),
            orZero("physician_visits", "BIGINT"),
            orZero("physicians_seen", "BIGINT"),
            expr("CAST(floor(months_between(window_end, birth_date) / 12) AS INT)").as("age"),
            col("sex"),
            col("race"));
  }

  private static Column known(String outcome, String type, boolean isKnown) {
    return isKnown ? orZero(outcome, type) : lit(null).cast(type).as(outcome);
  }

  private static Column orZero(String outcome, String type) {
    return coalesce(col(outcome), lit(0)).cast(type).as(outcome);
  }

  private static Dataset<Row> spending(Dataset<Row> lines, OutcomeConfig config) {
    Column money = col(Holdings.amount(config));
    return lines
        .groupBy("cohort", "patient_id")
        .agg(
            sum(money).as("spending"),
            sum(when(col("claim_type").equalTo("inpatient"), money)).as("spending_inpatient"));
  }

  private static Dataset<Row> visits(Dataset<Row> lines) {
    return lines
        .where(col("not_encounter").isNull())
        .groupBy("cohort", "patient_id")
        .agg(
            countDistinct("npi", "service_from").as("physician_visits"),
            countDistinct("npi").as("physicians_seen"));
  }

  /** Days as a set: overlapping stays count once, days beyond the window not at all. */
  private static Dataset<Row> hospitalDays(Dataset<Row> stays) {
    return stays
        .selectExpr(
            "cohort",
            "patient_id",
            "greatest(admission_date, window_start) AS first",
            "least(greatest(admission_date, date_sub(discharge_date, 1)), window_end) AS last")
        .where("first <= last")
        .select(col("cohort"), col("patient_id"), explode(expr("sequence(first, last)")).as("day"))
        .groupBy("cohort", "patient_id")
        .agg(countDistinct("day").as("hospital_days"));
  }

  /** The hospital with most admissions in the window, then the latest one, then the lowest id. */
  private static Dataset<Row> hospital(Dataset<Row> stays) {
    return stays
        .where(col("admission_date").between(col("window_start"), col("window_end")))
        .where(col("hospital").notEqual(Places.UNKNOWN))
        .groupBy("cohort", "patient_id", "hospital")
        .agg(
            expr("-count(*)").as("admissions"),
            expr("-max(unix_date(admission_date))").as("latest"))
        .groupBy("cohort", "patient_id")
        .agg(expr("min(struct(admissions, latest, hospital)).hospital").as("hospital"));
  }
}
