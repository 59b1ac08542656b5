package org.claimgraph.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.BetweennessConfig;
import org.claimgraph.config.CommunityConfig;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.NullConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.testing.Golden;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The members of Zachary's karate club as physicians: its two factions are two specialties, and
 * every column of both tables has the value of networkx and igraph.
 */
@Tag("spark")
@Tag("portable")
@ExtendWith(SparkExtension.class)
class KarateNetworkTest {

  private static final MeasureConfig CONFIG =
      new MeasureConfig(
          List.of(RegionType.NATION),
          RegionType.NATION,
          RegionType.HOSPITAL,
          new BetweennessConfig(1_000, 10, 1, true),
          CommunityConfig.DEFAULT,
          MeasureConfig.BROADCAST_TIES,
          NullConfig.DEFAULT);

  private static List<Row> physicians;
  private static List<Row> communities;
  private static Row nation;

  @BeforeAll
  static void measure(SparkSession spark) {
    Dataset<Row> measured =
        RegionNetworks.measure(members(spark), noLinks(spark), ties(spark), List.of("all"), CONFIG)
            .localCheckpoint();
    physicians = RegionNetworks.physicianMeasures(measured).orderBy("npi").collectAsList();
    communities = RegionNetworks.communities(measured).orderBy("community").collectAsList();
    nation = RegionNetworks.regionMeasures(measured, RegionType.HOSPITAL).first();
  }

