package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.config.OutcomeConfig.Coverage;
import org.claimgraph.config.Period;

/** Who is counted, and over which days. */
public final class Cohorts {

  /** Why a row of a query is no window, in the order in which they are told. */
  public static final SortedMap<String, String> FLAWS =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "missing_window", "patients without window_start or window_end",
                  "repeated_patient", "patients with several rows",
                  "reversed_window", "patients whose window_end is before window_start",
                  "unknown_patient", "patients who are not in claims.beneficiary")));

  /** Days of the look-back before death, the day of death being the last. */
  static final int LOOK_BACK_DAYS = 730;

  /**
   * Completed years on the last day of the window: a year is complete on the birthday, for 29
   * February on 1 March where a year has none.
   */
  static final Column AGE =
      expr(
          "year(window_end) - year(birth_date)"
              + " - if(100 * month(window_end) + day(window_end)"
              + " < 100 * month(birth_date) + day(birth_date), 1, 0)");

  private Cohorts() {}

  /**
   * Everyone who may be in a configured cohort.
   *
   * @param beneficiaries {@code claims.beneficiary}
   * @param queried of each cohort that is given by a query what it gives: patient_id, window_start,
   *     window_end
   * @param firstDay first day the source covers completely
   * @param lastDay last day the source covers completely
   * @return cohort, patient_id, window_start, window_end, the columns of the beneficiary, and
   *     left_out: null for a member, else the first reason that holds, one of {@link #FLAWS},
   *     look_back, run_out (death after the last day), age, part_a, part_b, no_hmo. One row for
   *     each (cohort, patient_id)
   */
  public static Dataset<Row> candidates(
      Dataset<Row> beneficiaries,
      Map<String, Dataset<Row>> queried,
      Period period,
      LocalDate firstDay,
      LocalDate lastDay,
      OutcomeConfig config) {
    return config.cohorts().stream()
        .map(
            cohort ->
                windows(cohort, beneficiaries, queried, period, firstDay, lastDay)
                    .withColumn("cohort", lit(cohort.label()))
                    .withColumn("left_out", leftOut(cohort, config)))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  /** Those candidates who are not left out. */
  public static Dataset<Row> members(Dataset<Row> candidates) {
    return candidates.where(col("left_out").isNull()).drop("left_out");
  }

  private static Dataset<Row> windows(
      Cohort cohort,
      Dataset<Row> beneficiaries,
      Map<String, Dataset<Row>> queried,
      Period period,
      LocalDate firstDay,
      LocalDate lastDay) {
    if (cohort.sql() != null) {
      return asked(queried.get(cohort.label()), beneficiaries);
    }
    return cohort.label().equals(Cohort.ALL)
        ? everyone(beneficiaries, period)
        : decedents(beneficiaries, period, firstDay, lastDay);
  }

  private static Dataset<Row> everyone(Dataset<Row> beneficiaries, Period period) {
    return beneficiaries
        .withColumn("window_start", lit(period.start()))
        .withColumn("period_end", lit(period.end()))
        .selectExpr("*", "least(period_end, death_date) AS window_end")
        .drop("period_end")
        .where("window_end >= window_start AND coalesce(birth_date <= window_start, true)")
        .withColumn("left_out", lit(null).cast("string"));
  }

  private static Dataset<Row> decedents(
      Dataset<Row> beneficiaries, Period period, LocalDate firstDay, LocalDate lastDay) {
    return beneficiaries
        .where(col("death_date").between(period.start(), period.end()))
        .selectExpr(
            "*",
            "date_sub(death_date, " + (LOOK_BACK_DAYS - 1) + ") AS window_start",
            "death_date AS window_end")
        .withColumn(
            "left_out",
            when(col("window_start").lt(lit(firstDay)), "look_back")
                .when(col("window_end").gt(lit(lastDay)), "run_out"));
  }

  /** The windows of a query; a patient with several rows has one here, which is left out. */
  private static Dataset<Row> asked(Dataset<Row> windows, Dataset<Row> beneficiaries) {
    return windows
        .groupBy("patient_id")
        .agg(
            count(lit(1)).as("rows"),
            min("window_start").as("window_start"),
            min("window_end").as("window_end"))
        .join(beneficiaries.withColumn("is_known", lit(true)), new String[] {"patient_id"}, "left")
        .withColumn(
            "left_out",
            when(col("is_known").isNull(), "unknown_patient")
                .when(col("rows").gt(1), "repeated_patient")
                .when(col("window_start").isNull().or(col("window_end").isNull()), "missing_window")
                .when(col("window_end").lt(col("window_start")), "reversed_window"))
        .drop("rows", "is_known");
  }

  private static Column leftOut(Cohort cohort, OutcomeConfig config) {
    Column reason = when(col("left_out").isNotNull(), col("left_out"));
    if (config.ages() != null) {
      Column isOfAge = AGE.between(config.ages().least(), config.ages().most());
      reason = reason.when(not(coalesce(isOfAge, lit(false))), "age");
    }
    for (Coverage coverage : cohort.coverage()) {
      reason =
          reason.when(
              not(coalesce(covered(coverage), lit(false))),
              coverage.name().toLowerCase(Locale.ROOT));
    }
    return reason;
  }

  /**
   * Whether every year of the window has as many covered months as the window has in it. Sources
   * tell months by the year and not which ones, so that a year that the window leaves or enters may
   * have its covered months outside of it.
   */
  private static Column covered(Coverage coverage) {
    String months =
        "if(y = year(window_end), month(window_end), 12)"
            + " - if(y = year(window_start), month(window_start) - 1, 0)";
    String rule =
        switch (coverage) {
          case PART_A -> "c.months_a >= " + months;
          case PART_B -> "c.months_b >= " + months;
          case NO_HMO -> "c.months_hmo = 0";
        };
    return expr(
        "forall(sequence(year(window_start), year(window_end)), y -> exists(coverage, c ->"
            + " c.year = y AND "
            + rule
            + "))");
  }
}
