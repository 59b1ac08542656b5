package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComponentsTest {

  @Test
  void karateClubIsOne() {
    int[] components = Components.of(GoldenGraph.karate().graph());

    assertThat(components).containsOnly(1).hasSize(34);
    assertThat(Components.sizes(components)).containsExactly(34);
  }

  @Test
  void physicianWithoutTiesInTheToyGraphIsTheSecond() {
    int[] components = Components.of(GoldenGraph.toy().graph());

    assertThat(components).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 2);
    assertThat(Components.sizes(components)).containsExactly(8, 1);
  }

  @Test
  void areNumberedBySizeThenByLowestNode() {
    CsrGraph graph = new Edges(9).add(8, 1).add(2, 7).add(3, 4).add(4, 6).graph();

    int[] components = Components.of(graph);

    assertThat(components).containsExactly(4, 2, 3, 1, 1, 5, 1, 3, 2);
    assertThat(Components.sizes(components)).containsExactly(3, 2, 2, 1, 1);
  }

  @Test
  void emptyGraphHasNoneAndSingleNodeIsOne() {
    assertThat(Components.of(new Edges(0).graph())).isEmpty();
    assertThat(Components.sizes(new int[0])).isEmpty();
    assertThat(Components.of(new Edges(1).graph())).containsExactly(1);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void areKnownByTheirLowestNodes(long seed) {
    int[] components = Components.of(RandomGraph.of(seed));
    int[] lowest = new int[components.length];
    for (int node = 0; node < lowest.length; node++) {
      while (components[lowest[node]] != components[node]) {
        lowest[node]++;
      }
    }

    assertThat(Components.ofLowest(lowest)).isEqualTo(components);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void holdTogetherExactlyTheNodesWithAPathBetweenThem(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    Distances distances = new Distances(graph);

    int[] components = Components.of(graph);

    for (int a = 0; a < components.length; a++) {
      for (int b = 0; b < components.length; b++) {
        assertThat(components[a] == components[b])
            .as("nodes %d and %d", a, b)
            .isEqualTo(distances.between(a, b) != Distances.NONE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void haveTheSameSizesWhenNodesAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);
    CsrGraph renumbered = Edges.of(graph).renumbered(numbers).graph();

    int[] sizes = Components.sizes(Components.of(graph));

    assertThat(sizes).hasSizeGreaterThan(3); // two parts and two isolates
    assertThat(Components.sizes(Components.of(renumbered))).isEqualTo(sizes);
  }
}
