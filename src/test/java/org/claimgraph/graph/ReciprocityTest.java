package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReciprocityTest {

  @Test
  void twoOfThreeEdgesAreAnswered() {
    long[][] weights = {{0, 4, 2}, {1, 0, 0}, {0, 0, 0}};

    assertThat(Reciprocity.of(RandomDirectedGraph.of(weights, 1))).isEqualTo(2.0 / 3);
  }

  @Test
  void symmetricWeightsCorrelateFully() {
    long[][] weights = {{0, 4, 0}, {4, 0, 9}, {0, 9, 0}};

    assertThat(Reciprocity.correlation(RandomDirectedGraph.of(weights, 1))).isEqualTo(1);
  }

  @Test
  void isUndefinedWithoutEdgesAndCorrelationWhereAllPairsAreAlike() {
    DirectedGraph none = RandomDirectedGraph.of(new long[3][3], 1);
    DirectedGraph alike = RandomDirectedGraph.of(new long[][] {{0, 7}, {7, 0}}, 1);

    assertThat(Reciprocity.of(none)).isNaN();
    assertThat(Reciprocity.correlation(none)).isNaN();
    assertThat(Reciprocity.correlation(RandomDirectedGraph.of(new long[0][0], 1))).isNaN();
    assertThat(Reciprocity.of(alike)).isEqualTo(1);
    assertThat(Reciprocity.correlation(alike)).isNaN();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithTheMatrixOfWeights(long seed) {
    long[][] weights = RandomDirectedGraph.weights(seed);
    int n = weights.length;
    DirectedGraph graph = RandomDirectedGraph.of(weights, seed);
    double mutual = 0;
    double mean = 0;
    for (int from = 0; from < n; from++) {
      for (int to = 0; to < n; to++) {
        mean += (double) weights[from][to] / (n * (n - 1));
        mutual += weights[from][to] > 0 && weights[to][from] > 0 ? 1 : 0;
      }
    }
    double covariance = 0;
    double variance = 0;
    for (int from = 0; from < n; from++) {
      for (int to = 0; to < n; to++) {
        if (from != to) {
          covariance += (weights[from][to] - mean) * (weights[to][from] - mean);
          variance += Math.pow(weights[from][to] - mean, 2);
        }
      }
    }

    assertThat(Reciprocity.of(graph)).isEqualTo((Double) (mutual / graph.edgeCount()));
    if (variance > 0) {
      assertThat(Reciprocity.correlation(graph)).isCloseTo(covariance / variance, within(1e-12));
    } else {
      assertThat(Reciprocity.correlation(graph)).isNaN();
    }
  }
}
