package org.claimgraph.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.BetweennessConfig;
import org.claimgraph.config.CommunityConfig;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.NullConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.TieConfig;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.Toy;
import org.claimgraph.ties.PatientPhysicians;
import org.claimgraph.ties.SharedPatientTies;
import org.claimgraph.ties.TieRules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The toy network, whose HRR and nation have 12 ties and whose hospitals fewer, with and without
 * room for 12 ties.
 */
@Tag("spark")
@Tag("portable")
@ExtendWith(SparkExtension.class)
class SpreadNetworksTest {

  private static final List<String> RULES = List.of("all", "min-2");

  private static final List<String> TOLD_OF_PHYSICIANS =
      List.of(
          "npi",
          "specialty_group",
          "patients",
          "shared_patients",
          "scope_degree",
          "scope_strength",
          "degree",
          "strength",
          "adjusted_degree",
          "adjusted_degree_all_ties",
          "component",
          "pagerank");

  private static final List<String> TOLD_OF_REGIONS =
      List.of(
          "physicians",
          "primary_physicians",
          "known_specialty_physicians",
          "isolates",
          "ties",
          "density",
          "components",
          "giant_share",
          "degree_mean",
          "degree_sd",
          "degree_median",
          "patients_mean",
          "shared_patients_mean",
          "adjusted_degree_median",
          "adjusted_degree_mean",
          "adjusted_degree_all_ties_median",
          "adjusted_degree_physicians");

  private static Dataset<Row> inOneTask;
  private static Dataset<Row> spread;

  @BeforeAll
  static void measureWithAndWithoutRoom(SparkSession spark) {
    Dataset<Row> physicians = Toy.physicians(spark);
    Dataset<Row> links = PatientPhysicians.of(Toy.encounters(spark)).localCheckpoint();
    Dataset<Row> ties =
        TieRules.mark(SharedPatientTies.infer(links, physicians), links, new TieConfig(RULES))
            .localCheckpoint();
    inOneTask =
        RegionNetworks.measure(physicians, links, ties, RULES, config(12)).localCheckpoint();
    spread = RegionNetworks.measure(physicians, links, ties, RULES, config(11)).localCheckpoint();
  }

  @Test
  void largeNetworksTellOfPhysiciansTheSameAndNoMore() {
    Map<String, Row> same = byKey(RegionNetworks.physicianMeasures(inOneTask));
    Map<String, Row> told = byKey(RegionNetworks.physicianMeasures(spread));
    assertThat(told.keySet()).isEqualTo(same.keySet()).hasSize(2 * 3 * 9);
    told.forEach((key, row) -> assertTells(row, same.get(key), TOLD_OF_PHYSICIANS));
  }

  @Test
  void largeNetworksTellOfRegionsTheSameAndNoMore() {
    Map<String, Row> same = byKey(RegionNetworks.regionMeasures(inOneTask, RegionType.HOSPITAL));
    Map<String, Row> told = byKey(RegionNetworks.regionMeasures(spread, RegionType.HOSPITAL));
    assertThat(told.keySet()).isEqualTo(same.keySet()).hasSize(2 * 4);
    assertThat(same.values()).extracting(row -> row.<Long>getAs("ties")).contains(12L);
    told.forEach((key, row) -> assertTells(row, same.get(key), TOLD_OF_REGIONS));
  }

  @Test
  void largeNetworksHaveNoCommunities() {
    assertThat(RegionNetworks.communities(spread).collectAsList())
        .isNotEmpty()
        .noneMatch(SpreadNetworksTest::isLarge);
  }

  @Test
  void hospitalsHaveNoCentralityInARegionOfUnknownBetweenness() {
    List<Row> all = hospitals(RegionNetworks.regionMeasures(inOneTask, RegionType.HRR));
    List<Row> some = hospitals(RegionNetworks.regionMeasures(spread, RegionType.HRR));
    assertThat(all).extracting(row -> row.getAs("pcp_relative_centrality")).doesNotContainNull();
    assertThat(some).extracting(row -> row.getAs("pcp_relative_centrality")).containsOnlyNulls();
  }

  private static List<Row> hospitals(Dataset<Row> regions) {
    List<Row> rows = regions.where("region_type = 'hospital' AND tie_rule = 'all'").collectAsList();
    assertThat(rows).hasSize(2);
    return rows;
  }

  /** Asserts the same values in those columns and null in all others, or in all if not large. */
  private static void assertTells(Row row, Row same, List<String> columns) {
    if (!isLarge(row)) {
      assertThat(row).isEqualTo(same);
      return;
    }
    for (String name : row.schema().fieldNames()) {
      if (List.of("tie_rule", "region_type", "region_id").contains(name)
          || columns.contains(name)) {
        assertThat(row.<Object>getAs(name)).as(name).isEqualTo(same.getAs(name));
      } else {
        assertThat(row.<Object>getAs(name)).as(name).isNull();
      }
    }
  }

  private static boolean isLarge(Row row) {
    return row.getAs("tie_rule").equals("all") && !row.getAs("region_type").equals("hospital");
  }

  private static Map<String, Row> byKey(Dataset<Row> rows) {
    return rows.collectAsList().stream()
        .collect(
            Collectors.toMap(
                row ->
                    row.getAs("tie_rule")
                        + " "
                        + row.getAs("region_type")
                        + " "
                        + row.getAs("region_id")
                        + (row.schema().getFieldIndex("npi").isEmpty()
                            ? ""
                            : " " + row.getAs("npi")),
                row -> row));
  }

  private static MeasureConfig config(int broadcastTies) {
    return new MeasureConfig(
        List.of(RegionType.values()),
        RegionType.NATION,
        RegionType.HOSPITAL,
        BetweennessConfig.DEFAULT,
        CommunityConfig.DEFAULT,
        broadcastTies,
        NullConfig.DEFAULT);
  }
}
