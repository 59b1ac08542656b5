package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jgrapht.GraphMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrianglesTest {

  @Test
  void agreesWithNetworkxOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    long[] triangles = Triangles.of(karate.graph());

    assertThat(Arrays.stream(triangles).asDoubleStream().toArray())
        .isEqualTo(karate.column("triangles"));
    assertThat(Arrays.stream(triangles).sum()).isEqualTo(3 * 45);
  }

  @Test
  void everyPairOfOthersInACliqueClosesATriangle() {
    assertThat(Triangles.of(Families.clique(6))).containsOnly(10).hasSize(6);
  }

  @Test
  void treesCyclesStarsAndLozengesHaveNone() {
    assertThat(Triangles.of(Families.binaryTree(4))).containsOnly(0);
    assertThat(Triangles.of(Families.cycle(4))).containsOnly(0);
    assertThat(Triangles.of(Families.star(7))).containsOnly(0);
    assertThat(Triangles.of(Families.lozenges(3))).containsOnly(0);
  }

  @Test
  void bridgeBetweenCliquesAddsNone() {
    assertThat(Triangles.of(Families.twoCliquesWithBridge(4))).containsOnly(3).hasSize(8);
  }

  @Test
  void emptyGraphAndSingleNodeHaveNone() {
    assertThat(Triangles.of(new Edges(0).graph())).isEmpty();
    assertThat(Triangles.of(new Edges(1).graph())).containsExactly(0);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithTryingAllTriples(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    assertThat(Triangles.of(graph)).isEqualTo(byTryingAllTriples(graph));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void addUpToThreeTimesWhatJGraphTCounts(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    assertThat(Arrays.stream(Triangles.of(graph)).sum())
        .isEqualTo(3 * GraphMetrics.getNumberOfTriangles(JGraphTs.of(graph)));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void followTheNodesWhenTheyAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);

    long[] before = Triangles.of(graph);
    long[] after = Triangles.of(Edges.of(graph).renumbered(numbers).graph());

    for (int node = 0; node < before.length; node++) {
      assertThat(after[numbers[node]]).isEqualTo(before[node]);
    }
  }

  private static long[] byTryingAllTriples(CsrGraph graph) {
    boolean[][] adjacent = Distances.adjacency(graph);
    long[] triangles = new long[graph.nodeCount()];
    for (int node = 0; node < triangles.length; node++) {
      for (int a = 0; a < triangles.length; a++) {
        for (int b = a + 1; b < triangles.length; b++) {
          if (adjacent[node][a] && adjacent[node][b] && adjacent[a][b]) {
            triangles[node]++;
          }
        }
      }
    }
    return triangles;
  }
}
