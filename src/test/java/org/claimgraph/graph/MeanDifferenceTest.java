package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeanDifferenceTest {

  @Test
  void ofZerosAndOnesItIsTheShareOfPairsThatDiffer() {
    double[] values = {0, 0, 1, 1};

    assertThat(MeanDifference.ofPairs(values)).isEqualTo(4.0 / 6);
    assertThat(MeanDifference.ofEdges(new Edges(4).add(0, 1).add(1, 2, 9).graph(), values))
        .isEqualTo(0.5);
  }

  @Test
  void isUndefinedWithoutAPair() {
    assertThat(MeanDifference.ofPairs(new double[0])).isNaN();
    assertThat(MeanDifference.ofPairs(new double[] {3})).isNaN();
    assertThat(MeanDifference.ofEdges(new Edges(2).graph(), new double[] {1, 2})).isNaN();
  }

  @Test
  void aLargeValueDoesNotHideSmallDifferences() {
    double large = 1L << 52;
    assertThat(MeanDifference.ofPairs(new double[] {large + 1, large, large + 2}))
        .isEqualTo(4.0 / 3);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void isThePlainMeanOverAllPairsAndOverPairsWithAnEdge(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int n = graph.nodeCount();
    double[] values = new Random(seed).ints(n, -3, 9).mapToDouble(value -> value / 3.0).toArray();
    double all = 0;
    double tied = 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        all += Math.abs(values[a] - values[b]);
      }
      for (int at = graph.rowStart(a); at < graph.rowEnd(a); at++) {
        tied += Math.abs(values[a] - values[graph.neighbor(at)]);
      }
    }

    assertThat(MeanDifference.ofPairs(values)).isCloseTo(all / n / (n - 1), within(1e-12));
    assertThat(MeanDifference.ofEdges(graph, values))
        .isCloseTo(tied / (2 * graph.edgeCount()), within(1e-12));
  }
}
