package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BetweennessCentralizationTest {

  @Test
  void agreesWithTheGoldenValueOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(centralization(karate.graph()))
        .isCloseTo(karate.value("freeman_betweenness_centralization"), within(1e-9));
  }

  @Test
  void isOneInAStar() {
    assertThat(centralization(Families.star(3))).isOne();
    assertThat(centralization(Families.star(9))).isOne();
  }

  @Test
  void isZeroWhereAllNodesAreAlike() {
    assertThat(centralization(Families.cycle(6))).isZero();
    assertThat(centralization(Families.clique(5))).isZero();
    assertThat(centralization(new Edges(3).graph())).isZero();
  }

  @Test
  void addsTheDistancesFromTheLargestValue() {
    // Path of 4: normalized 0, 2/3, 2/3, 0.
    assertThat(centralization(Families.path(4))).isCloseTo(4.0 / 9, within(1e-15));
  }

  @Test
  void isUndefinedBelowThreeNodes() {
    assertThat(centralization(Families.path(0))).isNaN();
    assertThat(centralization(Families.path(1))).isNaN();
    assertThat(centralization(Families.path(2))).isNaN();
  }

  private static double centralization(CsrGraph graph) {
    return BetweennessCentralization.of(
        Betweenness.normalized(Betweenness.of(graph), graph.nodeCount()));
  }
}
