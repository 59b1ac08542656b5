package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrengthTest {

  @Test
  void agreesWithNetworkxOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(Arrays.stream(Strength.of(karate.graph())).asDoubleStream().toArray())
        .isEqualTo(karate.column("strength"));
  }

  @Test
  void agreesWithTheToyGraph() {
    GoldenGraph toy = GoldenGraph.toy();

    assertThat(Arrays.stream(Strength.of(toy.graph())).asDoubleStream().toArray())
        .isEqualTo(toy.column("sum_shared_over_ties"));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void countsEveryWeightAtBothEnds(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    long weights = 0;
    for (int at = 0; at < 2 * graph.edgeCount(); at++) {
      weights += graph.weight(at);
    }

    assertThat(Arrays.stream(Strength.of(graph)).sum()).isEqualTo(weights);
  }

  @Test
  void emptyGraphAndSingleNodeHaveNone() {
    assertThat(Strength.of(new Edges(0).graph())).isEmpty();
    assertThat(Strength.of(new Edges(1).graph())).containsExactly(0);
  }
}
