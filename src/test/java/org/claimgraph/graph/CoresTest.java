package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jgrapht.alg.scoring.Coreness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoresTest {

  @Test
  void agreeWithNetworkxAndIgraphOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    int[] cores = Cores.of(karate.graph());

    assertThat(Arrays.stream(cores).asDoubleStream().toArray()).isEqualTo(karate.column("core"));
    assertThat(Arrays.stream(cores).max()).hasValue(4);
  }

  @Test
  void treesAreTheirOwnOneCore() {
    assertThat(Cores.of(Families.path(4))).containsOnly(1).hasSize(4);
    assertThat(Cores.of(Families.star(5))).containsOnly(1).hasSize(5);
    assertThat(Cores.of(Families.binaryTree(4))).containsOnly(1).hasSize(15);
  }

  @Test
  void whoeverHasTwoWaysOutIsInTheTwoCore() {
    assertThat(Cores.of(Families.cycle(5))).containsOnly(2).hasSize(5);
    assertThat(Cores.of(Families.lozenges(3))).containsOnly(2).hasSize(10);
    assertThat(Cores.of(Families.windmill(3))).containsOnly(2).hasSize(7);
  }

  @Test
  void bridgeBetweenCliquesTakesNobodyDeeper() {
    assertThat(Cores.of(Families.clique(5))).containsOnly(4).hasSize(5);
    assertThat(Cores.of(Families.twoCliquesWithBridge(5))).containsOnly(4).hasSize(10);
  }

  @Test
  void tailHangsOffTheCoreAndAnIsolateHasNone() {
    CsrGraph graph = new Edges(6).add(0, 1).add(1, 2).add(2, 0).add(2, 3).add(3, 4).graph();

    assertThat(Cores.of(graph)).containsExactly(2, 2, 2, 1, 1, 0);
  }

  @Test
  void emptyGraphHasNone() {
    assertThat(Cores.of(new Edges(0).graph())).isEmpty();
    assertThat(Cores.of(new Edges(2).graph())).containsExactly(0, 0);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreeWithTakingNodesAwayAgainAndAgain(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    assertThat(Cores.of(graph)).isEqualTo(byTakingAway(graph));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreeWithJGraphT(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    double[] expected = JGraphTs.scores(new Coreness<>(JGraphTs.of(graph)), graph.nodeCount());

    assertThat(Arrays.stream(Cores.of(graph)).asDoubleStream().toArray()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void followTheNodesWhenTheyAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);

    int[] before = Cores.of(graph);
    int[] after = Cores.of(Edges.of(graph).renumbered(numbers).graph());

    for (int node = 0; node < before.length; node++) {
      assertThat(after[numbers[node]]).isEqualTo(before[node]);
    }
  }

  private static int[] byTakingAway(CsrGraph graph) {
    boolean[][] adjacent = Distances.adjacency(graph);
    int[] cores = new int[graph.nodeCount()];
    boolean[] gone = new boolean[cores.length];
    for (int core = 0; core < cores.length; core++) {
      for (boolean again = true; again; ) {
        again = false;
        for (int node = 0; node < cores.length; node++) {
          if (!gone[node] && neighborsLeft(adjacent[node], gone) <= core) {
            gone[node] = true;
            cores[node] = core;
            again = true;
          }
        }
      }
    }
    return cores;
  }

  private static int neighborsLeft(boolean[] adjacent, boolean[] gone) {
    int left = 0;
    for (int node = 0; node < gone.length; node++) {
      left += adjacent[node] && !gone[node] ? 1 : 0;
    }
    return left;
  }
}
