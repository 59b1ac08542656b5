package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BetweennessTest {

  @Test
  void agreesWithNetworkxAndIgraphOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    double[] betweenness = Betweenness.of(karate.graph());

    assertThat(betweenness).containsExactly(karate.column("betweenness_raw"), within(1e-9));
    assertThat(Betweenness.normalized(betweenness, 34))
        .containsExactly(karate.column("betweenness_norm"), within(1e-9));
  }

  @Test
  void agreesWithExactValuesOfTheToyGraph() {
    GoldenGraph toy = GoldenGraph.toy();

    double[] betweenness = Betweenness.of(toy.graph());

    assertThat(betweenness).containsExactly(toy.column("betweenness_raw"), within(1e-9));
    assertThat(Betweenness.normalized(betweenness, 9))
        .containsExactly(toy.column("betweenness_norm"), within(1e-9));
  }

  @Test
  void nodeOfAPathLiesBetweenThoseLeftAndThoseRight() {
    assertThat(Betweenness.of(Families.path(6))).containsExactly(0, 4, 6, 6, 4, 0);
  }

  @Test
  void centerOfAStarLiesBetweenAllLeaves() {
    assertThat(Betweenness.of(Families.star(6))).containsExactly(10, 0, 0, 0, 0, 0);
    assertThat(Betweenness.normalized(Betweenness.of(Families.star(6)), 6))
        .containsExactly(1, 0, 0, 0, 0, 0);
  }

  @Test
  void cycleGivesEveryNodeTheSame() {
    assertThat(Betweenness.of(Families.cycle(7))).containsOnly(3).hasSize(7); // (n-1)(n-3)/8
    assertThat(Betweenness.of(Families.cycle(8))).containsOnly(4.5).hasSize(8); // (n-2)^2/8
  }

  @Test
  void nobodyLiesBetweenInAClique() {
    assertThat(Betweenness.of(Families.clique(6))).containsOnly(0).hasSize(6);
  }

  @Test
  void endsOfABridgeBetweenCliquesCarryAllThatCrosses() {
    assertThat(Betweenness.of(Families.twoCliquesWithBridge(4)))
        .containsExactly(0, 0, 0, 12, 12, 0, 0, 0);
  }

  @Test
  void nodeOfATreeLiesBetweenItsBranches() {
    // 15 nodes. The root parts 7 and 7; its children 3, 3 and 8; theirs 1, 1 and 12.
    assertThat(Betweenness.of(Families.binaryTree(4)))
        .containsExactly(49, 57, 57, 25, 25, 25, 25, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void oppositeNodesOfALozengeShareTheirTwoPaths() {
    assertThat(Betweenness.of(Families.lozenges(1))).containsExactly(0.5, 0.5, 0.5, 0.5);
  }

  @Test
  void weightsDoNotMatter() {
    CsrGraph heavy = new Edges(4).add(0, 1, 100).add(1, 2, 1).add(2, 3, 50).add(3, 0, 9).graph();

    assertThat(Betweenness.of(heavy)).isEqualTo(Betweenness.of(Families.cycle(4)));
  }

  @Test
  void pairsWithoutAPathAddNothing() {
    CsrGraph apart = new Edges(7).add(0, 5).add(5, 2).add(1, 3).add(3, 6).graph();

    assertThat(Betweenness.of(apart)).containsExactly(0, 0, 0, 1, 0, 1, 0);
  }

  @Test
  void emptyGraphAndSingleNodeHaveNone() {
    assertThat(Betweenness.of(new Edges(0).graph())).isEmpty();
    assertThat(Betweenness.of(new Edges(1).graph())).containsExactly(0);
  }

  @Test
  void normalizedIsUndefinedBelowThreeNodes() {
    assertThat(Betweenness.normalized(new double[0], 0)).isEmpty();
    assertThat(Betweenness.normalized(new double[] {0}, 1)).containsExactly(Double.NaN);
    assertThat(Betweenness.normalized(new double[] {0, 0}, 2)).containsOnly(Double.NaN);
  }

  @Test
  void normalizedDividesByMorePairsThanAnIntHolds() {
    double[] pairs = {(100_000 - 1.0) * (100_000 - 2.0) / 2};

    assertThat(Betweenness.normalized(pairs, 100_000)).containsExactly(1);
  }

  @Test
  void addsUpToTheInnerNodesOfAllShortestPathsOfTheKarateClub() {
    assertThat(Arrays.stream(Betweenness.of(GoldenGraph.karate().graph())).sum())
        .isCloseTo(790, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void addsUpToTheInnerNodesOfAllShortestPaths(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    Distances distances = new Distances(graph);
    long inner = 0;
    for (int a = 0; a < graph.nodeCount(); a++) {
      for (int b = 0; b < a; b++) {
        inner += Math.max(0, distances.between(a, b) - 1);
      }
    }

    assertThat(Arrays.stream(Betweenness.of(graph)).sum()).isCloseTo(inner, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithCountingThePathsOfAllPairs(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    Distances distances = new Distances(graph);
    double[] expected = new double[graph.nodeCount()];
    Arrays.setAll(expected, distances::betweenness);

    assertThat(Betweenness.of(graph)).containsExactly(expected, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void agreesWithJgraphtOnLargerGraphs(long seed) {
    CsrGraph graph = RandomGraph.large(seed);

    assertThat(Betweenness.of(graph))
        .containsExactly(
            JgraphtGraph.scores(
                new BetweennessCentrality<>(JgraphtGraph.of(graph)), graph.nodeCount()),
            within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void isHalfTheSumOfWhatRangesOfSourcesDepend(long seed) {
    CsrGraph graph = RandomGraph.large(seed);
    int[] sources = Pivots.all(graph.nodeCount());
    double[] sum = new double[graph.nodeCount()];
    for (int from = 0; from < sources.length; from += 64) {
      SourceRanges.add(
          Betweenness.partial(graph, sources, from, Math.min(sources.length, from + 64)), sum);
    }

    assertThat(Betweenness.ofDependencies(sum, sources.length))
        .containsExactly(Betweenness.of(graph), within(1e-9));
  }

  @Test
  void rangeHasTheSameBitsWhateverElseIsComputed() {
    CsrGraph graph = RandomGraph.large(7);
    int[] sources = Pivots.all(graph.nodeCount());
    double[] alone = Betweenness.partial(graph, sources, 64, 128);

    List<double[]> together =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> Betweenness.partial(graph, sources, i % 2 * 64, i % 2 * 64 + 64))
            .toList();

    assertThat(together.get(1)).isEqualTo(alone);
    assertThat(together.get(7)).isEqualTo(alone);
    assertThat(together.get(6)).isEqualTo(Betweenness.partial(graph, sources, 0, 64));
  }

  @Test
  void dependsOnATargetOnceFromEachSource() {
    // 0 - 1 - 2 - 3: from 0 there are two targets beyond 1 and one beyond 2.
    assertThat(Betweenness.partial(Families.path(4), new int[] {0}, 0, 1))
        .containsExactly(0, 2, 1, 0);
    assertThat(Betweenness.partial(Families.path(4), new int[] {3, 1, 0}, 1, 3))
        .containsExactly(0, 2, 2, 0);
  }

  @Test
  void someSourcesAreScaledToAll() {
    // From 0 alone: (0, 2, 1, 0) * 4 / 1 / 2.
    assertThat(Betweenness.of(Families.path(4), new int[] {0})).containsExactly(0, 4, 2, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void estimateFromPivotsIsWithinItsBoundAtEveryNode(long seed) {
    CsrGraph graph = RandomGraph.large(seed);
    int n = graph.nodeCount();
    double[] exact = Betweenness.normalized(Betweenness.of(graph), n);

    for (int k : new int[] {20, 60, n - 1}) {
      double[] estimate =
          Betweenness.normalized(Betweenness.of(graph, Pivots.choose(n, k, seed)), n);
      assertThat(estimate)
          .isNotEqualTo(exact)
          .containsExactly(exact, within(Pivots.betweennessError(n, k)));
    }
  }

  @Test
  void longPathHasAsManyLevelsAsNodes() {
    int n = 2_000;
    double[] betweenness = Betweenness.of(Families.path(n));

    for (int node = 0; node < n; node++) {
      assertThat(betweenness[node]).isEqualTo((double) node * (n - 1 - node));
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void followsTheNodesWhenTheyAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);

    double[] before = Betweenness.of(graph);
    double[] after = Betweenness.of(Edges.of(graph).renumbered(numbers).graph());

    for (int node = 0; node < before.length; node++) {
      assertThat(after[numbers[node]]).isCloseTo(before[node], within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void hasTheSameBitsForAnyOrderOfEdges(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    assertThat(Betweenness.of(Edges.of(graph).shuffled(seed).graph()))
        .isEqualTo(Betweenness.of(graph));
  }

  @Test
  void chainOfLozengesHasMorePathsThanALongHoldsAndIsStillExact() {
    int count = 500; // 2^500 shortest paths from end to end
    double[] betweenness = Betweenness.of(Families.lozenges(count));

    for (int before = 0; before < count; before++) {
      int after = count - before;
      int sidesNextToIt = before == 0 ? 1 : 2;
      double joint = 3.0 * before * 3.0 * after + 0.5 * sidesNextToIt;
      double side = (3.0 * before + 1) * (3.0 * (after - 1) + 1) / 2;
      assertThat(betweenness[3 * before]).isCloseTo(joint, within(1e-12 * joint));
      assertThat(betweenness[3 * before + 1]).isCloseTo(side, within(1e-12 * side));
      assertThat(betweenness[3 * before + 2]).isCloseTo(side, within(1e-12 * side));
    }
    assertThat(betweenness[3 * count]).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void morePathsThanADoubleHoldsAreAnError() {
    CsrGraph graph = Families.lozenges(1100);

    assertThatThrownBy(() -> Betweenness.of(graph))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "Cannot count the shortest paths from node 0 to node 3072: more than"
                + " 1.7976931348623157E308");
  }
}
