package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.ShortestPathAlgorithm.SingleSourcePaths;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDistancesTest {

  @Test
  void endOfAPathIsFarFromAllAndItsMiddleIsNot() {
    SourceDistances distances = SourceDistances.of(Families.path(5));

    assertThat(distances.reached()).containsOnly(4).hasSize(5);
    assertThat(distances.sum()).containsExactly(10, 7, 6, 7, 10);
    assertThat(distances.eccentricity()).containsExactly(4, 3, 2, 3, 4);
    double[] reciprocals = {
      1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4,
      2 + 1.0 / 2 + 1.0 / 3,
      3,
      2 + 1.0 / 2 + 1.0 / 3,
      1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4
    };
    assertThat(distances.reciprocals()).containsExactly(reciprocals, within(1e-15));
  }

  @Test
  void leavesOfAStarAreTwoStepsApart() {
    SourceDistances distances = SourceDistances.of(Families.star(6));

    assertThat(distances.sum()).containsExactly(5, 9, 9, 9, 9, 9);
    assertThat(distances.reciprocals()).containsExactly(5, 3, 3, 3, 3, 3);
    assertThat(distances.eccentricity()).containsExactly(1, 2, 2, 2, 2, 2);
  }

  @Test
  void isolatedNodeReachesNothing() {
    SourceDistances distances = SourceDistances.of(new Edges(3).add(0, 2).graph());

    assertThat(distances.reached()).containsExactly(1, 0, 1);
    assertThat(distances.sum()).containsExactly(1, 0, 1);
    assertThat(distances.reciprocals()).containsExactly(1, 0, 1);
    assertThat(distances.eccentricity()).containsExactly(1, 0, 1);
  }

  @Test
  void emptyGraphHasNoSources() {
    assertThat(SourceDistances.of(new Edges(0).graph()).sum()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreeWithAMatrixOfAllDistances(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    Distances expected = new Distances(graph);

    SourceDistances distances = SourceDistances.of(graph);

    for (int source = 0; source < graph.nodeCount(); source++) {
      int reached = 0;
      long sum = 0;
      double reciprocals = 0;
      int eccentricity = 0;
      for (int node = 0; node < graph.nodeCount(); node++) {
        int distance = expected.between(source, node);
        if (distance > 0) {
          reached++;
          sum += distance;
          reciprocals += 1.0 / distance;
          eccentricity = Math.max(eccentricity, distance);
        }
      }
      assertThat(distances.reached()[source]).isEqualTo(reached);
      assertThat(distances.sum()[source]).isEqualTo(sum);
      assertThat(distances.reciprocals()[source]).isCloseTo(reciprocals, within(1e-12));
      assertThat(distances.eccentricity()[source]).isEqualTo(eccentricity);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void agreeWithOneSearchForEachSourceOfALargerGraph(long seed) {
    CsrGraph graph = RandomGraph.large(seed);
    Graph<Integer, DefaultEdge> peer = JgraphtGraph.of(graph);

    SourceDistances distances = SourceDistances.of(graph);

    for (int source = 0; source < graph.nodeCount(); source++) {
      SingleSourcePaths<Integer, DefaultEdge> paths = new BFSShortestPath<>(peer).getPaths(source);
      long sum = 0;
      int eccentricity = 0;
      for (int node = 0; node < graph.nodeCount(); node++) {
        sum += (long) paths.getWeight(node);
        eccentricity = Math.max(eccentricity, (int) paths.getWeight(node));
      }
      assertThat(distances.sum()[source]).isEqualTo(sum);
      assertThat(distances.eccentricity()[source]).isEqualTo(eccentricity);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void haveTheSameBitsWhicheverSourcesAreSearchedTogether(long seed) {
    CsrGraph graph = RandomGraph.large(seed);
    SourceDistances all = SourceDistances.of(graph);
    int[] sources = Pivots.choose(graph.nodeCount(), 100, seed);

    SourceDistances some = SourceDistances.of(graph, sources, 5, 90);

    assertThat(some.sum()).hasSize(85);
    for (int at = 0; at < 85; at++) {
      int source = sources[5 + at];
      assertThat(some.reached()[at]).isEqualTo(all.reached()[source]);
      assertThat(some.sum()[at]).isEqualTo(all.sum()[source]);
      assertThat(some.reciprocals()[at]).isEqualTo(all.reciprocals()[source]);
      assertThat(some.eccentricity()[at]).isEqualTo(all.eccentricity()[source]);
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void followTheNodesWhenTheyAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);

    SourceDistances before = SourceDistances.of(graph);
    SourceDistances after = SourceDistances.of(Edges.of(graph).renumbered(numbers).graph());

    for (int node = 0; node < graph.nodeCount(); node++) {
      assertThat(after.sum()[numbers[node]]).isEqualTo(before.sum()[node]);
      assertThat(after.reciprocals()[numbers[node]]).isEqualTo(before.reciprocals()[node]);
    }
  }

  @Test
  void longPathHasAsManyLevelsAsNodes() {
    int n = 2_000;
    SourceDistances distances = SourceDistances.of(Families.path(n));

    assertThat(distances.sum()[0]).isEqualTo((n - 1L) * n / 2);
    assertThat(distances.eccentricity()[n / 2]).isEqualTo(n / 2);
    assertThat(Arrays.stream(distances.sum()).sum()).isEqualTo((n - 1L) * n * (n + 1L) / 3);
  }
}
