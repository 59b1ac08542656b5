package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
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
  void deathAfterTheLastDayOfTheSourceIsLeftOut(SparkSession spark) {
    Dataset<Row> candidates =
        Cohorts.candidates(
            TextTable.of(
                spark, BENEFICIARY, "covered 1940-01-01 2010-11-30", "late 1940-01-01 2010-12-01"),
            Map.of(),
            YEAR_2010,
            LocalDate.of(2008, 1, 1),
            LocalDate.of(2010, 11, 30),
            OutcomeSettings.of("outcome.cohorts=last-two-years,all"));
    assertThat(TextTable.lines(candidates, "cohort", "patient_id", "left_out"))
        .containsExactly(
            "all covered -",
            "all late -",
            "last-two-years covered -",
            "last-two-years late run_out");
  }

  @Test
  void cohortsKeepTheColumnsOfTheBeneficiary(SparkSession spark) {
    Dataset<Row> members =
        Cohorts.members(
            candidates(
                TextTable.of(spark, BENEFICIARY, "p 1940-01-01 2010-06-30"),
                Map.of(),
                "outcome.cohorts=last-two-years,all"));
    assertThat(
            TextTable.lines(
                members, "cohort", "patient_id", "birth_date", "window_start", "window_end"))
        .containsExactly(
            "all p 1940-01-01 2010-01-01 2010-06-30",
            "last-two-years p 1940-01-01 2008-07-01 2010-06-30");
  }

  @Test
  void whoIsNotOfAgeOnTheLastDayIsLeftOut(SparkSession spark) {
    assertThat(
            leftOut(
                TextTable.of(
                    spark,
                    BENEFICIARY,
                    "young 1943-12-31 2010-12-30",
                    "least 1943-12-31 -",
                    "most 1911-01-01 -",
                    "old 1910-12-31 -",
                    "ageless - -"),
                Map.of(),
                "outcome.cohorts=all",
                "outcome.ages=67-99"))
        .containsExactly("ageless age", "least -", "most -", "old age", "young age");
  }

  @Test
  void coverageMustReachOverTheWindow(SparkSession spark) {
    Dataset<Row> people =
        covered(
            spark,
            "whole 2010-03-10 2008/10/10/0 2009/12/12/0 2010/3/3/0",
            "more 2010-03-10 2008/12/12/0 2009/12/12/0 2010/12/12/0",
            "a_first 2010-03-10 2008/9/10/0 2009/12/12/0 2010/3/3/0",
            "a_middle 2010-03-10 2008/10/10/0 2009/11/12/0 2010/3/3/0",
            "b_last 2010-03-10 2008/10/10/0 2009/12/12/0 2010/3/2/0",
            "hmo 2010-03-10 2008/10/10/0 2009/12/12/1 2010/3/3/0",
            "unknown_hmo 2010-03-10 2008/10/10/0 2009/12/12/- 2010/3/3/0",
            "gap 2010-03-10 2008/10/10/0 2010/3/3/0",
            "no_record 2010-03-10");
    String[] rules = {
      "outcome.cohorts=last-two-years",
      "outcome.coverage.part-a=last-two-years",
      "outcome.coverage.part-b=last-two-years",
      "outcome.coverage.no-hmo=last-two-years"
    };
    assertThat(leftOut(people, Map.of(), rules))
        .containsExactly(
            "a_first part_a",
            "a_middle part_a",
            "b_last part_b",
            "gap part_a",
            "hmo no_hmo",
            "more -",
            "no_record part_a",
            "unknown_hmo no_hmo",
            "whole -");
    assertThat(leftOut(people, Map.of(), rules[0]))
        .hasSize(9)
        .allMatch(line -> line.endsWith(" -"));
  }

  @Test
  void rowsOfAQueryAreCandidatesAndItsFlawsAreNamed(SparkSession spark) {
    Dataset<Row> queried =
        TextTable.of(
            spark,
            "patient_id STRING, window_start DATE, window_end DATE",
            "once 2009-01-01 2009-12-31",
            "young 1950-01-01 1950-12-31",
            "twice 2009-01-01 2009-12-31",
            "twice 2009-01-01 2009-12-31",
            "endless 2009-01-01 -",
            "reversed 2009-01-02 2009-01-01",
            "stranger 2009-01-01 2009-12-31");
    Dataset<Row> candidates =
        candidates(
            TextTable.of(
                spark,
                BENEFICIARY,
                "once 1940-01-01 -",
                "young 1940-01-01 -",
                "twice 1940-01-01 -",
                "endless 1940-01-01 -",
                "reversed 1940-01-01 -",
                "other 1940-01-01 -"),
            Map.of("hip", queried),
            "outcome.cohorts=hip",
            "outcome.cohort-sql.hip=x",
            "outcome.ages=60-70");
    assertThat(TextTable.lines(candidates, "patient_id", "left_out"))
        .containsExactly(
            "endless missing_window",
            "once -",
            "reversed reversed_window",
            "stranger unknown_patient",
            "twice repeated_patient",
            "young age");
    assertThat(
            TextTable.lines(
                Cohorts.members(candidates),
                "cohort",
                "patient_id",
                "birth_date",
                "window_start",
                "window_end"))
        .containsExactly("hip once 1940-01-01 2009-01-01 2009-12-31");
  }

  /** Each person with a date of death and years as year/part a/part b/hmo. */
  private static Dataset<Row> covered(SparkSession spark, String... people) {
    List<Row> rows =
        Stream.of(people)
            .map(person -> person.split(" ", 3))
            .map(words -> RowFactory.create(words[0], words[1], words.length < 3 ? "" : words[2]))
            .toList();
    return spark
        .createDataFrame(rows, StructType.fromDDL("patient_id STRING, death STRING, years STRING"))
        .selectExpr(
            "patient_id",
            "DATE'1930-01-01' AS birth_date",
            "CAST(death AS DATE) AS death_date",
            "if(years = '', NULL, transform(transform(split(years, ' '), year -> split(year, '/')),"
                + " year -> struct(CAST(year[0] AS INT) AS year, CAST(year[1] AS INT) AS months_a,"
                + " CAST(year[2] AS INT) AS months_b,"
                + " CAST(nullif(year[3], '-') AS INT) AS months_hmo))) AS coverage");
  }

  private static List<String> leftOut(
      Dataset<Row> people, Map<String, Dataset<Row>> queried, String... settings) {
    return TextTable.lines(candidates(people, queried, settings), "patient_id", "left_out");
  }

  private static Dataset<Row> candidates(
      Dataset<Row> people, Map<String, Dataset<Row>> queried, String... settings) {
    return Cohorts.candidates(
        people,
        queried,
        YEAR_2010,
        LocalDate.of(2008, 1, 1),
        YEAR_2010.end(),
        OutcomeSettings.of(settings));
  }

  private static List<String> members(
      SparkSession spark, String cohort, LocalDate firstDay, String... beneficiaries) {
    return TextTable.lines(
        Cohorts.members(
            Cohorts.candidates(
                TextTable.of(spark, BENEFICIARY, beneficiaries),
                Map.of(),
                YEAR_2010,
                firstDay,
                YEAR_2010.end(),
                OutcomeSettings.of("outcome.cohorts=" + cohort))),
        "cohort",
        "patient_id",
        "window_start",
        "window_end");
  }
}
