package org.claimgraph.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.TieConfig;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.claimgraph.testing.Toy;
import org.claimgraph.ties.ListedTies;
import org.claimgraph.ties.PatientPhysicians;
import org.claimgraph.ties.SharedPatientTies;
import org.claimgraph.ties.TieRules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
@Tag("portable")
@ExtendWith(SparkExtension.class)
class RegionNetworksTest {

  private static final List<String> ALL = List.of("all");
  private static final String LINK = "patient_id STRING, npi STRING, encounters BIGINT";
  private static final String PHYSICIAN =
      "npi STRING, specialty_group STRING, hospital STRING, hrr STRING, patients BIGINT";

  private static Measured toy;
  private static Measured shapes;

  @BeforeAll
  static void measureToyAndShapes(SparkSession spark) {
    toy =
        measure(
            Toy.physicians(spark),
            PatientPhysicians.of(Toy.encounters(spark)),
            ALL,
            ALL,
            new MeasureConfig(List.of(RegionType.HOSPITAL, RegionType.HRR), RegionType.HRR));
    List<String> physicians =
        List.of(
            "star-A primary star R",
            "star-B medical star R",
            "star-C other star R",
            "star-D unknown star R",
            "star-E medical star R",
            "path-A medical path R",
            "path-B primary path R",
            "path-C medical path R",
            "path-D medical path R",
            "clique-A primary clique R",
            "clique-B medical clique R",
            "clique-C medical clique R",
            "clique-D medical clique R",
            "cliques-A primary cliques R",
            "cliques-B medical cliques R",
            "cliques-C medical cliques R",
            "cliques-D primary cliques R",
            "cliques-E medical cliques R",
            "cliques-X medical cliques R",
            "isolates-A primary isolates R",
            "isolates-B medical isolates R",
            "isolates-C medical isolates R",
            "single-A primary single R",
            "nowhere-A primary unknown R",
            "nowhere-B medical unknown unknown",
            "somewhere-A medical somewhere unknown");
    List<String> ties =
        List.of(
            "star-A star-B 1",
            "star-A star-C 2",
            "star-A star-D 1",
            "star-A star-E 1",
            "path-A path-B 1",
            "path-B path-C 1",
            "path-C path-D 1",
            "clique-A clique-B 1",
            "clique-A clique-C 1",
            "clique-A clique-D 1",
            "clique-B clique-C 1",
            "clique-B clique-D 1",
            "clique-C clique-D 1",
            "cliques-A cliques-B 1",
            "cliques-A cliques-C 1",
            "cliques-B cliques-C 1",
            "cliques-D cliques-E 1",
            "nowhere-A nowhere-B 1",
            "nowhere-B somewhere-A 1");
    List<String> unshared =
        List.of("p1 isolates-A", "p2 isolates-B", "p3 isolates-C", "p4 single-A");
    shapes =
        measure(
            placed(spark, physicians),
            links(spark, ties).union(distinctLinks(spark, unshared)),
            ALL,
            ALL,
            new MeasureConfig(List.of(RegionType.HOSPITAL), RegionType.NATION));
  }

