package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.config.OutcomeConfig.Money;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class PatientOutcomesTest {

  private static final String MEMBER =
      "cohort STRING, patient_id STRING, window_start DATE, window_end DATE, birth_date DATE,"
          + " sex STRING, race STRING, hrr STRING";
  private static final String LINE =
      "patient_id STRING, service_from DATE, claim_type STRING, npi STRING, not_encounter STRING,"
          + " paid_amount DECIMAL(18, 2), allowed_amount DECIMAL(18, 2)";
  private static final String STAY =
      "patient_id STRING, hospital STRING, admission_date DATE, discharge_date DATE";

  /** Anyone, from 11 to 20 March 2010. */
  private static final String PATIENT = "all p 2010-03-11 2010-03-20 - - - R1";

  @Test
  void everyMemberIsThereWithZerosWhereNothingHappened(SparkSession spark) {
    Dataset<Row> outcomes =
        outcomes(
            spark,
            Money.PAID,
            List.of(
                "all quiet 2010-01-01 2010-12-31 1940-05-05 female black R1",
                "last-two-years quiet 2009-01-01 2010-12-31 1940-05-05 female black R1",
                "all ageless 2010-01-01 2010-12-31 - - - unknown"),
            List.of("stranger 2010-05-05 inpatient N1 - 10 10"),
            List.of("stranger H1 2010-05-05 2010-05-09"));
    Shapes.assertFills(Tables.PATIENT_OUTCOME, outcomes.schema());
    assertThat(
            TextTable.lines(
                outcomes,
                "cohort",
                "patient_id",
                "hospital",
                "hrr",
                "spending",
                "spending_inpatient",
                "hospital_days",
                "physician_visits",
                "physicians_seen",
                "age",
                "sex",
                "race"))
        .containsExactly(
            "all ageless unknown unknown 0.00 0.00 0 0 0 - - -",
            "all quiet unknown R1 0.00 0.00 0 0 0 70 female black",
            "last-two-years quiet unknown R1 0.00 0.00 0 0 0 70 female black");
  }

  @Test
  void hospitalDaysAreTheSetOfDaysFromAdmissionToTheDayBeforeDischarge(SparkSession spark) {
    assertThat(
            perPatient(
                spark,
                "hospital_days",
                "one_stay H1 2010-03-12 2010-03-15",
                "same_day H1 2010-03-12 2010-03-12",
                "overlapping H1 2010-03-12 2010-03-15",
                "overlapping H2 2010-03-14 2010-03-17",
                "overlapping H1 2010-03-14 2010-03-14",
                "overlapping H3 2010-03-19 2010-03-20"))
        .containsExactly("one_stay 3", "overlapping 6", "same_day 1");
  }

  @Test
  void daysOutsideTheWindowDoNotCount(SparkSession spark) {
    assertThat(
            perPatient(
                spark,
                "hospital_days",
                "over_the_start H1 2010-03-01 2010-03-13",
                "over_the_end H1 2010-03-19 2010-04-30",
                "over_both H1 2010-01-01 2010-12-31",
                "until_the_start H1 2010-03-01 2010-03-11",
                "day_before H1 2010-03-10 2010-03-10",
                "first_day H1 2010-03-11 2010-03-11",
                "last_day H1 2010-03-20 2010-03-20",
                "after_death H1 2010-03-21 2010-03-25"))
        .containsExactly(
            "after_death 0",
            "day_before 0",
            "first_day 1",
            "last_day 1",
            "over_both 10",
            "over_the_end 2",
            "over_the_start 2",
            "until_the_start 0");
  }

  @Test
  void visitsAreDistinctPhysiciansAndDays(SparkSession spark) {
    assertThat(
            TextTable.lines(
                outcomes(
                    spark,
                    Money.PAID,
                    List.of(PATIENT),
                    List.of(
                        "p 2010-03-11 professional N1 - 1 1",
                        "p 2010-03-11 professional N1 - 1 1",
                        "p 2010-03-11 professional N2 - 1 1",
                        "p 2010-03-20 professional N1 - 1 1",
                        "p 2010-03-12 professional N3 not_significant 1 1",
                        "p 2010-03-12 professional - without_physician 1 1",
                        "p 2010-03-10 professional N4 - 1 1",
                        "p 2010-03-21 professional N4 - 1 1"),
                    List.of()),
                "physician_visits",
                "physicians_seen"))
        .containsExactly("3 2");
  }

  @Test
  void spendingIsWhatWasPaidOrAllowedForServicesThatBeginInTheWindow(SparkSession spark) {
    List<String> lines =
        List.of(
            "p 2010-03-11 inpatient N1 - 100.10 120",
            "p 2010-03-12 inpatient - without_physician 0.05 -",
            "p 2010-03-13 outpatient N1 other_role -10.15 20.01",
            "p 2010-03-20 professional N1 - - 7",
            "p 2010-03-10 professional N1 - 1000 1000",
            "p 2010-03-21 inpatient N1 - 1000 1000");
    assertThat(spending(spark, Money.PAID, lines)).containsExactly("90.00 100.15");
    assertThat(spending(spark, Money.ALLOWED, lines)).containsExactly("147.01 120.00");
  }

  @Test
  void patientBelongsToTheHospitalWithMostThenLatestAdmissionsInTheWindow(SparkSession spark) {
    assertThat(
            perPatient(
                spark,
                "hospital",
                "most H1 2010-03-11 2010-03-12",
                "most H1 2010-03-13 2010-03-14",
                "most H2 2010-03-15 2010-03-20",
                "most H3 2010-03-01 2010-03-20",
                "most H3 2010-03-02 2010-03-20",
                "most H3 2010-03-21 2010-03-22",
                "latest H1 2010-03-11 2010-03-12",
                "latest H2 2010-03-13 2010-03-14",
                "lowest_id H2 2010-03-13 2010-03-14",
                "lowest_id H1 2010-03-13 2010-03-14",
                "outside H1 2010-03-10 2010-03-20"))
        .containsExactly("latest H2", "lowest_id H1", "most H1", "outside unknown");
  }

  @Test
  void ageIsInCompletedYearsOnTheLastDay(SparkSession spark) {
    assertThat(
            TextTable.lines(
                outcomes(
                    spark,
                    Money.PAID,
                    List.of(
                        "all birthday 2010-01-01 2010-03-20 1940-03-20 - - R1",
                        "all day_before 2010-01-01 2010-03-20 1940-03-21 - - R1"),
                    List.of(),
                    List.of()),
                "patient_id",
                "age"))
        .containsExactly("birthday 70", "day_before 69");
  }

  @Test
  void eachCohortCountsInItsOwnWindow(SparkSession spark) {
    assertThat(
            TextTable.lines(
                outcomes(
                    spark,
                    Money.PAID,
                    List.of(
                        "all p 2010-01-01 2010-06-30 - - - R1",
                        "last-two-years p 2008-07-01 2010-06-30 - - - R1"),
                    List.of("p 2009-01-01 inpatient N1 - 10 10", "p 2010-02-01 inpatient N2 - 5 5"),
                    List.of("p H1 2009-01-01 2009-01-03", "p H2 2010-02-01 2010-02-02")),
                "cohort",
                "hospital",
                "spending",
                "hospital_days",
                "physicians_seen"))
        .containsExactly("all H2 5.00 1 1", "last-two-years H2 15.00 3 2");
  }

  /** An outcome of every patient with a stay, the window from 11 to 20 March 2010. */
  private static List<String> perPatient(SparkSession spark, String outcome, String... stays) {
    List<String> members =
        Stream.of(stays)
            .map(stay -> PATIENT.replace(" p ", " " + stay.split(" ")[0] + " "))
            .distinct()
            .toList();
    return TextTable.lines(
        outcomes(spark, Money.PAID, members, List.of(), List.of(stays)), "patient_id", outcome);
  }

  @Test
  void whatTheSourceDoesNotHoldIsNullAndNotZero(SparkSession spark) {
    Dataset<Row> outcomes =
        PatientOutcomes.of(
            TextTable.of(spark, MEMBER, List.of(PATIENT)),
            TextTable.of(spark, LINE, List.of()),
            TextTable.of(spark, STAY, List.of()),
            new Holdings(false, false),
            new OutcomeConfig(List.of(Cohort.values()), Money.PAID));
    Row row = outcomes.head();
    for (String unknown : List.of("spending", "spending_inpatient", "hospital_days")) {
      assertThat(row.<Object>getAs(unknown)).as(unknown).isNull();
    }
    assertThat(row.<Long>getAs("physician_visits")).isZero();
  }

  private static List<String> spending(SparkSession spark, Money money, List<String> lines) {
    return TextTable.lines(
        outcomes(spark, money, List.of(PATIENT), lines, List.of()),
        "spending",
        "spending_inpatient");
  }

  private static Dataset<Row> outcomes(
      SparkSession spark,
      Money money,
      List<String> members,
      List<String> lines,
      List<String> stays) {
    return PatientOutcomes.of(
        TextTable.of(spark, MEMBER, members),
        TextTable.of(spark, LINE, lines),
        TextTable.of(spark, STAY, stays),
        new Holdings(true, true),
        new OutcomeConfig(List.of(Cohort.values()), money));
  }
}
