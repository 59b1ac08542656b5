package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.Period;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class HoldingsTest {

  private static final String PAID = "2008-05-02 99213 - - - 10 inpatient";

  @Test
  void aSourceWithEverythingTellsEveryOutcome(SparkSession spark) {
    assertThat(
            holdings(
                    spark,
                    lines(spark, PAID),
                    stays(spark, "1 100 4280"),
                    years(spark),
                    "primary",
                    "outcome.betos=b.csv",
                    "outcome.acsc=a.csv")
                .missing())
        .isEmpty();
  }

  @Test
  void whatNoRowTellsIsMissingForTheFirstReason(SparkSession spark) {
    assertThat(
            holdings(
                    spark,
                    lines(spark, "2008-05-02 - - - - - inpatient"),
                    stays(spark),
                    years(spark),
                    "unknown")
                .missing())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("spending", "no line has paid_amount"),
                Map.entry("spending_inpatient", "no line has paid_amount"),
                Map.entry("spending_imaging", "no line has paid_amount"),
                Map.entry("spending_tests", "no line has paid_amount"),
                Map.entry("spending_standardized", "no line has an amount"),
                Map.entry("hospital_days", "there are no hospital stays"),
                Map.entry("icu_days", "there are no hospital stays"),
                Map.entry("readmissions", "there are no hospital stays"),
                Map.entry("acsc_admissions", "there are no hospital stays"),
                Map.entry(
                    "ed_visits", "no line has a procedure code, place of service or revenue code"),
                Map.entry("primary_visits", "no specialty is known"),
                Map.entry("medical_specialist_visits", "no specialty is known"),
                Map.entry("surgical_visits", "no specialty is known")));
  }

  @Test
  void moneyOfClaimsAloneTellsNoImagesAndStaysWithoutMoneyNoPrices(SparkSession spark) {
    assertThat(
            holdings(
                    spark,
                    lines(
                        spark,
                        "2008-05-02 - - - 20 10 inpatient",
                        "2008-05-02 99213 - - - - outpatient"),
                    stays(spark, "- - -"),
                    years(spark),
                    "surgical",
                    "outcome.rbcs=r.csv",
                    "outcome.acsc=a.csv")
                .missing())
        .isEqualTo(
            Map.of(
                "spending_imaging", "no line with a procedure code has paid_amount",
                "spending_tests", "no line with a procedure code has paid_amount",
                "spending_standardized", "no stay has an amount",
                "icu_days", "no stay tells days in intensive care",
                "acsc_admissions", "no stay has a diagnosis"));
  }

  @Test
  void moneyOfStaysThatNoInpatientLineHasIsNeitherSpendingNorPricedTwice(SparkSession spark) {
    String[] lines = {"2008-05-02 99213 - - 20 - professional", "2008-05-02 - - - - 10 inpatient"};
    assertThat(
            holdings(
                    spark,
                    lines(spark, lines[0]),
                    stays(spark, "1 100 4280"),
                    years(spark),
                    "primary",
                    "outcome.money=allowed",
                    "outcome.betos=b.csv",
                    "outcome.acsc=a.csv")
                .missing())
        .isEqualTo(
            Map.of(
                "spending", "no line of an inpatient claim has allowed_amount, though stays have",
                "spending_inpatient", "no line of an inpatient claim has allowed_amount",
                "spending_standardized",
                    "no line of an inpatient claim has an amount, though there are stays"));
    assertThat(
            holdings(
                    spark,
                    lines(spark, lines),
                    stays(spark, "1 - 4280", "1 100 4280"),
                    years(spark),
                    "primary",
                    "outcome.betos=b.csv",
                    "outcome.acsc=a.csv")
                .missing())
        .isEqualTo(
            Map.of(
                "spending_imaging", "no line with a procedure code has paid_amount",
                "spending_tests", "no line with a procedure code has paid_amount"));
  }

  @Test
  void aPeriodIsCoveredFromItsFirstDayToItsLast() {
    Period year = new Period(2010, 4, 4);
    LocalDate first = LocalDate.of(2010, 1, 1);
    LocalDate last = LocalDate.of(2010, 12, 31);
    assertThat(new Holdings(first, last, Map.of()).cover(year)).isTrue();
    assertThat(new Holdings(first.plusDays(1), last, Map.of()).cover(year)).isFalse();
    assertThat(new Holdings(first, last.minusDays(1), Map.of()).cover(year)).isFalse();
  }

  @Test
  void sourceIsCompleteOverTheYearsOfCoverage(SparkSession spark) {
    Holdings holdings =
        holdings(spark, lines(spark, PAID), stays(spark), years(spark, "2009", "2008"), "primary");
    assertThat(holdings.firstDay()).isEqualTo(LocalDate.of(2008, 1, 1));
    assertThat(holdings.lastDay()).isEqualTo(LocalDate.of(2011, 12, 31));
  }

  @Test
  void sourceWithoutCoverageIsCompleteOverTheWholeMonthsOfClaims(SparkSession spark) {
    assertThat(days(spark, "2009-03-31", "2008-02-01")).isEqualTo("2008-02-01 2009-03-31");
    assertThat(days(spark, "2008-12-02", "2009-03-30")).isEqualTo("2009-01-01 2009-02-28");
  }

  @Test
  void daysOfTheConfigurationCountWhateverTheData(SparkSession spark) {
    Holdings holdings =
        holdings(
            spark,
            lines(spark, PAID),
            stays(spark),
            years(spark, "2008"),
            "primary",
            "source.first-day=2008-02-03",
            "source.last-day=2010-09-30");
    assertThat(holdings.firstDay()).isEqualTo(LocalDate.of(2008, 2, 3));
    assertThat(holdings.lastDay()).isEqualTo(LocalDate.of(2010, 9, 30));
  }

  private static String days(SparkSession spark, String first, String second) {
    Holdings holdings =
        holdings(
            spark,
            lines(spark, first + " - - - - 1 inpatient", second + " - - - - 1 inpatient"),
            stays(spark),
            years(spark),
            "primary");
    return holdings.firstDay() + " " + holdings.lastDay();
  }

  private static Dataset<Row> lines(SparkSession spark, String... lines) {
    return TextTable.of(
        spark,
        "service_from DATE, hcpcs STRING, place_of_service STRING, revenue_code STRING,"
            + " allowed_amount DECIMAL(18, 2), paid_amount DECIMAL(18, 2), claim_type STRING",
        lines);
  }

  private static Dataset<Row> stays(SparkSession spark, String... stays) {
    return TextTable.of(spark, "icu_days INT, allowed_amount DECIMAL(18, 2), code STRING", stays)
        .selectExpr("*", "CAST(NULL AS DECIMAL(18, 2)) AS paid_amount", "array(code) AS diagnoses");
  }

  /** Each person has coverage in the year given and in 2011; one has none. */
  private static Dataset<Row> years(SparkSession spark, String... first) {
    String[] years = new String[first.length + 1];
    System.arraycopy(first, 0, years, 0, first.length);
    years[first.length] = "-";
    return TextTable.of(spark, "first INT", years)
        .selectExpr(
            "if(first IS NULL, NULL, array(struct(first AS year), struct(2011 AS year)))"
                + " AS coverage");
  }

  private static Holdings holdings(
      SparkSession spark,
      Dataset<Row> lines,
      Dataset<Row> stays,
      Dataset<Row> beneficiaries,
      String group,
      String... settings) {
    Configuration config = Configuration.read(List.of(), List.of(settings));
    return Holdings.of(
        lines,
        stays,
        beneficiaries,
        TextTable.of(spark, "specialty_group STRING", "unknown", group),
        config.outcome(),
        config.source());
  }
}