  @Test
  void physiciansOfTheToyNetworkAgreeWithNetworkx() {
    Map<String, Row> inRegion = new HashMap<>();
    for (Row row : toy.physiciansOf("hrr", "R1")) {
      inRegion.put(row.getAs("npi"), row);
    }
    assertThat(inRegion).hasSize(9);
    for (Map<String, String> node : Toy.nodes()) {
      Row row = inRegion.get(node.get("physician"));
      assertAgree(row, "patients", node.get("n_patients"));
      assertAgree(row, "shared_patients", node.get("n_shared_distinct"));
      assertAgree(row, "scope_degree", node.get("degree"));
      assertAgree(row, "scope_strength", node.get("sum_shared_over_ties"));
      assertAgree(row, "degree", node.get("degree"));
      assertAgree(row, "strength", node.get("sum_shared_over_ties"));
      assertAgree(row, "adjusted_degree", node.get("adjusted_degree_per100_distinct"));
      assertAgree(row, "adjusted_degree_all_ties", node.get("adjusted_degree_per100_sumties"));
      assertAgree(row, "betweenness", node.get("betweenness_raw"));
      assertAgree(row, "betweenness_normalized", node.get("betweenness_norm"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H1", "H2"})
  void hospitalsOfTheToyNetworkAgreeWithNetworkx(String id) {
    Config expected = ConfigFactory.parseResources("golden/toy_expected.json").getConfig(id);
    Row hospital = toy.region(id);
    assertAgree(hospital, "physicians", expected.getString("n"));
    assertAgree(
        hospital,
        "adjusted_degree_median",
        expected.getString("median_adjusted_degree_excl_undefined"));
    assertAgree(hospital, "density", expected.getString("density_within"));
    String centrality = "PCP_rel_centrality_within_hospital_subgraph";
    assertAgree(
        hospital,
        "pcp_relative_centrality",
        expected.getIsNull(centrality) ? "" : expected.getString(centrality));
  }

  @Test
  void adjustedDegreeCountsTiesBeyondTheHospital() {
    Row surgeon = toy.physiciansOf("hospital", "H2").get(0);
    assertThat(surgeon.<String>getAs("npi")).isEqualTo("G1");
    assertValues(surgeon, "degree 1, scope_degree 3, shared_patients 4, adjusted_degree 75");
  }

  @Test
  void unsharedPatientChangesNoAdjustedDegree(SparkSession spark) {
    Dataset<Row> more =
        Toy.encounters(spark)
            .union(
                TextTable.of(
                    spark, "patient_id STRING, npi STRING, service_from DATE", "z P1 2020-01-01"));
    Measured measured =
        measure(
            Toy.physicians(spark),
            PatientPhysicians.of(more),
            ALL,
            ALL,
            new MeasureConfig(List.of(RegionType.HRR), RegionType.HRR));
    assertThat(measured.physicians()).isEqualTo(toy.physiciansOf("hrr", "R1"));
  }

  @Test
  void starHasOneCentre() {
    assertValues(
        shapes.region("star"),
        "physicians 5, primary_physicians 1, isolates 0, ties 4, density 0.4, components 1,"
            + " giant_share 1, degree_mean 1.6, degree_sd 1.3416407864998738, degree_median 1,"
            + " shared_patients_mean 2, adjusted_degree_median 100, adjusted_degree_mean 86,"
            + " adjusted_degree_physicians 5, pcp_relative_centrality -,"
            + " pcp_relative_centrality_winsorized -, transitivity 0, clustering_mean 0,"
            + " clustering_mean_k2 0, degree_centralization 1, betweenness_centralization 1,"
            + " degree_gini 0.3");
    assertThat(shapes.betweenness("star")).containsExactly(6.0, 0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void pathHasItsMiddleBetween() {
    assertValues(
        shapes.region("path"),
        "physicians 4, ties 3, density 0.5, components 1, degree_mean 1.5,"
            + " degree_sd 0.5773502691896257, degree_median 1.5, pcp_relative_centrality 3,"
            + " transitivity 0, degree_centralization 0.3333333333333333,"
            + " betweenness_centralization 0.4444444444444444, degree_gini 0.16666666666666666");
    assertThat(shapes.betweenness("path")).containsExactly(0.0, 2.0, 2.0, 0.0);
  }

  @Test
  void cliqueIsDenseAndHasNoCentre() {
    assertValues(
        shapes.region("clique"),
        "ties 6, density 1, degree_mean 3, degree_sd 0, pcp_relative_centrality -, transitivity 1,"
            + " clustering_mean 1, clustering_mean_k2 1, degree_centralization 0,"
            + " betweenness_centralization 0, degree_gini 0");
  }

  @Test
  void twoCliquesAndAnIsolateAreTwoComponents() {
    assertValues(
        shapes.region("cliques"),
        "physicians 6, primary_physicians 2, isolates 1, ties 4, components 2, giant_share 0.5,"
            + " adjusted_degree_physicians 5, transitivity 1, clustering_mean 0.5,"
            + " clustering_mean_k2 1, pcp_relative_centrality -");
    assertThat(
            shapes.physiciansOf("hospital", "cliques").stream()
                .map(row -> row.<Integer>getAs("component")))
        .containsExactly(1, 1, 1, 2, 2, 3);
  }

  @Test
  void isolatesAloneHaveANetworkWithoutTies() {
    assertValues(
        shapes.region("isolates"),
        "physicians 3, isolates 3, ties 0, density 0, components 0,"
            + " giant_share 0.3333333333333333, degree_mean 0, degree_sd 0, degree_median 0,"
            + " patients_mean 9, shared_patients_mean 0, adjusted_degree_median -,"
            + " adjusted_degree_mean -, adjusted_degree_all_ties_median -,"
            + " adjusted_degree_physicians 0, pcp_relative_centrality -,"
            + " transitivity -, clustering_mean 0, clustering_mean_k2 -, degree_centralization 0,"
            + " betweenness_centralization 0, degree_gini -");
    for (Row row : shapes.physiciansOf("hospital", "isolates")) {
      assertValues(
          row,
          "shared_patients 0, scope_degree 0, scope_strength 0, degree 0, strength 0,"
              + " adjusted_degree -, adjusted_degree_all_ties -, triangles 0, clustering -,"
              + " betweenness 0, betweenness_normalized 0");
    }
  }

  @Test
  void singlePhysicianHasNoPossibleTie() {
    assertValues(
        shapes.region("single"),
        "physicians 1, isolates 1, ties 0, density -, components 0, giant_share 1, degree_mean 0,"
            + " degree_sd -, degree_centralization -, betweenness_centralization -, degree_gini -");
    assertValues(
        shapes.physiciansOf("hospital", "single").get(0), "component 1, betweenness_normalized -");
  }

  @Test
  void physiciansWithoutAKnownPlaceAreTheUnknownRegion() {
    assertValues(shapes.region("unknown"), "physicians 2, ties 1");
    assertValues(shapes.region("somewhere"), "physicians 1, ties 0, adjusted_degree_median 100");
  }

  @Test
  void tiesOfTheNationOrOfTheRegionMakeTheAdjustedDegree(SparkSession spark) {
    List<String> physicians =
        List.of("A primary H R1", "B medical H R1", "C medical H R2", "D medical H R2");
    // A shares p1 with B, p2 with C and p3 with both; D only meets patients of B.
    List<String> links =
        List.of("p1 A", "p1 B", "p2 A", "p2 C", "p3 A", "p3 B", "p3 C", "p4 B", "p4 D");
    assertThat(scoped(spark, physicians, links, RegionType.NATION))
        .containsExactly("A 3 2 4", "B 3 3 4", "C 2 2 3", "D 1 1 1");
    assertThat(scoped(spark, physicians, links, RegionType.HRR))
        .containsExactly("A 2 1 2", "B 2 1 2", "C 0 0 0", "D 0 0 0");
  }

  @Test
  void physiciansOfUnknownRegionsDoNotShareOne(SparkSession spark) {
    List<String> physicians = List.of("A primary H unknown", "B medical H unknown");
    assertThat(scoped(spark, physicians, List.of("p1 A", "p1 B"), RegionType.HRR))
        .containsExactly("A 0 0 0", "B 0 0 0");
  }

  @Test
  void whatDividesByPatientsIsUndefinedWhereNobodyKnowsThem(SparkSession spark) {
    Dataset<Row> physicians =
        TextTable.of(
            spark,
            PHYSICIAN,
            "A primary H R 40",
            "B medical H R -",
            "C other H R -",
            "D other H R -");
    Dataset<Row> pairs =
        TextTable.of(spark, "npi_a STRING, npi_b STRING, shared_patients BIGINT", "A B 3", "A C 5");
    Measured listed =
        measured(
            physicians,
            links(spark, List.of()),
            TieRules.mark(
                ListedTies.of(pairs, physicians), links(spark, List.of()), new TieConfig(ALL)),
            ALL,
            config(RegionType.NATION));
    List<Row> rows = listed.physiciansOf("hospital", "H");
    assertThat(rows).hasSize(4);
    assertValues(
        rows.get(0),
        "patients 40, shared_patients -, scope_degree 2, scope_strength 8, degree 2, strength 8,"
            + " adjusted_degree -, adjusted_degree_all_ties 25, clustering 0, betweenness 1");
    assertValues(
        rows.get(3),
        "patients -, shared_patients -, scope_degree 0, scope_strength 0, degree 0,"
            + " adjusted_degree -, adjusted_degree_all_ties -");
    assertValues(
        listed.region("H"),
        "physicians 4, ties 2, patients_mean 40, shared_patients_mean -, adjusted_degree_median -,"
            + " adjusted_degree_mean -, adjusted_degree_all_ties_median 25,"
            + " adjusted_degree_physicians 0");
  }

  @Test
  void everyTieRuleAskedForHasItsOwnNetworkOfAllPhysicians(SparkSession spark) {
    List<String> physicians = List.of("A primary H R", "B medical H R", "C medical H R");
    List<String> ties = List.of("A B 3", "B C 1");
    List<String> rules = List.of("all", "min-2", "min-9");
    Measured network =
        measure(
            placed(spark, physicians),
            links(spark, ties),
            List.of("all", "min-2", "min-3", "min-9"),
            rules,
            new MeasureConfig(List.of(RegionType.HOSPITAL), RegionType.NATION));
    assertThat(
            network.regions().stream()
                .map(
                    row ->
                        row.getAs("tie_rule")
                            + " "
                            + row.getAs("physicians")
                            + " "
                            + row.getAs("ties")))
        .containsExactlyInAnyOrder("all 3 2", "min-2 3 1", "min-9 3 0");
    assertThat(
            network.physicians().stream()
                .filter(row -> row.getAs("npi").equals("B"))
                .map(
                    row ->
                        row.getAs("tie_rule")
                            + " "
                            + row.getAs("scope_degree")
                            + " "
                            + row.getAs("shared_patients")))
        .containsExactlyInAnyOrder("all 2 4", "min-2 1 4", "min-9 0 4");
  }

  @Test
  void anyNumberOfPartitionsGivesTheSameBits(SparkSession spark) {
    List<String> physicians = new ArrayList<>();
    List<String> links = new ArrayList<>();
    Random random = new Random(11);
    for (int i = 10; i < 60; i++) {
      physicians.add(
          "d" + i + (i % 3 == 0 ? " primary" : " medical") + " H" + i % 4 + " R" + i % 2);
    }
    for (int patient = 0; patient < 120; patient++) {
      for (int i = 0; i < 3; i++) {
        links.add("p" + patient + " d" + (10 + random.nextInt(50)));
      }
    }
    List<List<Row>> answers = new ArrayList<>();
    String adaptive = spark.conf().get("spark.sql.adaptive.enabled");
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    try {
      spark.conf().set("spark.sql.adaptive.enabled", "false");
      for (int count : new int[] {1, 7}) {
        spark.conf().set("spark.sql.shuffle.partitions", String.valueOf(count));
        Measured measured =
            measure(
                placed(spark, physicians).repartition(count),
                distinctLinks(spark, links).repartition(count),
                ALL,
                ALL,
                config(RegionType.HRR));
        List<Row> rows = new ArrayList<>(measured.physicians());
        rows.addAll(measured.regions());
        answers.add(rows);
        for (Row region : measured.regions()) {
          assertThat(sumOfDegrees(measured, region)).isEqualTo(2 * region.<Long>getAs("ties"));
        }
      }
    } finally {
      spark.conf().set("spark.sql.adaptive.enabled", adaptive);
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(answers.get(0)).hasSize(3 * 50 + 4 + 2 + 1);
    assertThat(answers.get(1)).isEqualTo(answers.get(0));
  }

  @Test
  void physiciansWithoutTiesUnderARuleAreIsolatesOfItsNetwork(SparkSession spark) {
    // The golden strongest fifths of the toy network; no tie is significant to one in a thousand.
    List<String> rules = List.of("all", "strongest-20", "sdsm-001");
    Measured measured =
        measure(
            Toy.physicians(spark),
            PatientPhysicians.of(Toy.encounters(spark)),
            rules,
            rules,
            new MeasureConfig(List.of(RegionType.HRR), RegionType.HRR));
    assertThat(measured.regions())
        .extracting(row -> row.getAs("tie_rule") + " " + row.getAs("ties"))
        .containsExactly("all 12", "sdsm-001 0", "strongest-20 7");
    assertThat(measured.regions()).allMatch(row -> row.<Long>getAs("physicians") == 9);
    assertValues(measured.regions().get(1), "isolates 9, components 0, density 0, transitivity -");
    assertValues(measured.regions().get(2), "isolates 1, components 1");
    Row surgeon =
        measured.physicians().stream()
            .filter(row -> row.getAs("tie_rule").equals("strongest-20"))
            .findFirst()
            .orElseThrow();
    // G1 keeps P3 and, because S1 holds on to it, S1: 2 ties over 4 shared patients.
    assertValues(surgeon, "degree 2, strength 5, shared_patients 4, adjusted_degree 50");
  }

  @Test
  void primaryCareOfAHospitalIsCentralInTheNetworkOfItsRegion(SparkSession spark) {
    // A path through two hospitals: P - M - Q - N, betweenness 0, 2, 2, 0 in the region.
    List<String> physicians =
        List.of(
            "M medical H1 R",
            "N medical H2 R",
            "P primary H1 R",
            "Q primary H1 R",
            "Z other H2 unknown");
    Dataset<Row> links = links(spark, List.of("M P 1", "M Q 1", "N Q 1"));
    Dataset<Row> placed = placed(spark, physicians);
    Dataset<Row> measured =
        RegionNetworks.measure(
            placed, links, ties(links, placed, ALL), ALL, config(RegionType.HRR));
    assertThat(
            TextTable.lines(
                RegionNetworks.regionMeasures(measured, RegionType.HRR)
                    .where("region_type = 'hospital'"),
                "region_id",
                "pcp_relative_centrality"))
        .containsExactlyInAnyOrder("H1 0.5", "H2 -");
    assertThat(
            TextTable.lines(
                RegionNetworks.regionMeasures(measured, RegionType.HOSPITAL)
                    .where("region_type = 'hospital'"),
                "region_id",
                "pcp_relative_centrality"))
        .containsExactlyInAnyOrder("H1 0.0", "H2 -");
  }

  @Test
  void hasTheColumnsOfItsTables(SparkSession spark) {
    Dataset<Row> measured =
        RegionNetworks.measure(
            placed(spark, List.of()),
            links(spark, List.of()),
            ties(links(spark, List.of()), placed(spark, List.of()), ALL),
            ALL,
            config(RegionType.NATION));
    Shapes.assertFills(Tables.COMMUNITY, RegionNetworks.communities(measured).schema());
    Shapes.assertFills(
        Tables.PHYSICIAN_MEASURE, RegionNetworks.physicianMeasures(measured).schema());
    Shapes.assertFills(
        Tables.REGION_MEASURE,
        RegionNetworks.regionMeasures(measured, RegionType.HOSPITAL).schema());
  }

  /** Both tables, in order of region and physician. */
  private record Measured(List<Row> physicians, List<Row> regions) {

    Row region(String id) {
      return regions.stream()
          .filter(row -> row.getAs("region_type").equals("hospital"))
          .filter(row -> row.getAs("region_id").equals(id))
          .findFirst()
          .orElseThrow();
    }

    List<Row> physiciansOf(String regionType, String regionId) {
      return physicians.stream()
          .filter(row -> row.getAs("region_type").equals(regionType))
          .filter(row -> row.getAs("region_id").equals(regionId))
          .toList();
    }

    List<Double> betweenness(String hospital) {
      return physiciansOf("hospital", hospital).stream()
          .map(row -> row.<Double>getAs("betweenness"))
          .toList();
    }
  }

  private static Measured measure(
      Dataset<Row> physicians,
      Dataset<Row> links,
      List<String> kept,
      List<String> rules,
      MeasureConfig config) {
    Dataset<Row> ties = ties(links, physicians, kept);
    return measured(physicians, links, ties, rules, config);
  }

  private static Measured measured(
      Dataset<Row> physicians,
      Dataset<Row> links,
      Dataset<Row> ties,
      List<String> rules,
      MeasureConfig config) {
    Dataset<Row> measured =
        RegionNetworks.measure(physicians, links, ties, rules, config).localCheckpoint();
    Comparator<Row> byRegion =
        Comparator.<Row, String>comparing(row -> row.getAs("tie_rule"))
            .thenComparing(row -> row.getAs("region_type"))
            .thenComparing(row -> row.getAs("region_id"));
    return new Measured(
        RegionNetworks.physicianMeasures(measured).collectAsList().stream()
            .sorted(byRegion.thenComparing(row -> row.getAs("npi")))
            .toList(),
        RegionNetworks.regionMeasures(measured, RegionType.HOSPITAL).collectAsList().stream()
            .sorted(byRegion)
            .toList());
  }

  private static Dataset<Row> ties(Dataset<Row> links, Dataset<Row> physicians, List<String> kept) {
    return TieRules.mark(SharedPatientTies.infer(links, physicians), links, new TieConfig(kept));
  }

  private static Dataset<Row> placed(SparkSession spark, List<String> physicians) {
    return TextTable.of(spark, PHYSICIAN, physicians.stream().map(line -> line + " 9").toList());
  }

  /** Links of as many patients as each pair shares, each with nobody else. */
  private static Dataset<Row> links(SparkSession spark, List<String> ties) {
    List<String> links = new ArrayList<>();
    for (String tie : ties) {
      String[] words = tie.split(" ");
      for (int i = 0; i < Integer.parseInt(words[2]); i++) {
        links.add(words[0] + words[1] + i + " " + words[0] + " 1");
        links.add(words[0] + words[1] + i + " " + words[1] + " 1");
      }
    }
    return TextTable.of(spark, LINK, links);
  }

  private static Dataset<Row> distinctLinks(SparkSession spark, List<String> links) {
    return TextTable.of(spark, LINK, links.stream().distinct().map(link -> link + " 1").toList());
  }

  /** npi, shared_patients, scope_degree, scope_strength. */
  private static List<String> scoped(
      SparkSession spark, List<String> physicians, List<String> links, RegionType scope) {
    return measure(
            placed(spark, physicians),
            distinctLinks(spark, links),
            ALL,
            ALL,
            new MeasureConfig(List.of(RegionType.NATION), scope))
        .physicians()
        .stream()
        .map(
            row ->
                row.getAs("npi")
                    + " "
                    + row.getAs("shared_patients")
                    + " "
                    + row.getAs("scope_degree")
                    + " "
                    + row.getAs("scope_strength"))
        .toList();
  }

  private static long sumOfDegrees(Measured measured, Row region) {
    return measured.physiciansOf(region.getAs("region_type"), region.getAs("region_id")).stream()
        .mapToLong(row -> row.getAs("degree"))
        .sum();
  }

  private static MeasureConfig config(RegionType scope) {
    return new MeasureConfig(List.of(RegionType.values()), scope);
  }

  /** Asserts "column value, column value"; - is null. */
  private static void assertValues(Row row, String expected) {
    for (String pair : expected.split(", *")) {
      String[] words = pair.split(" ");
      assertAgree(row, words[0], words[1].equals("-") ? "" : words[1]);
    }
  }

  private static void assertAgree(Row row, String column, String expected) {
    Number value = row.getAs(column);
    if (expected.isEmpty()) {
      assertThat(value).as("%s of %s", column, row).isNull();
    } else {
      assertThat(value).as("%s of %s", column, row).isNotNull();
      assertThat(value.doubleValue())
          .as("%s of %s", column, row)
          .isCloseTo(Double.parseDouble(expected), within(1e-9));
    }
  }
}
