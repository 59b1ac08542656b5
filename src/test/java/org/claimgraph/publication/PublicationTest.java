package org.claimgraph.publication;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.tables.Tables.COMMUNITY;
import static org.claimgraph.tables.Tables.EFFECT;
import static org.claimgraph.tables.Tables.NETWORK_OUTCOME;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_MEASURE;
import static org.claimgraph.tables.Tables.PHYSICIAN_OUTCOME;
import static org.claimgraph.tables.Tables.REFERRAL;
import static org.claimgraph.tables.Tables.REGION_MEASURE;
import static org.claimgraph.tables.Tables.REGION_OUTCOME;
import static org.claimgraph.tables.Tables.TEAM;
import static org.claimgraph.tables.Tables.TIE;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.OutcomeConfig.Cohort;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Six physicians: a and c share 15 patients, c and d 12 others, a and b 5, the others none that are
 * known. The nation has 12 physicians, hospital h1 has 5.
 */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class PublicationTest {

  private static PublishedTables tables;
  private static Map<String, Dataset<Row>> published;

  @BeforeAll
  static void publish(SparkSession spark) {
    String network = "tie_rule, region_type, region_id";
    tables =
        new PublishedTables(spark)
            .with(
                PERIOD_PHYSICIAN,
                "npi, patients",
                "('a', 20), ('b', 5), ('c', 30), ('d', 12), ('e', NULL), ('f', 50)")
            .with(
                TIE,
                "npi_a, npi_b, shared_patients, newman_weight, min_encounters",
                "('a', 'c', 15, 15.0, 15), ('a', 'b', 5, 5.0, 20), ('c', 'd', 12, 12.0, 19)")
            .with(
                REFERRAL,
                "window_days, from_npi, to_npi, patients, pair_count, same_day, wait_mean_days",
                "(30, 'a', 'c', 12, 12, 0, 3.5), (90, 'a', 'c', 15, 40, 4, 9.5)",
                "(30, 'c', 'a', 4, 9, 0, 2.5), (30, 'd', 'c', 12, 24, 0, 1.5)")
            .with(
                PHYSICIAN_MEASURE,
                network
                    + ", npi, patients, shared_patients, scope_degree, adjusted_degree, strength",
                measures("all", 2, 1, 2, 1),
                measures("min-5", 2, 1, 2, 1),
                measures("min-11", 1, 0, 2, 1),
                measures("sdsm-05", 3, 0, 2, 1),
                "('all', 'hospital', 'h1', 'a', 20, 20, 2, 10.0, 20)")
            .with(
                REGION_MEASURE,
                network
                    + ", physicians, patients_mean, adjusted_degree_median, adjusted_degree_mean",
                "('all', 'nation', 'US', 12, 16.75, 9.17, 11.43)",
                "('min-5', 'nation', 'US', 12, 16.75, 9.17, 11.43)",
                "('min-11', 'nation', 'US', 12, 16.75, 6.5, 5.33)",
                "('sdsm-05', 'nation', 'US', 12, 16.75, 7.87, 7.68)",
                "('all', 'hospital', 'h1', 5, 20.0, 10.0, 10.0)")
            .with(
                COMMUNITY,
                network + ", community, physicians",
                "('all', 'nation', 'US', 1, 4), ('all', 'hospital', 'h1', 1, 4)")
            .with(
                TEAM,
                "region_type, region_id, size, groups, recurring_groups, repeat_share, patients,"
                    + " patients_left_out",
                "('nation', 'US', 2, 30, 4, 0.13, 90, 0), ('nation', 'US', 3, 5, 0, 0.0, 20, 40)",
                "('hospital', 'h1', 2, 30, 4, 0.13, 90, 0)")
            .with(
                REGION_OUTCOME,
                "cohort, region_type, region_id, patients, spending_mean, readmissions_mean,"
                    + " readmissions_expected, readmissions_adjusted",
                "('all', 'nation', 'US', 100, 9.0, 0.41, 0.41, 0.41)",
                "('last-two-years', 'nation', 'US', 43, 9.0, 0.0, 0.0, NULL)",
                "('heart', 'nation', 'US', 43, 9.0, 0.0, 0.0, NULL)",
                "('all', 'hospital', 'h1', 5, 9.0, 0.0, 0.4, 0.0)",
                "('all', 'hospital', 'h2', 35, 8.0, 0.0, 0.4, 0.0)",
                "('all', 'hospital', 'h3', 40, 7.0, 1.0, 0.4, 1.0)",
                "('all', 'hospital', 'unknown', 20, 9.0, 0.05, 0.4, 0.05)",
                "('last-two-years', 'hospital', 'h2', 6, 7.0, 0.0, 0.0, NULL)",
                "('last-two-years', 'hospital', 'h3', 25, 7.0, 0.0, 0.0, NULL)",
                "('last-two-years', 'hospital', 'unknown', 12, 7.0, 0.0, 0.0, NULL)",
                "('all', 'hrr', 'r1', 50, 9.0, 0.4, 0.4, 0.4)",
                "('all', 'hrr', 'r2', 30, 9.0, 0.4, 0.4, 0.4)",
                "('all', 'hrr', 'r3', 20, 9.0, 0.45, 0.4, 0.45)",
                "('last-two-years', 'hrr', 'r1', 5, 9.0, 0.0, 0.0, NULL)",
                "('last-two-years', 'hrr', 'r2', 18, 9.0, 0.0, 0.0, NULL)",
                "('last-two-years', 'hrr', 'r3', 20, 9.0, 0.0, 0.0, NULL)")
            .with(
                PHYSICIAN_OUTCOME,
                "cohort, npi, patients, spending_mean, readmissions_mean",
                "('all', 'a', 20, 8.0, 0.0), ('all', 'b', 4, 8.0, 0.0), ('all', 'd', 30, 8.0, 0.5)",
                "('last-two-years', 'd', 12, 8.0, 0.0)",
                "('all', 'f', 20, 8.0, 0.0), ('last-two-years', 'f', 6, 8.0, 0.0)")
            .with(
                NETWORK_OUTCOME,
                "cohort, " + network + ", patients, physicians, spending_mean, readmissions_mean",
                "('all', 'all', 'nation', 'US', 100, 12, 9.0, 0.41)",
                "('all', 'all', 'hospital', 'h2', 35, 5, 8.0, 0.0)")
            .with(
                EFFECT,
                "cohort, tie_rule, region_type, outcome, estimate, units, dropped",
                "('all', 'all', 'hospital', 'spending', 17.84567D, 24, map('no_network', 3L))",
                "('all', 'all', 'patient', 'spending', -0.0012345D, 240, map('no_network', 3L))",
                "('all', 'sdsm-05', 'patient', 'spending', 2.5D, 240, map('no_network', 11L))");
    published = tables.published();
  }

  /** Rows of a rule, with the ties of a, b, c and d in the nation. */
  private static String measures(String rule, int... degrees) {
    String[] shared = {"20, 20", "5, 5", "30, 27", "12, 12"};
    double[] denominators = {20, 5, 27, 12};
    return IntStream.range(0, 4)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "('%s', 'nation', 'US', '%s', %s, %d, %sD, 9), ",
                        rule,
                        "abcd".charAt(i),
                        shared[i],
                        degrees[i],
                        100 * degrees[i] / denominators[i]))
            .collect(joining())
        + "('"
        + rule
        + "', 'nation', 'US', 'e', NULL, NULL, 0, NULL, 0)";
  }

  @Test
  void countsOfAPhysicianThatAreSmallOrTellSmallOnesAreNull() {
    // a: 20 shared patients beside a tie of 15 would tell the other one; c: 30 and 27 differ by 3;
    // f: outcomes of one cohort are withheld.
    assertThat(told("physician", "npi, patients", ""))
        .containsExactly("a null", "b null", "c null", "d 12", "e null", "f null");
    assertThat(
            told(
                "physician_measure",
                "npi, patients, shared_patients, round(adjusted_degree, 2)",
                "tie_rule = 'all'"))
        .containsExactly(
            "a null null null",
            "b null null null",
            "c null 27 7.41",
            "d 12 12 8.33",
            "e null null null");
  }

  @Test
  void networksOfSmallRegionsAndOfRulesBelowTheMinimumAreLeftOut() {
    assertThat(told("region_measure", "tie_rule, region_id", ""))
        .containsExactly("all US", "min-11 US", "sdsm-05 US");
    assertThat(told("physician_measure", "DISTINCT tie_rule, region_id", ""))
        .containsExactly("all US", "min-11 US", "sdsm-05 US");
    assertThat(told("community", "region_id", "")).containsExactly("US");
    assertThat(List.of(published.get("physician_measure").columns()))
        .contains("degree", "betweenness")
        .doesNotContain("strength", "scope_strength", "pagerank");
  }

  @Test
  void aMedianIsToldWhereHiddenDenominatorsCouldAllBeTheMinimum() {
    assertThat(
            told(
                "region_measure",
                "tie_rule, adjusted_degree_median, adjusted_degree_mean, patients_mean",
                ""))
        .containsExactly("all null null null", "min-11 null null null", "sdsm-05 7.87 null null");
  }

  @Test
  void tiesAndReferralsOfFewPatientsAreWithheld() {
    assertThat(told("tie", "npi_a, npi_b, shared_patients, min_encounters", ""))
        .containsExactly("a c 15 15", "c d 12 null");
    // 12 of 15 within 30 days would tell that 3 waited longer; 4 of 40 on one day are too few.
    assertThat(
            told(
                "referral",
                "from_npi, to_npi, window_days, pair_count, same_day, wait_mean_days",
                ""))
        .containsExactly("a c 90 40 null null", "d c 30 24 0 1.5");
  }

  @Test
  void ofTeamsOnlyTheNationTellsPatientsAndOnlyMixturesTellWhoComesBack() {
    assertThat(told("team", "region_id, size, groups, recurring_groups, patients", ""))
        .containsExactly("US 2 30 4 90", "US 3 5 null 20");
  }

  @Test
  void regionsAreWithheldTogetherSoThatNoTotalTellsThem() {
    // h1 has 5 patients; unknown is the smallest that makes the sum large. Readmissions: 40 of h3,
    // 1 of unknown, so that h3 is needed to hide that one. Few of h2 die, and they are enough with
    // those of unknown. Of r1 die few, and everybody is withheld too, and r3 with them. The third
    // cohort is not among those that are told.
    String readmissions = "readmissions_mean, readmissions_expected, readmissions_adjusted";
    assertThat(told("region_outcome", "cohort, region_id, patients, " + readmissions, ""))
        .containsExactly(
            "all US 100 0.41 0.41 0.41",
            "all h2 35 0.0 0.4 0.0",
            "all h3 40 null null null",
            "all r2 30 0.4 0.4 0.4",
            "last-two-years US 43 0.0 0.0 null",
            "last-two-years h3 25 null null null",
            "last-two-years r2 18 0.0 0.0 null");
    assertThat(told("network_outcome", "region_id, patients", "")).containsExactly("US 100");
  }

  @Test
  void physiciansAreWithheldWithThoseAttributedToNobody() {
    assertThat(told("physician_outcome", "npi, patients, readmissions_mean", ""))
        .containsExactly("a 20 0.0", "d 12 0.0", "d 30 0.5", "f 20 0.0");
  }

  /** 20 patients of b are those of h2, which is withheld because h1 has 5. */
  @Test
  void physiciansAreWithheldWithTheHospitalThatTheirPatientsComeTo(SparkSession spark) {
    PublishedTables rows =
        new PublishedTables(spark)
            .with(
                REGION_OUTCOME,
                "cohort, region_type, region_id, patients",
                "('all', 'hospital', 'h1', 5), ('all', 'hospital', 'h2', 20)",
                "('all', 'hospital', 'h3', 40)")
            .with(
                PHYSICIAN_OUTCOME,
                "cohort, npi, patients",
                "('all', 'a', 5), ('all', 'b', 20), ('all', 'c', 15), ('all', 'd', 25)");
    Dataset<Row> hospitals =
        spark.sql(
            "SELECT * FROM VALUES ('a', 'h1'), ('b', 'h2'), ('c', 'h3'), ('d', 'h3')"
                + " AS t(npi, hospital)");
    Dataset<Row> physicians = rows.get(PHYSICIAN_OUTCOME);
    PublishedOutcomes outcomes =
        PublishedOutcomes.of(
            rows.get(REGION_OUTCOME),
            physicians,
            hospitals,
            List.of(new Cohort("all", null, List.of())),
            new SmallCells(11));
    assertThat(outcomes.ofPhysicians(physicians).select("npi").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("c", "d");
  }

  @Test
  void whatIsWithheldIsCountedByCohort() {
    Table outcomes = Tables.named("published.region_outcome");
    List<Row> rows =
        WithheldCells.compare(
                Map.of(outcomes, tables.get(REGION_OUTCOME)),
                Map.of(outcomes, published.get("region_outcome")))
            .where("column_name IN ('*', 'readmissions_mean')")
            .select("cohort", "column_name", "reason", "cells")
            .collectAsList();
    assertThat(rows)
        .extracting(Row::toString)
        .containsExactly(
            "[all,*,linked,4]",
            "[all,readmissions_mean,linked,5]",
            "[heart,*,linked,1]",
            "[heart,readmissions_mean,linked,1]",
            "[last-two-years,*,linked,4]",
            "[last-two-years,readmissions_mean,linked,5]");
  }

  @Test
  void effectsHaveThreeDigitsAndNoSmallNumberOfPatients() {
    assertThat(told("effect", "region_type, estimate, units, dropped", ""))
        .containsExactly(
            "hospital 17.8 24 Map(no_network -> 3)",
            "patient -0.00123 null null",
            "patient 2.5 240 Map(no_network -> 11)");
  }

  private static List<String> told(String table, String columns, String where) {
    published.get(table).createOrReplaceTempView("told");
    String filter = where.isEmpty() ? "" : " WHERE " + where;
    return published
        .get(table)
        .sparkSession()
        .sql("SELECT " + columns + " FROM told" + filter)
        .collectAsList()
        .stream()
        .map(
            row ->
                IntStream.range(0, row.size()).mapToObj(i -> "" + row.get(i)).collect(joining(" ")))
        .sorted()
        .toList();
  }
}
