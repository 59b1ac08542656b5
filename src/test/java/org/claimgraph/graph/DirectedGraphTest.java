package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectedGraphTest {

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void holdsEveryEdgeAtBothEndsInOrderHoweverEdgesCame(long seed) {
    long[][] weights = RandomDirectedGraph.weights(seed);
    int n = weights.length;

    DirectedGraph graph = RandomDirectedGraph.of(weights, seed);

    long[][] out = new long[n][n];
    long[][] in = new long[n][n];
    long edges = 0;
    for (int node = 0; node < n; node++) {
      edges += graph.out().degree(node);
      fill(graph.out(), node, out);
      fill(graph.in(), node, in);
    }
    assertThat(out).isDeepEqualTo(weights);
    for (int from = 0; from < n; from++) {
      for (int to = 0; to < n; to++) {
        assertThat(in[to][from]).isEqualTo(weights[from][to]);
      }
    }
    assertThat(graph.nodeCount()).isEqualTo(n);
    assertThat(graph.edgeCount()).isEqualTo(edges);
  }

  private static void fill(DirectedGraph.Rows rows, int node, long[][] matrix) {
    int last = -1;
    for (int at = rows.start(node); at < rows.end(node); at++) {
      assertThat(rows.node(at)).isGreaterThan(last);
      last = rows.node(at);
      matrix[node][last] = rows.weight(at);
    }
  }

  @Test
  void refusesEdgesThatAreNone() {
    assertRefused(0, 2, 1, "goes out of the graph");
    assertRefused(-1, 0, 1, "goes out of the graph");
    assertRefused(1, 1, 1, "is a self-loop");
    assertRefused(0, 1, 0, "has weight 0");
    assertThatThrownBy(
            () -> DirectedGraph.of(2, new int[] {0, 0}, new int[] {1, 1}, new long[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid edges: two from 0 to 1");
    assertThatThrownBy(() -> DirectedGraph.of(2, new int[1], new int[2], new long[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 and 2 ends, 1 weights");
  }

  private static void assertRefused(int from, int to, long weight, String why) {
    assertThatThrownBy(
            () -> DirectedGraph.of(2, new int[] {from}, new int[] {to}, new long[] {weight}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
