package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.OutcomeConfig.Money;
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
          + " death_date DATE, sex STRING, race STRING, hrr STRING";
  private static final String LINE =
      "patient_id STRING, service_from DATE, claim_type STRING, npi STRING, not_encounter STRING,"
          + " paid_amount DECIMAL(18, 2), allowed_amount DECIMAL(18, 2)";
  private static final String STAY =
      "patient_id STRING, hospital STRING, admission_date DATE, discharge_date DATE";

  private static final String TYPE =
      "hcpcs STRING, service_type STRING, first_day DATE, last_day DATE";
  private static final LocalDate FIRST_DAY = LocalDate.of(2008, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2010, 12, 31);
  private static final Holdings COMPLETE = new Holdings(FIRST_DAY, LAST_DAY, Map.of());

  /** Anyone, from 11 to 20 March 2010. */
  private static final String PATIENT = "all p 2010-03-11 2010-03-20 - - - - R1";

  @Test
  void everyMemberIsThereWithZerosWhereNothingHappened(SparkSession spark) {
    Dataset<Row> outcomes =
        outcomes(
            spark,
            Money.PAID,
            List.of(
                "all quiet 2010-01-01 2010-12-31 1940-05-05 - female black R1",
                "last-two-years quiet 2009-01-01 2010-12-31 1940-05-05 - female black R1",
                "all ageless 2010-01-01 2010-12-31 - - - - unknown"),
            List.of("stranger 2010-05-05 inpatient N1 - 10 10"),
            List.of("stranger H1 2010-05-05 2010-05-09"));
    assertThat(
            TextTable.lines(
                outcomes,
                "cohort",
                "patient_id",
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
            "all ageless unknown 0.00 0.00 0 0 0 - - -",
            "all quiet R1 0.00 0.00 0 0 0 70 female black",
            "last-two-years quiet R1 0.00 0.00 0 0 0 70 female black");
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
  void ageIsInCompletedYearsOnTheLastDay(SparkSession spark) {
    assertThat(
            TextTable.lines(
                outcomes(
                    spark,
                    Money.PAID,
                    List.of(
                        "all birthday 2010-01-01 2010-03-20 1940-03-20 - - - R1",
                        "all day_before 2010-01-01 2010-03-20 1940-03-21 - - - R1",
                        "all leap_birthday 2010-01-01 2011-03-01 1944-02-29 - - - R1",
                        "all leap_day_before 2010-01-01 2011-02-28 1944-02-29 - - - R1"),
                    List.of(),
                    List.of()),
                "patient_id",
                "age"))
        .containsExactly("birthday 70", "day_before 69", "leap_birthday 67", "leap_day_before 66");
  }

  @Test
  void eachCohortCountsInItsOwnWindow(SparkSession spark) {
    assertThat(
            TextTable.lines(
                outcomes(
                    spark,
                    Money.PAID,
                    List.of(
                        "all p 2010-01-01 2010-06-30 - - - - R1",
                        "last-two-years p 2008-07-01 2010-06-30 - - - - R1"),
                    List.of("p 2009-01-01 inpatient N1 - 10 10", "p 2010-02-01 inpatient N2 - 5 5"),
                    List.of("p H1 2009-01-01 2009-01-03", "p H2 2010-02-01 2010-02-02")),
                "cohort",
                "spending",
                "hospital_days",
                "physicians_seen"))
        .containsExactly("all 5.00 1 1", "last-two-years 15.00 3 2");
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
  void imagesAndTestsAreToldByTheCategoryOnTheDayOfService(SparkSession spark) {
    Dataset<Row> types =
        TextTable.of(
            spark,
            TYPE,
            "70001 tests 0001-01-01 2010-03-12",
            "70001 imaging 2010-03-13 9999-12-31",
            "80001 tests 0001-01-01 9999-12-31",
            "99213 other 0001-01-01 9999-12-31",
            "79999 imaging 0001-01-01 2010-03-10");
    Dataset<Row> lines =
        coded(
            spark,
            "p 2010-03-12 70001 - - - 1.00 2",
            "p 2010-03-13 70001 - - - 20.00 30",
            "p 2010-03-13 70001 - - - 0.05 -",
            "p 2010-03-13 80001 - - - 300.00 400",
            "p 2010-03-13 99213 - - - 5000 5000",
            "p 2010-03-13 79999 - - - 5000 5000",
            "p 2010-03-13 - - - - 5000 5000",
            "p 2010-03-21 70001 - - - 5000 5000");
    assertThat(
            TextTable.lines(
                outcomes(spark, lines, types, Money.PAID), "spending_imaging", "spending_tests"))
        .containsExactly("20.05 301.00");
    assertThat(
            TextTable.lines(
                outcomes(spark, lines, types, Money.ALLOWED), "spending_imaging", "spending_tests"))
        .containsExactly("30.00 402.00");
  }

  @Test
  void emergencyVisitsAreDaysWithAnyOfTheCodes(SparkSession spark) {
    Dataset<Row> lines =
        coded(
            spark,
            "p 2010-03-11 99281 - - - 1 1",
            "p 2010-03-11 99285 23 - - 1 1",
            "p 2010-03-12 G0384 - - - 1 1",
            "p 2010-03-13 - 23 - - 1 1",
            "p 2010-03-14 - - 0452 - 1 1",
            "p 2010-03-15 - - 0981 - 1 1",
            "p 2010-03-16 99280 22 0453 - 1 1",
            "p 2010-03-16 99286 11 0980 - 1 1",
            "p 2010-03-21 99281 23 0450 - 1 1");
    assertThat(TextTable.lines(outcomes(spark, lines, noTypes(spark), Money.PAID), "ed_visits"))
        .containsExactly("5");
  }

  @Test
  void visitsAreToldByTheGroupOfThePhysician(SparkSession spark) {
    assertThat(
            TextTable.lines(
                outcomes(
                    spark,
                    Money.PAID,
                    List.of(PATIENT),
                    List.of(
                        "p 2010-03-11 professional N1 - 1 1",
                        "p 2010-03-11 professional N1 - 1 1",
                        "p 2010-03-12 professional N1 - 1 1",
                        "p 2010-03-11 professional N2 - 1 1",
                        "p 2010-03-11 professional N3 - 1 1",
                        "p 2010-03-11 professional N4 - 1 1",
                        "p 2010-03-12 professional N3 not_significant 1 1"),
                    List.of()),
                "physician_visits",
                "primary_visits",
                "medical_specialist_visits",
                "surgical_visits",
                "physicians_seen"))
        .containsExactly("5 2 1 1 4");
  }

  @Test
  void standardizedSpendingIsUnitsTimesTheMeanAllowedAmountOfTheSource(SparkSession spark) {
    Dataset<Row> lines =
        coded(
            spark,
            "p 2010-03-11 A0001 - - 2 1 30",
            "stranger 2009-01-01 A0001 - - - 1 60",
            // Billed, and taken back.
            "p 2010-03-12 A0001 - - - 1 90",
            "p 2010-03-12 A0001 - - - -1 -90",
            // Without a code the mean is that of the claim type; without an allowed amount, of what
            // is paid.
            "p 2010-03-13 - - - - 10 -",
            "stranger 2010-03-13 - - - - 1 20",
            // Denied.
            "p 2010-03-14 A0001 - - 7 0 0",
            "p 2010-03-14 A0001 - - 7 - -",
            "p 2010-03-21 A0001 - - - 1 30");
    Dataset<Row> stays =
        stays(
            spark,
            "p 2010-03-11 2010-03-13 291 100",
            "stranger 2009-01-01 2009-01-09 291 200",
            "p 2010-03-14 2010-03-16 - 50",
            "stranger 2009-01-01 2009-01-09 - 250",
            "p 2010-03-15 2010-03-16 291 -",
            "p 2010-03-10 2010-03-16 291 100");
    // A0001: (30 + 60 + 90 - 90 + 30) / (2 + 1 + 1 - 1 + 1) = 30 a unit; without a code: 15.
    // DRG 291: 400 / 3 a stay; without one: 300 / 10 a day.
    assertThat(
            TextTable.lines(
                outcomes(spark, lines, stays, noTypes(spark), Money.PAID), "spending_standardized"))
        .containsExactly("401.67");
  }

  @Test
  void reversalsTakeUnitsBackAndCorrectionsOnlyMoney(SparkSession spark) {
    Dataset<Row> lines =
        coded(
            spark,
            // Reversed, with units of either sign.
            "p 2010-03-11 A0001 - - 1 - 100",
            "p 2010-03-11 A0001 - - -1 - -100",
            "p 2010-03-12 A0001 - - 3 - 70",
            "p 2010-03-12 A0001 - - 3 - -70",
            // Corrected: another amount, another day, another patient.
            "p 2010-03-13 A0001 - - 2 - 200",
            "p 2010-03-13 A0001 - - 2 - -20",
            "p 2010-03-14 A0001 - - 2 - -200",
            "stranger 2010-03-13 A0001 - - 2 - -200",
            "p 2010-03-15 A0001 - - 1 - 520",
            // Taken back more often than billed.
            "stranger 2009-01-01 A0001 - - 1 - 60",
            "stranger 2009-01-01 A0001 - - 1 - -60",
            "stranger 2009-01-01 A0001 - - 1 - -60");
    // (200 - 20 - 200 - 200 + 520 - 60) / (2 + 1 + 1) = 60 a unit; of p there are 3.
    assertThat(
            TextTable.lines(
                outcomes(spark, lines, noTypes(spark), Money.PAID), "spending_standardized"))
        .containsExactly("180.00");
  }

  @Test
  void staysTellDaysReadmissionsAndConditions(SparkSession spark) {
    Dataset<Row> stays =
        TextTable.of(
                spark,
                "patient_id STRING, stay_id STRING, admission_date DATE, discharge_date DATE,"
                    + " icu_days INT, disposition STRING, drg STRING, code STRING",
                "p s1 2010-03-01 2010-03-11 5 01 291 4280",
                "p s2 2010-03-14 2010-03-18 2 01 247 41401",
                "p s3 2010-04-17 2010-04-18 - 01 291 4280",
                "p s4 2010-03-30 - - - - -")
            .selectExpr(
                "*",
                "'H1' AS hospital",
                "array(code) AS diagnoses",
                "1 AS days",
                "CAST(NULL AS DECIMAL(18, 2)) AS paid_amount",
                "CAST(NULL AS DECIMAL(18, 2)) AS allowed_amount");
    Dataset<Row> outcomes =
        PatientOutcomes.of(
            TextTable.of(spark, MEMBER, "all p 2010-03-10 2010-03-20 1930-01-01 - - - R1"),
            coded(spark),
            stays,
            physicians(spark),
            noTypes(spark),
            new SensitiveConditions(List.of(new SensitiveConditions.Diagnosis("08", "41"))),
            COMPLETE,
            OutcomeSettings.of());
    assertThat(
            TextTable.lines(
                outcomes, "hospital_days", "icu_days", "readmissions", "acsc_admissions"))
        .containsExactly("5 3 2 1");
  }

  @Test
  void whatTheSourceDoesNotHoldIsNullAndNotZero(SparkSession spark) {
    Map<String, String> missing =
        Map.of("spending", "none", "icu_days", "none", "ed_visits", "none");
    Dataset<Row> outcomes =
        PatientOutcomes.of(
            TextTable.of(spark, MEMBER, List.of(PATIENT)),
            coded(spark, "p 2010-03-11 99281 - - - 1 1"),
            stays(spark, "p 2010-03-11 2010-03-13 291 100"),
            physicians(spark),
            noTypes(spark),
            new SensitiveConditions(List.of()),
            new Holdings(FIRST_DAY, LAST_DAY, missing),
            OutcomeSettings.of());
    Row row = outcomes.head();
    for (String unknown : missing.keySet()) {
      assertThat(row.<Object>getAs(unknown)).as(unknown).isNull();
    }
    assertThat(row.<Long>getAs("hospital_days")).isEqualTo(2);
    assertThat(row.<Long>getAs("surgical_visits")).isZero();
  }

  @Test
  void aStayOfAGroupWithoutAnyAmountHasNoPrice(SparkSession spark) {
    Dataset<Row> outcomes =
        PatientOutcomes.of(
            TextTable.of(spark, MEMBER, PATIENT, PATIENT.replace(" p ", " q ")),
            coded(spark),
            stays(
                spark,
                "p 2010-03-11 2010-03-12 38 100",
                "p 2010-03-01 2010-03-02 291 -",
                "q 2010-03-11 2010-03-12 038 200",
                "q 2010-03-13 2010-03-14 291 -"),
            physicians(spark),
            noTypes(spark),
            new SensitiveConditions(List.of()),
            COMPLETE,
            OutcomeSettings.of());
    assertThat(TextTable.lines(outcomes, "patient_id", "spending_standardized"))
        .containsExactly("p 150.00", "q -");
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
        TextTable.of(spark, LINE, lines)
            .selectExpr(
                "*",
                "CAST(NULL AS STRING) AS hcpcs",
                "CAST(NULL AS STRING) AS place_of_service",
                "CAST(NULL AS STRING) AS revenue_code",
                "CAST(NULL AS DECIMAL(12, 3)) AS units"),
        TextTable.of(spark, STAY, stays)
            .selectExpr(
                "*",
                "concat(patient_id, hospital, admission_date) AS stay_id",
                "1 AS days",
                "CAST(NULL AS INT) AS icu_days",
                "CAST(NULL AS STRING) AS disposition",
                "CAST(NULL AS STRING) AS drg",
                "CAST(NULL AS ARRAY<STRING>) AS diagnoses",
                "CAST(NULL AS DECIMAL(18, 2)) AS paid_amount",
                "CAST(NULL AS DECIMAL(18, 2)) AS allowed_amount"),
        physicians(spark),
        noTypes(spark),
        new SensitiveConditions(List.of()),
        COMPLETE,
        OutcomeSettings.of("outcome.money=" + money.name().toLowerCase(Locale.ROOT)));
  }

  /** Outcomes of one patient, the window from 11 to 20 March 2010. */
  private static Dataset<Row> outcomes(
      SparkSession spark, Dataset<Row> lines, Dataset<Row> types, Money money) {
    return outcomes(spark, lines, stays(spark), types, money);
  }

  private static Dataset<Row> outcomes(
      SparkSession spark, Dataset<Row> lines, Dataset<Row> stays, Dataset<Row> types, Money money) {
    return PatientOutcomes.of(
        TextTable.of(spark, MEMBER, List.of(PATIENT)),
        lines,
        stays,
        physicians(spark),
        types,
        new SensitiveConditions(List.of()),
        COMPLETE,
        OutcomeSettings.of("outcome.money=" + money.name().toLowerCase(Locale.ROOT)));
  }

  private static Dataset<Row> coded(SparkSession spark, String... lines) {
    return TextTable.of(
            spark,
            "patient_id STRING, service_from DATE, hcpcs STRING, place_of_service STRING,"
                + " revenue_code STRING, units DECIMAL(12, 3), paid_amount DECIMAL(18, 2),"
                + " allowed_amount DECIMAL(18, 2)",
            lines)
        .selectExpr("*", "'outpatient' AS claim_type", "'N1' AS npi", "'x' AS not_encounter");
  }

  private static Dataset<Row> stays(SparkSession spark, String... stays) {
    return TextTable.of(
            spark,
            "patient_id STRING, admission_date DATE, discharge_date DATE, drg STRING,"
                + " allowed_amount DECIMAL(18, 2)",
            stays)
        .selectExpr(
            "*",
            "CAST(admission_date AS STRING) AS stay_id",
            "'H1' AS hospital",
            "datediff(discharge_date, admission_date) AS days",
            "CAST(NULL AS INT) AS icu_days",
            "CAST(NULL AS STRING) AS disposition",
            "CAST(NULL AS ARRAY<STRING>) AS diagnoses",
            "CAST(NULL AS DECIMAL(18, 2)) AS paid_amount");
  }

  private static Dataset<Row> physicians(SparkSession spark) {
    return TextTable.of(
        spark,
        "npi STRING, specialty_group STRING",
        "N1 primary",
        "N2 medical",
        "N3 surgical",
        "N4 unknown");
  }

  private static Dataset<Row> noTypes(SparkSession spark) {
    return TextTable.of(spark, TYPE);
  }
}
