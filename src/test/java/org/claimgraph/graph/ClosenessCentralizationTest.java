package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClosenessCentralizationTest {

  @Test
  void agreesWithTheGoldenValueOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(centralization(karate.graph()))
        .isCloseTo(karate.value("freeman_closeness_centralization(connected only)"), within(1e-9));
  }

  @Test
  void isOneInAStar() {
    assertThat(centralization(Families.star(3))).isCloseTo(1, within(1e-15));
    assertThat(centralization(Families.star(9))).isCloseTo(1, within(1e-14));
  }

  @Test
  void isZeroWhereAllNodesAreAlike() {
    assertThat(centralization(Families.cycle(6))).isZero();
    assertThat(centralization(Families.clique(5))).isZero();
  }

  @Test
  void addsTheDistancesFromTheLargestValue() {
    // Path of 4: closeness 1/2, 3/4, 3/4, 1/2; the largest possible sum is 6/5.
    assertThat(centralization(Families.path(4))).isCloseTo(0.5 / 1.2, within(1e-15));
  }

  @Test
  void isUndefinedBelowThreeNodesAndInParts() {
    assertThat(centralization(Families.path(0))).isNaN();
    assertThat(centralization(Families.path(1))).isNaN();
    assertThat(centralization(Families.path(2))).isNaN();
    assertThat(centralization(new Edges(4).add(0, 1).add(1, 2).graph())).isNaN();
  }

  private static double centralization(CsrGraph graph) {
    double[] closeness = Closeness.of(SourceDistances.of(graph), graph.nodeCount());
    return ClosenessCentralization.of(closeness, Components.of(graph));
  }
}
