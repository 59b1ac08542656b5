package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedBetweennessTest {

  /** Weights of which many sums of reciprocals are equal: 1/2 = 1/3 + 1/6 = 1/4 + 1/4. */
  private static final long[] FULL_OF_TIES = {1, 2, 3, 4, 6, 12};

  @Test
  void agreesWithExactValuesOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(WeightedBetweenness.of(karate.graph()))
        .containsExactly(karate.column("betweenness_w_raw_dist_1_over_w"), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithIntegerLengthsWhereManyPathsAreEquallyLong(long seed) {
    checkAgainstIntegers(withWeights(RandomGraph.of(seed), FULL_OF_TIES, seed));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithIntegerLengthsWhereNoIntegersOf64BitsWouldDo(long seed) {
    long[] weights = new Random(seed).longs(20, 1, 1_000).toArray();

    checkAgainstIntegers(withWeights(RandomGraph.of(seed), weights, seed));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void agreesWithIntegerLengthsWhereDoublesCannotTellLengthsApart(long seed) {
    long[] weights = {1, 2, 1_000_000_000, 1_000_000_001, 1_000_000_002, 500_000_000};

    checkAgainstIntegers(withWeights(RandomGraph.of(seed), weights, seed));
  }

  private static void checkAgainstIntegers(CsrGraph graph) {
    NaiveWeightedPaths paths = new NaiveWeightedPaths(graph);
    double[] expected = new double[graph.nodeCount()];
    Arrays.setAll(expected, paths::betweenness);

    assertThat(WeightedBetweenness.of(graph)).containsExactly(expected, within(1e-9));
  }

  @Test
  void shorterPathWinsHoweverLittleShorterItIs() {
    // From 0 to 3: 1/3 + 10^-9 over 1, and less by 10^-18, which a double does not see, over 2.
    assertThat(WeightedBetweenness.of(square(1_000_000_000, 1_000_000_001)))
        .containsExactly(0, 0, 1, 1);
    assertThat(WeightedBetweenness.of(square(1_000_000_001, 1_000_000_000)))
        .containsExactly(0, 1, 0, 1);
    assertThat(WeightedBetweenness.of(square(1_000_000_000, 1_000_000_000)))
        .containsExactly(0, 0.5, 0.5, 1);
  }

  private static CsrGraph square(long weightOver1, long weightOver2) {
    return new Edges(4)
        .add(0, 1, 3)
        .add(0, 2, 3)
        .add(1, 3, weightOver1)
        .add(2, 3, weightOver2)
        .graph();
  }

  @Test
  void threeThirdsAreAsLongAsOne() {
    CsrGraph graph = new Edges(4).add(0, 1, 3).add(1, 2, 3).add(2, 3, 3).add(0, 3, 1).graph();

    // Of the pair 0, 3 half goes over 1 and 2; 0, 2 goes over 1, and 1, 3 over 2.
    assertThat(WeightedBetweenness.of(graph)).containsExactly(0, 1.5, 1.5, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void isBetweennessWhereAllWeightsAreEqual(long seed) {
    CsrGraph graph = RandomGraph.large(seed);

    assertThat(WeightedBetweenness.of(withWeights(graph, new long[] {7}, seed)))
        .containsExactly(Betweenness.of(graph), within(1e-8));
  }

  @Test
  void strongTieIsAShortWay() {
    CsrGraph triangle = new Edges(3).add(0, 1, 9).add(1, 2, 9).add(0, 2, 1).graph();

    assertThat(WeightedBetweenness.of(triangle)).containsExactly(0, 1, 0);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void followsTheNodesWhenTheyAreRenumbered(long seed) {
    CsrGraph graph = withWeights(RandomGraph.of(seed), FULL_OF_TIES, seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);

    double[] before = WeightedBetweenness.of(graph);
    double[] after = WeightedBetweenness.of(Edges.of(graph).renumbered(numbers).graph());

    for (int node = 0; node < before.length; node++) {
      assertThat(after[numbers[node]]).isCloseTo(before[node], within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void isHalfTheSumOfWhatRangesOfSourcesDepend(long seed) {
    CsrGraph graph = RandomGraph.large(seed);
    int[] sources = Pivots.all(graph.nodeCount());
    double[] sum = new double[graph.nodeCount()];
    for (int from = 0; from < sources.length; from += 64) {
      SourceRanges.add(
          WeightedBetweenness.partial(graph, sources, from, Math.min(sources.length, from + 64)),
          sum);
    }

    assertThat(Betweenness.ofDependencies(sum, sources.length))
        .containsExactly(WeightedBetweenness.of(graph), within(1e-9));
  }

  @Test
  void pairsWithoutAPathAddNothing() {
    CsrGraph apart = new Edges(6).add(0, 4, 2).add(4, 2, 5).add(1, 3, 8).graph();

    assertThat(WeightedBetweenness.of(apart)).containsExactly(0, 0, 0, 0, 1, 0);
    assertThat(WeightedBetweenness.of(new Edges(0).graph())).isEmpty();
    assertThat(WeightedBetweenness.of(new Edges(1).graph())).containsExactly(0);
    assertThat(WeightedBetweenness.of(new Edges(2).add(0, 1, 5).graph())).containsExactly(0, 0);
  }

  @Test
  void morePathsThanADoubleHoldsAreAnError() {
    CsrGraph graph = Families.lozenges(1100);

    assertThatThrownBy(() -> WeightedBetweenness.of(graph, new int[] {0}))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "Cannot count the shortest paths from node 0 to node 3072: more than"
                + " 1.7976931348623157E308");
  }

  @Test
  void edgeThatRoundingCouldHideIsAnError() {
    CsrGraph graph = new Edges(3).add(0, 1, 1).add(1, 2, 1L << 52).graph();

    assertThatThrownBy(() -> WeightedBetweenness.of(graph))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "Cannot order the paths from node 0 to node 1: their length 1.0 is too far from that of"
                + " the shortest edge, 2.220446049250313E-16");
  }

  private static CsrGraph withWeights(CsrGraph graph, long[] weights, long seed) {
    Random random = new Random(seed);
    Edges edges = new Edges(graph.nodeCount());
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (node < graph.neighbor(at)) {
          edges.add(node, graph.neighbor(at), weights[random.nextInt(weights.length)]);
        }
      }
    }
    return edges.graph();
  }
}
