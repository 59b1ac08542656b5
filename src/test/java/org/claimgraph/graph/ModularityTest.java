package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModularityTest {

  private static final GoldenGraph KARATE = GoldenGraph.karate();

  @Test
  void agreesWithTheGoldenValuesOfTheOptimum() {
    int[] optimum = KARATE.membership("optimal_membership");
    int[] weightedOptimum = KARATE.membership("optimal_weighted_membership");

    assertThat(Modularity.of(KARATE.graph(), optimum, 1, false))
        .isCloseTo(KARATE.value("modularity_optimal"), within(1e-9));
    assertThat(Modularity.of(KARATE.graph(), weightedOptimum, 1, true))
        .isCloseTo(KARATE.value("modularity_optimal_weighted"), within(1e-9));
  }

  @Test
  void oneGroupHasNoneAndTwoTornCliquesHaveHalf() {
    CsrGraph torn = new Edges(4).add(0, 1).add(2, 3).graph();

    assertThat(Modularity.of(torn, new int[] {1, 1, 1, 1}, 1, false)).isZero();
    assertThat(Modularity.of(torn, new int[] {1, 1, 2, 2}, 1, false)).isEqualTo(0.5);
  }

  @Test
  void isUndefinedWithoutEdges() {
    assertThat(Modularity.of(new Edges(0).graph(), new int[0], 1, true)).isNaN();
    assertThat(Modularity.of(new Edges(2).graph(), new int[] {1, 2}, 1, true)).isNaN();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void isTheSumOverPairsOfWeightBeyondWhatIsExpected(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] groups = new Random(seed).ints(graph.nodeCount(), 1, 5).toArray();
    double resolution = 0.5 + seed / 20.0;

    assertThat(Modularity.of(graph, groups, resolution, true))
        .isCloseTo(overPairs(graph, groups, resolution), within(1e-12));
    CsrGraph unweighted = Edges.of(graph).ofWeight(1).graph();
    assertThat(Modularity.of(graph, groups, resolution, false))
        .isCloseTo(overPairs(unweighted, groups, resolution), within(1e-12));
  }

  private static double overPairs(CsrGraph graph, int[] groups, double resolution) {
    int n = graph.nodeCount();
    double[][] weights = new double[n][n];
    double total = 0;
    for (int node = 0; node < n; node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        weights[node][graph.neighbor(at)] = graph.weight(at);
        total += graph.weight(at);
      }
    }
    double sum = 0;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        if (groups[a] == groups[b]) {
          sum += weights[a][b] - resolution * graph.strength(a) * graph.strength(b) / total;
        }
      }
    }
    return sum / total;
  }
}
