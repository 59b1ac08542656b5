package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jgrapht.alg.scoring.ClusteringCoefficient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalClusteringTest {

  @Test
  void agreesWithNetworkxOnTheKarateClubExceptForTheNodeOfDegreeOne() {
    GoldenGraph karate = GoldenGraph.karate();
    double[] expected = karate.column("clustering_ws");
    assertThat(karate.graph().degree(11)).isEqualTo(1);
    expected[11] = Double.NaN; // networkx says 0

    assertThat(LocalClustering.of(karate.graph())).containsExactly(expected, within(1e-9));
  }

  @Test
  void meansAgreeWithNetworkxAndIgraphOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    double[] clustering = LocalClustering.of(karate.graph());

    assertThat(LocalClustering.meanWithZeros(clustering))
        .isCloseTo(karate.value("avg_local_clustering_zeros_counted"), within(1e-9));
    assertThat(LocalClustering.meanOfDefined(clustering))
        .isCloseTo(karate.value("avg_local_clustering_deg_ge2_only"), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithJGraphTExceptForNodesOfDegreeOneAndLess(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    double[] expected =
        JGraphTs.scores(new ClusteringCoefficient<>(JGraphTs.of(graph)), graph.nodeCount());
    for (int node = 0; node < expected.length; node++) {
      expected[node] = graph.degree(node) < 2 ? Double.NaN : expected[node]; // JGraphT says 0
    }

    assertThat(LocalClustering.of(graph)).containsExactly(expected, within(1e-12));
  }

  @Test
  void isOneInACliqueAndZeroInACycle() {
    assertThat(LocalClustering.of(Families.clique(5))).containsOnly(1).hasSize(5);
    assertThat(LocalClustering.of(Families.cycle(5))).containsOnly(0).hasSize(5);
  }

  @Test
  void isUndefinedForLeavesAndIsolates() {
    double none = Double.NaN;

    assertThat(LocalClustering.of(Families.star(4))).containsExactly(0, none, none, none);
    assertThat(LocalClustering.of(new Edges(1).graph())).containsExactly(none);
  }

  @Test
  void endOfBridgeBetweenCliquesHasOneNeighborThatKnowsNoOther() {
    assertThat(LocalClustering.of(Families.twoCliquesWithBridge(4)))
        .containsExactly(1, 1, 1, 0.5, 0.5, 1, 1, 1);
  }

  @Test
  void meansAreUndefinedWithoutNodesToAverage() {
    double[] none = LocalClustering.of(new Edges(0).graph());
    double[] undefined = LocalClustering.of(Families.path(2));

    assertThat(none).isEmpty();
    assertThat(LocalClustering.meanWithZeros(none)).isNaN();
    assertThat(LocalClustering.meanOfDefined(none)).isNaN();
    assertThat(LocalClustering.meanWithZeros(undefined)).isZero();
    assertThat(LocalClustering.meanOfDefined(undefined)).isNaN();
  }

  @Test
  void productOfDegreesMayExceedAnInt() {
    double[] clustering = LocalClustering.of(Families.windmill(35_000));

    assertThat(clustering[0]).isEqualTo(1.0 / 69_999);
    assertThat(clustering[1]).isOne();
  }
}
