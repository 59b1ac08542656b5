package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransitivityTest {

  @Test
  void agreesWithNetworkxOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(Transitivity.of(karate.graph()))
        .isCloseTo(karate.value("transitivity"), within(1e-9));
  }

  @Test
  void isOneInACliqueAndZeroInATree() {
    assertThat(Transitivity.of(Families.clique(5))).isOne();
    assertThat(Transitivity.of(Families.binaryTree(3))).isZero();
  }

  @Test
  void countsPathsNotNodes() {
    // Two cliques of 4 hold 24 closed triples; the bridge ends lie in the middle of 6 open ones.
    assertThat(Transitivity.of(Families.twoCliquesWithBridge(4))).isEqualTo(24.0 / 30);
  }

  @Test
  void productOfDegreesMayExceedAnInt() {
    double triples = 70_000.0 * 69_999 / 2 + 70_000;

    assertThat(Transitivity.of(Families.windmill(35_000))).isEqualTo(3 * 35_000 / triples);
  }

  @Test
  void isUndefinedWithoutConnectedTriples() {
    assertThat(Transitivity.of(new Edges(0).graph())).isNaN();
    assertThat(Transitivity.of(new Edges(1).graph())).isNaN();
    assertThat(Transitivity.of(new Edges(4).add(0, 1).add(2, 3).graph())).isNaN();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithTryingAllPathsOfTwoEdges(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    boolean[][] adjacent = Distances.adjacency(graph);
    int closed = 0;
    int triples = 0;
    for (int middle = 0; middle < adjacent.length; middle++) {
      for (int a = 0; a < adjacent.length; a++) {
        for (int b = 0; b < a; b++) {
          if (adjacent[middle][a] && adjacent[middle][b]) {
            triples++;
            closed += adjacent[a][b] ? 1 : 0;
          }
        }
      }
    }

    assertThat(Transitivity.of(graph)).isEqualTo(Double.valueOf((double) closed / triples));
  }
}
