package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DegreeTest {

  @Test
  void agreesWithNetworkxOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(Arrays.stream(Degree.of(karate.graph())).asDoubleStream().toArray())
        .isEqualTo(karate.column("degree"));
  }

  @Test
  void agreesWithTheToyGraph() {
    GoldenGraph toy = GoldenGraph.toy();

    assertThat(Arrays.stream(Degree.of(toy.graph())).asDoubleStream().toArray())
        .isEqualTo(toy.column("degree"));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void addsUpToTwiceTheNumberOfEdges(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    assertThat(Arrays.stream(Degree.of(graph)).sum()).isEqualTo(2 * graph.edgeCount());
  }

  @Test
  void emptyGraphAndSingleNodeHaveNone() {
    assertThat(Degree.of(new Edges(0).graph())).isEmpty();
    assertThat(Degree.of(new Edges(1).graph())).containsExactly(0);
  }
}
