package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommunitySummaryTest {

  @Test
  void tellsTwoPairsWithABridgeAndAnIsolateApart() {
    CsrGraph graph = new Edges(5).add(0, 1, 10).add(2, 3, 3).add(1, 2, 2).graph();

    CommunitySummary summary = CommunitySummary.of(graph, new int[] {1, 1, 2, 2, 3});

    assertThat(summary.nodes()).containsExactly(2, 2, 1);
    assertThat(summary.tiesInside()).containsExactly(1, 1, 0);
    assertThat(summary.weightInside()).containsExactly(10, 3, 0);
    assertThat(summary.tiesLeaving()).containsExactly(1, 1, 0);
    assertThat(summary.weightLeaving()).containsExactly(2, 2, 0);
    assertThat(summary.shareInside()).containsExactly(20.0 / 22, 6.0 / 8, Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void addsUpToTheGraphAndToItsModularity(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] membership = Communities.of(graph, true, 1, 1, seed).membership();

    CommunitySummary summary = CommunitySummary.of(graph, membership);

    long inside = Arrays.stream(summary.tiesInside()).sum();
    long leaving = Arrays.stream(summary.tiesLeaving()).sum();
    assertThat(2 * inside + leaving).isEqualTo(2 * graph.edgeCount());
    double total = Arrays.stream(Strength.of(graph)).sum();
    double modularity = 0;
    for (int community = 0; community < summary.nodes().length; community++) {
      double strength = 2 * summary.weightInside()[community] + summary.weightLeaving()[community];
      modularity += 2 * summary.weightInside()[community] / total - Math.pow(strength / total, 2);
    }
    assertThat(modularity).isCloseTo(Modularity.of(graph, membership, 1, true), within(1e-12));
  }
}
