package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GlobalEfficiencyTest {

  @Test
  void agreesWithTheGoldenValueOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(efficiency(karate.graph()))
        .isCloseTo(karate.value("global_efficiency"), within(1e-9));
  }

  @Test
  void isTheMeanReciprocalDistanceOfAllPairs() {
    assertThat(efficiency(Families.clique(5))).isOne();
    assertThat(efficiency(Families.path(3))).isCloseTo(2.5 / 3, within(1e-15));
    assertThat(efficiency(new Edges(4).add(0, 1).graph())).isCloseTo(1.0 / 6, within(1e-15));
    assertThat(efficiency(new Edges(4).graph())).isZero();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithTheDistanceOfEveryPair(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int n = graph.nodeCount();
    Distances distances = new Distances(graph);
    double sum = 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < a; b++) {
        sum += distances.between(a, b) == Distances.NONE ? 0 : 1.0 / distances.between(a, b);
      }
    }

    assertThat(efficiency(graph)).isCloseTo(sum / (n * (n - 1) / 2.0), within(1e-12));
  }

  @Test
  void isUndefinedBelowTwoNodes() {
    assertThat(efficiency(new Edges(0).graph())).isNaN();
    assertThat(efficiency(new Edges(1).graph())).isNaN();
  }

  private static double efficiency(CsrGraph graph) {
    return GlobalEfficiency.of(SourceDistances.of(graph));
  }
}
