package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageRankTest {

  @Test
  void agreesWithNetworkxAndIgraphOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();
    CsrGraph unweighted = Edges.of(karate.graph()).ofWeight(1).graph();

    assertThat(PageRank.of(karate.graph()))
        .containsExactly(karate.column("pagerank_w"), within(1e-9));
    assertThat(PageRank.of(unweighted))
        .containsExactly(karate.column("pagerank_0.85"), within(1e-9));
  }

  @Test
  void isTheSameForAllWhereAllHaveTheSameNeighbors() {
    assertThat(PageRank.of(Families.cycle(8))).containsOnly(0.125).hasSize(8);
    assertThat(PageRank.of(Families.clique(4))).containsOnly(0.25).hasSize(4);
    assertThat(PageRank.of(new Edges(4).graph())).containsOnly(0.25).hasSize(4);
  }

  @Test
  void centerOfAStarGetsAllThatItsLeavesHandOn() {
    double[] ranks = PageRank.of(Families.star(5));

    // center = 0.03 + 0.85 (1 - center)
    assertThat(ranks[0]).isCloseTo(0.88 / 1.85, within(1e-10));
    assertThat(ranks[1]).isCloseTo((1 - 0.88 / 1.85) / 4, within(1e-10));
  }

  @Test
  void shareOfTheIsolateGoesToEverybody() {
    double[] ranks = PageRank.of(new Edges(3).add(0, 2, 7).graph());

    // isolate = 0.05 + 0.85 isolate / 3
    assertThat(ranks[1]).isCloseTo(0.05 / (1 - 0.85 / 3), within(1e-10));
    assertThat(ranks[0]).isEqualTo(ranks[2]).isCloseTo((1 - ranks[1]) / 2, within(1e-15));
  }

  @Test
  void heavierEdgesCarryMore() {
    double[] ranks = PageRank.of(new Edges(3).add(0, 1, 3).add(1, 2, 1).graph());

    assertThat(ranks[0]).isGreaterThan(2 * ranks[2]);
  }

  @Test
  void emptyGraphHasNoneAndSingleNodeHasAll() {
    assertThat(PageRank.of(new Edges(0).graph())).isEmpty();
    assertThat(PageRank.of(new Edges(1).graph())).containsExactly(1);
    assertThat(PageRank.of(Families.path(2))).containsExactly(0.5, 0.5);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void addUpToOne(long seed) {
    assertThat(Arrays.stream(PageRank.of(RandomGraph.of(seed))).sum()).isCloseTo(1, within(1e-14));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithRepeatedMultiplicationByAMatrix(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    assertThat(PageRank.of(graph)).containsExactly(byMatrix(graph), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithJGraphT(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    double[] expected =
        JGraphTs.scores(
            new org.jgrapht.alg.scoring.PageRank<>(JGraphTs.of(graph), 0.85, 1000, 1e-13),
            graph.nodeCount());

    assertThat(PageRank.of(graph)).containsExactly(expected, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void hasTheSameBitsWhenSharesAreAddedInAnotherOrder(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    assertThat(inAnyOrder(graph, new Random(seed))).isEqualTo(PageRank.of(graph));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void hasTheSameBitsWhenNodesAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);

    double[] before = PageRank.of(graph);
    double[] after = PageRank.of(Edges.of(graph).renumbered(numbers).graph());

    for (int node = 0; node < numbers.length; node++) {
      assertThat(after[numbers[node]]).isEqualTo(before[node]);
    }
  }

  private static double[] byMatrix(CsrGraph graph) {
    int n = graph.nodeCount();
    double[][] chances = new double[n][n]; // from row to column
    for (int from = 0; from < n; from++) {
      Arrays.fill(chances[from], graph.degree(from) == 0 ? 1.0 / n : 0.15 / n);
      for (int at = graph.rowStart(from); at < graph.rowEnd(from); at++) {
        chances[from][graph.neighbor(at)] += 0.85 * graph.weight(at) / graph.strength(from);
      }
    }
    double[] ranks = new double[n];
    ranks[0] = 1;
    for (int step = 0; step < 300; step++) {
      double[] next = new double[n];
      for (int from = 0; from < n; from++) {
        for (int to = 0; to < n; to++) {
          next[to] += ranks[from] * chances[from][to];
        }
      }
      ranks = next;
    }
    return ranks;
  }

  /** Hands shares on edge by edge in random order, as a cluster of machines would. */
  private static double[] inAnyOrder(CsrGraph graph, Random random) {
    int n = graph.nodeCount();
    long[] ranks = new long[n];
    Arrays.fill(ranks, PageRankStep.start(n));
    long change = Long.MAX_VALUE;
    for (int step = 0; step < PageRankStep.MOST && !PageRankStep.isSettled(change); step++) {
      long[] received = new long[n];
      long stranded = 0;
      for (int from : shuffled(n, random)) {
        stranded += graph.degree(from) == 0 ? ranks[from] : 0;
        for (int at = graph.rowStart(from); at < graph.rowEnd(from); at++) {
          received[graph.neighbor(at)] +=
              PageRankStep.share(ranks[from], graph.strength(from), graph.weight(at));
        }
      }
      change = 0;
      for (int node : shuffled(n, random)) {
        long next = PageRankStep.next(received[node], stranded, n);
        change += Math.abs(next - ranks[node]);
        ranks[node] = next;
      }
    }
    long sum = Arrays.stream(ranks).sum();
    return Arrays.stream(ranks).mapToDouble(rank -> PageRankStep.normalized(rank, sum)).toArray();
  }

  private static List<Integer> shuffled(int n, Random random) {
    List<Integer> nodes = new ArrayList<>(IntStream.range(0, n).boxed().toList());
    Collections.shuffle(nodes, random);
    return nodes;
  }
}
