package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.config.Period;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class CohortsTest {

  private static final Period YEAR_2010 = new Period(2010, 4, 4);
  private static final String BENEFICIARY = "patient_id STRING, birth_date DATE, death_date DATE";

  @Test
  void everyoneAliveWhenThePeriodBeginsIsCountedUntilItsEndOrDeath(SparkSession spark) {
    assertThat(
            members(
                spark,
                Cohort.ALL,
                LocalDate.of(2010, 1, 1),
                "alive 1940-01-01 -",
                "agelessly_alive - -",
                "dies_first_day 1940-01-01 2010-01-01",
                "dies_last_day 1940-01-01 2010-12-31",
                "dies_later 1940-01-01 2011-01-01",
                "died_before 1940-01-01 2009-12-31",
                "born_first_day 2010-01-01 -",
                "born_in_the_period 2010-06-01 -",
                "born_later 2011-01-01 -"))
        .containsExactly(
            "all agelessly_alive 2010-01-01 2010-12-31",
            "all alive 2010-01-01 2010-12-31",
            "all born_first_day 2010-01-01 2010-12-31",
            "all dies_first_day 2010-01-01 2010-01-01",
            "all dies_last_day 2010-01-01 2010-12-31",
            "all dies_later 2010-01-01 2010-12-31");
  }

  @Test
  void lastTwoYearsAre730DaysThatEndWithDeath(SparkSession spark) {
    assertThat(
            members(
                spark,
                Cohort.LAST_TWO_YEARS,
                LocalDate.of(2008, 1, 1),
                "alive 1940-01-01 -",
                "first_day 1940-01-01 2010-01-01",
                "last_day 1940-01-01 2010-12-31",
                "before 1940-01-01 2009-12-31",
                "after 1940-01-01 2011-01-01"))
        .containsExactly(
            "last-two-years first_day 2008-01-03 2010-01-01",
            "last-two-years last_day 2009-01-01 2010-12-31");
  }

  @Test
  void deathWithoutACompleteLookBackIsLeftOut(SparkSession spark) {
    assertThat(
            members(
                spark,
                Cohort.LAST_TWO_YEARS,
                LocalDate.of(2008, 6, 1),
                "complete 1940-01-01 2010-05-31",
                "one_day_short 1940-01-01 2010-05-30"))
        .containsExactly("last-two-years complete 2008-06-01 2010-05-31");
  }

  @Test
  void cohortsKeepTheColumnsOfTheBeneficiary(SparkSession spark) {
    Dataset<Row> members =
        Cohorts.members(
            TextTable.of(spark, BENEFICIARY, "p 1940-01-01 2010-06-30"),
            YEAR_2010,
            LocalDate.of(2008, 1, 1),
            OutcomeSettings.of("outcome.cohorts=last-two-years,all"));
    assertThat(
            TextTable.lines(
                members, "cohort", "patient_id", "birth_date", "window_start", "window_end"))
        .containsExactly(
            "all p 1940-01-01 2010-01-01 2010-06-30",
            "last-two-years p 1940-01-01 2008-07-01 2010-06-30");
  }

  private static List<String> members(
      SparkSession spark, Cohort cohort, LocalDate firstDay, String... beneficiaries) {
    return TextTable.lines(
        Cohorts.members(
            TextTable.of(spark, BENEFICIARY, beneficiaries),
            YEAR_2010,
            firstDay,
            OutcomeSettings.of("outcome.cohorts=" + cohort.label())),
        "cohort",
        "patient_id",
        "window_start",
        "window_end");
  }
}
