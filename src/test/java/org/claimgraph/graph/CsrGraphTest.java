package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CsrGraphTest {

  @Test
  void everyEdgeStandsInTheRowsOfBothEndsWithNeighborsAscending() {
    CsrGraph graph = new Edges(5).add(4, 1, 7).add(0, 1, 5).add(1, 3, 6).graph();

    assertThat(graph.nodeCount()).isEqualTo(5);
    assertThat(graph.edgeCount()).isEqualTo(3);
    assertThat(row(graph, 0)).containsExactly("1:5");
    assertThat(row(graph, 1)).containsExactly("0:5", "3:6", "4:7");
    assertThat(row(graph, 2)).isEmpty();
    assertThat(row(graph, 3)).containsExactly("1:6");
    assertThat(row(graph, 4)).containsExactly("1:7");
    assertThat(graph.degree(1)).isEqualTo(3);
    assertThat(graph.strength(1)).isEqualTo(18);
    assertThat(graph.strength(2)).isZero();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void isTheSameForAnyOrderOfEdgesAndEnds(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    CsrGraph shuffled = Edges.of(graph).shuffled(seed).graph();

    assertThat(shuffled).usingRecursiveComparison().isEqualTo(graph);
  }

  @Test
  void doesNotChangeWithTheArraysItWasBuiltFrom() {
    int[] a = {0, 1};
    int[] b = {1, 2};
    long[] weights = {3, 4};
    CsrGraph graph = CsrGraph.of(3, a, b, weights);

    a[0] = 2;
    b[0] = 0;
    weights[0] = 9;

    assertThat(row(graph, 1)).containsExactly("0:3", "2:4");
  }

  @Test
  void emptyGraphAndSingleNodeHaveNoEdges() {
    assertThat(new Edges(0).graph().nodeCount()).isZero();
    assertThat(new Edges(0).graph().edgeCount()).isZero();
    assertThat(new Edges(1).graph().nodeCount()).isEqualTo(1);
    assertThat(new Edges(1).graph().degree(0)).isZero();
  }

  @Test
  void refusesSelfLoop() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edges(2).add(1, 1).graph())
        .withMessage("Invalid edge 0: self-loop at node 1");
  }

  @Test
  void refusesRepeatedEdgeInEitherDirection() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edges(3).add(0, 1).add(1, 2).add(0, 1).graph())
        .withMessage("Invalid edge 2: repeats the edge between nodes 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edges(3).add(0, 1).add(1, 2).add(2, 1).graph())
        .withMessage("Invalid edge 2: repeats the edge between nodes 2 and 1");
  }

  @Test
  void refusesEndOutsideTheGraph() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edges(2).add(0, 1).add(0, 2).graph())
        .withMessage("Invalid edge 1: node 2 is not in [0, 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edges(2).add(-1, 1).graph())
        .withMessage("Invalid edge 0: node -1 is not in [0, 2)");
  }

  @Test
  void refusesWeightThatIsNotPositive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edges(2).add(0, 1, 0).graph())
        .withMessage("Invalid edge 0: weight 0 is not positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edges(2).add(0, 1, -3).graph())
        .withMessage("Invalid edge 0: weight -3 is not positive");
  }

  @Test
  void refusesArraysOfDifferentLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrGraph.of(2, new int[] {0}, new int[] {1, 1}, new long[] {1}))
        .withMessage("Invalid edges: 1 and 2 ends, 1 weights");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CsrGraph.of(2, new int[] {0}, new int[] {1}, new long[] {}))
        .withMessage("Invalid edges: 1 and 1 ends, 0 weights");
  }

  @Test
  void refusesNegativeNodeCount() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Edges(-1).graph())
        .withMessage("Invalid node count -1");
  }

  @Test
  void refusesWeightsThatOverflowTogether() {
    long half = Long.MAX_VALUE / 2;

    assertThat(new Edges(2).add(0, 1, half).graph().strength(0)).isEqualTo(half);
    assertThatThrownBy(() -> new Edges(3).add(0, 1, half).add(1, 2, 1).graph())
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "Cannot add weight 1 of edge 1: the weights at both ends exceed 9223372036854775807"
                + " together");
  }

  private static String[] row(CsrGraph graph, int node) {
    return IntStream.range(graph.rowStart(node), graph.rowEnd(node))
        .mapToObj(at -> graph.neighbor(at) + ":" + graph.weight(at))
        .toArray(String[]::new);
  }
}
