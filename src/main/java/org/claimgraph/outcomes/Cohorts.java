package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.config.Period;

/** Who is counted, and over which days. */
public final class Cohorts {

  /** Days of the look-back before death, the day of death being the last. */
  static final int LOOK_BACK_DAYS = 730;

  private Cohorts() {}

  /**
   * The members of every configured cohort.
   *
   * @param beneficiaries {@code claims.beneficiary}
   * @param firstDay first day the source covers completely
   * @return one row per (cohort, patient_id): window_start, window_end, and the columns of the
   *     beneficiary
   */
  public static Dataset<Row> members(
      Dataset<Row> beneficiaries, Period period, LocalDate firstDay, OutcomeConfig config) {
    return config.cohorts().stream()
        .map(
            cohort ->
                cohort == Cohort.ALL
                    ? everyone(beneficiaries, period)
                    : decedents(beneficiaries, period, firstDay))
        .reduce(Dataset::union)
        .orElseThrow();
  }

  private static Dataset<Row> everyone(Dataset<Row> beneficiaries, Period period) {
    return beneficiaries
        .withColumn("cohort", lit(Cohort.ALL.label()))
        .withColumn("window_start", lit(period.start()))
        .withColumn("period_end", lit(period.end()))
        .selectExpr("*", "least(period_end, death_date) AS window_end")
        .drop("period_end")
        .where("window_end >= window_start AND coalesce(birth_date <= window_start, true)");
  }

  private static Dataset<Row> decedents(
      Dataset<Row> beneficiaries, Period period, LocalDate firstDay) {
    return beneficiaries
        .where(col("death_date").between(period.start(), period.end()))
        .withColumn("cohort", lit(Cohort.LAST_TWO_YEARS.label()))
        .selectExpr(
            "*",
            "date_sub(death_date, " + (LOOK_BACK_DAYS - 1) + ") AS window_start",
            "death_date AS window_end")
        .where(col("window_start").geq(lit(firstDay)));
  }
}