  @ParameterizedTest
  @CsvSource({
    "degree, degree",
    "strength, strength",
    "triangles, triangles",
    "clustering, clustering_ws",
    "clustering_barrat, clustering_barrat",
    "clustering_onnela, clustering_onnela",
    "betweenness, betweenness_raw",
    "betweenness_normalized, betweenness_norm",
    "betweenness_weighted, betweenness_w_raw_dist_1_over_w",
    "closeness, closeness_wf",
    "harmonic, harmonic_norm",
    "eigenvector, eigen_max1",
    "pagerank, pagerank_w",
    "core, core",
    "constraint, constraint",
    "effective_size, effective_size",
    "efficiency, efficiency",
    "hierarchy, hierarchy"
  })
  void positionOfEveryMemberIsThatOfNetworkxAndIgraph(String column, String golden) {
    List<Map<String, String>> expected = Golden.table("karate_nodes.csv");
    assertThat(physicians).hasSameSizeAs(expected);
    for (int node = 0; node < physicians.size(); node++) {
      String text = expected.get(node).get(golden);
      Object value = physicians.get(node).getAs(column);
      if (column.startsWith("clustering") && physicians.get(node).<Long>getAs("degree") < 2) {
        assertThat(value).as("node %d", node).isNull();
      } else {
        assertThat(((Number) value).doubleValue())
            .as("node %d", node)
            .isCloseTo(Double.parseDouble(text), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "physicians, n",
    "ties, m",
    "density, density",
    "transitivity, transitivity",
    "clustering_mean, avg_local_clustering_zeros_counted",
    "clustering_mean_k2, avg_local_clustering_deg_ge2_only",
    "components, components",
    "giant_share, giant_share",
    "path_length, avg_path_length_giant",
    "diameter, diameter_giant",
    "global_efficiency, global_efficiency",
    "degree_assortativity, degree_assortativity",
    "degree_centralization, freeman_degree_centralization",
    "betweenness_centralization, freeman_betweenness_centralization",
    "closeness_centralization, freeman_closeness_centralization(connected only)",
    "degree_mean, mean_degree",
    "degree_gini, gini_degree"
  })
  void structureOfTheClubIsThatOfNetworkxAndIgraph(String column, String golden) {
    Config expected = ConfigFactory.parseResources("golden/karate_graph.json").getConfig("karate");
    assertThat(nation.<Number>getAs(column).doubleValue())
        .isCloseTo(expected.getDouble("\"" + golden + "\""), within(1e-9));
  }

  @Test
  void factionsAreSpecialties() {
    assertThat(nation.<Double>getAs("specialty_assortativity")).isCloseTo(.717530864, within(1e-9));
    assertThat(nation.<Double>getAs("ei_specialty")).isCloseTo(-.717948718, within(1e-9));
  }

  @Test
  void communitiesHaveTheLargestWeightedModularity() {
    assertThat(nation.<Double>getAs("modularity")).isCloseTo(.444903581, within(1e-9));
    assertThat(nation.<Long>getAs("communities")).isEqualTo(communities.size());
    assertThat(communities.stream().mapToLong(row -> row.<Long>getAs("physicians")).sum())
        .isEqualTo(34);
    assertThat(
            communities.stream().mapToLong(row -> row.<Long>getAs("ties")).sum() * 2
                + communities.stream().mapToLong(row -> row.<Long>getAs("ties_leaving")).sum())
        .isEqualTo(2 * 78);
  }

  @Test
  void clubIsASmallWorld() {
    assertThat(nation.<Double>getAs("small_world_sigma")).isCloseTo(3.945, within(5e-4));
  }

  @Test
  void betweennessOfAFewMembersStandsForAllOfThem(SparkSession spark) {
    MeasureConfig sampled =
        new MeasureConfig(
            CONFIG.regions(),
            CONFIG.adjustedDegreeScope(),
            CONFIG.pcpCentralityScope(),
            new BetweennessConfig(33, 20, 1, false),
            CONFIG.communities(),
            CONFIG.broadcastTies(),
            CONFIG.nullModel());
    Dataset<Row> measured =
        RegionNetworks.measure(
            members(spark), noLinks(spark), ties(spark), List.of("all"), sampled);
    Row region = RegionNetworks.regionMeasures(measured, RegionType.HOSPITAL).first();
    assertThat(region.<Long>getAs("betweenness_sources")).isEqualTo(20);
    double bound = region.getAs("betweenness_error");
    List<Row> estimates = RegionNetworks.physicianMeasures(measured).orderBy("npi").collectAsList();
    for (int node = 0; node < 34; node++) {
      assertThat(estimates.get(node).<Double>getAs("betweenness_normalized"))
          .isCloseTo(physicians.get(node).<Double>getAs("betweenness_normalized"), within(bound));
      assertThat(estimates.get(node).<Double>getAs("betweenness_weighted")).isNull();
      assertThat(estimates.get(node).<Double>getAs("closeness"))
          .isEqualTo(physicians.get(node).<Double>getAs("closeness"));
    }
  }

  @Test
  void anyNumberOfTasksGivesTheSameBits(SparkSession spark) {
    Dataset<Row> cut =
        RegionNetworks.measure(
                members(spark), noLinks(spark), ties(spark), List.of("all"), CONFIG, 20_000)
            .localCheckpoint();
    assertThat(RegionNetworks.physicianMeasures(cut).orderBy("npi").collectAsList())
        .isEqualTo(physicians);
    assertThat(RegionNetworks.communities(cut).orderBy("community").collectAsList())
        .isEqualTo(communities);
    assertThat(RegionNetworks.regionMeasures(cut, RegionType.HOSPITAL).first()).isEqualTo(nation);
  }

  private static Dataset<Row> members(SparkSession spark) {
    List<String> lines = new ArrayList<>();
    for (Map<String, String> row : Golden.table("karate_guimera_amaral.csv")) {
      String group = row.get("faction").equals("0") ? "primary" : "surgical";
      lines.add(npi(row.get("node")) + " " + group + " H R -");
    }
    return TextTable.of(
        spark,
        "npi STRING, specialty_group STRING, hospital STRING, hrr STRING, patients BIGINT",
        lines);
  }

  private static Dataset<Row> ties(SparkSession spark) {
    List<String> lines = new ArrayList<>();
    for (Map<String, String> row : Golden.table("karate_edges.csv")) {
      lines.add(npi(row.get("src")) + " " + npi(row.get("dst")) + " " + row.get("weight"));
    }
    return TextTable.of(spark, "npi_a STRING, npi_b STRING, shared_patients BIGINT", lines)
        .selectExpr("*", "array('all') AS kept");
  }

  private static Dataset<Row> noLinks(SparkSession spark) {
    return TextTable.of(
        spark, "patient_id STRING, npi STRING, encounters BIGINT", List.<String>of());
  }

  private static String npi(String node) {
    return node.length() == 1 ? "0" + node : node;
  }
}
