package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MoranITest {

  @Test
  void edgesBetweenEqualsGiveOneAndEdgesBetweenOppositesMinusOne() {
    assertThat(MoranI.of(new Edges(4).add(0, 1, 7).add(2, 3, 2).graph(), new double[] {0, 0, 1, 1}))
        .isEqualTo(1);
    assertThat(MoranI.of(Families.cycle(6), new double[] {2, 5, 2, 5, 2, 5})).isEqualTo(-1);
  }

  @Test
  void aCliqueGivesWhatIsExpectedOfNoOrder() {
    assertThat(MoranI.of(Families.clique(5), new double[] {3, 1, 4, 1, 5}))
        .isCloseTo(-1.0 / 4, within(1e-15));
  }

  @Test
  void isUndefinedWithoutEdgesOrWhereAllValuesAreEqual() {
    assertThat(MoranI.of(new Edges(3).graph(), new double[] {1, 2, 3})).isNaN();
    assertThat(MoranI.of(Families.cycle(3), new double[] {0.1, 0.1, 0.1})).isNaN();
    assertThat(MoranI.of(new Edges(0).graph(), new double[0])).isNaN();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void isThePlainSumOverAllPairsWhateverTheUnitOfValuesAndWeights(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int n = graph.nodeCount();
    double[] values = new Random(seed).doubles(n).toArray();
    long[][] weights = new long[n][n];
    double mean = 0;
    for (int node = 0; node < n; node++) {
      mean += values[node] / n;
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        weights[node][graph.neighbor(at)] = graph.weight(at);
      }
    }
    double products = 0;
    double squares = 0;
    double all = 0;
    double[] scaled = new double[n];
    for (int a = 0; a < n; a++) {
      squares += (values[a] - mean) * (values[a] - mean);
      scaled[a] = 5 - 3 * values[a];
      for (int b = 0; b < n; b++) {
        products += weights[a][b] * (values[a] - mean) * (values[b] - mean);
        all += weights[a][b];
      }
    }

    double moran = MoranI.of(graph, values);
    assertThat(moran).isCloseTo(n * products / (all * squares), within(1e-12));
    assertThat(MoranI.of(Edges.of(graph).timesWeight(9).graph(), scaled))
        .isCloseTo(moran, within(1e-12));
  }
}
