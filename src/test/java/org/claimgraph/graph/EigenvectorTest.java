package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jgrapht.alg.scoring.EigenvectorCentrality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EigenvectorTest {

  private static final double NONE = Double.NaN;

  /** Rounding in the long row of a hub once hid that the vector was found. */
  @ParameterizedTest
  @ValueSource(ints = {1_191, 10_000, 100_000})
  void starOfAnySizeHasItsValues(int n) {
    double[] values = Eigenvector.of(Families.star(n));

    assertThat(values[0]).isCloseTo(1, within(1e-9));
    assertThat(values[n - 1]).isCloseTo(1 / Math.sqrt(n - 1), within(1e-9));
  }

  @Test
  void longRingIsTheSameAllAround() {
    int n = 10_000;
    Edges ring = new Edges(n);
    for (int node = 0; node < n; node++) {
      for (int step = 1; step <= 3; step++) {
        ring.add(node, (node + step) % n, 1);
      }
    }

    for (double value : Eigenvector.of(ring.graph())) {
      assertThat(value).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void agreesWithNetworkxAndIgraphOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(Eigenvector.of(karate.graph()))
        .containsExactly(karate.column("eigen_max1"), within(1e-9));
  }

  @Test
  void isOneWhereAllHaveAsManyNeighbors() {
    assertThat(Eigenvector.of(Families.cycle(6))).containsOnly(1).hasSize(6);
    assertThat(Eigenvector.of(Families.clique(5))).containsOnly(1).hasSize(5);
  }

  @Test
  void leavesOfAStarShareWhatTheCenterHas() {
    assertThat(Eigenvector.of(Families.star(10)))
        .containsExactly(stars(10), within(1e-12)); // eigenvalue 3
  }

  private static double[] stars(int n) {
    double[] star = new double[n];
    Arrays.fill(star, 1 / Math.sqrt(n - 1));
    star[0] = 1;
    return star;
  }

  @Test
  void isAnArchOfASineOverAPath() {
    int n = 101;
    double[] sine = new double[n];
    for (int node = 0; node < n; node++) {
      sine[node] = Math.sin(Math.PI * (node + 1) / (n + 1));
    }

    assertThat(Eigenvector.of(Families.path(n))).containsExactly(sine, within(1e-9));
  }

  @Test
  void hubOfAWindmillIsAheadOfItsBlades() {
    // x = blade, 1 = hub: λ x = x + 1 and λ = 2 t x with t = 3 triangles
    double eigenvalue = (1 + Math.sqrt(1 + 8 * 3)) / 2;
    double blade = eigenvalue / 6;

    assertThat(Eigenvector.of(Families.windmill(3)))
        .containsExactly(new double[] {1, blade, blade, blade, blade, blade, blade}, within(1e-12));
  }

  @Test
  void onlyTheLargestComponentHasIt() {
    CsrGraph graph = new Edges(6).add(0, 4).add(1, 2).add(2, 5).graph();

    assertThat(Eigenvector.of(graph))
        .containsExactly(
            new double[] {NONE, Math.sqrt(0.5), 1, NONE, NONE, Math.sqrt(0.5)}, within(1e-12));
  }

  @Test
  void ofComponentsOfOneSizeTheOneWithTheLowestNodeHasIt() {
    CsrGraph graph = new Edges(4).add(2, 1).add(0, 3).graph();

    assertThat(Eigenvector.of(graph)).containsExactly(1, NONE, NONE, 1);
  }

  @Test
  void graphWithoutEdgesHasNone() {
    assertThat(Eigenvector.of(new Edges(0).graph())).isEmpty();
    assertThat(Eigenvector.of(new Edges(1).graph())).containsExactly(NONE);
    assertThat(Eigenvector.of(new Edges(2).graph())).containsExactly(NONE, NONE);
    assertThat(Eigenvector.of(Families.path(2))).containsExactly(1, 1);
  }

  @Test
  void componentTooThinHasNone() {
    assertThat(Eigenvector.of(Families.path(2000))).containsOnly(NONE).hasSize(2000);
  }

  @Test
  void weightsDoNotMatter() {
    CsrGraph graph = GoldenGraph.karate().graph();

    assertThat(Eigenvector.of(Edges.of(graph).ofWeight(1).graph()))
        .isEqualTo(Eigenvector.of(graph));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithRepeatedMultiplication(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    assertThat(Eigenvector.of(graph)).containsExactly(byMultiplying(graph), within(1e-9));
  }

  static Stream<CsrGraph> connectedGraphs() {
    return Stream.of(
        Edges.of(GoldenGraph.karate().graph()).ofWeight(1).graph(),
        Families.windmill(5),
        Families.twoCliquesWithBridge(6));
  }

  @ParameterizedTest
  @MethodSource("connectedGraphs")
  void agreesWithJGraphTAfterScalingOnConnectedGraphs(CsrGraph graph) {
    double[] expected =
        JGraphTs.scores(
            new EigenvectorCentrality<>(JGraphTs.of(graph), 10_000, 1e-14), graph.nodeCount());
    double largest = Arrays.stream(expected).max().orElseThrow();

    assertThat(Eigenvector.of(graph))
        .containsExactly(
            Arrays.stream(expected).map(value -> value / largest).toArray(), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void solvesItsEquation(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    double[] vector = Eigenvector.of(graph);

    double eigenvalue = 0;
    for (int node = 0; node < vector.length; node++) {
      if (vector[node] == 1) {
        eigenvalue = sumAround(graph, node, vector);
      }
    }
    for (int node = 0; node < vector.length; node++) {
      assertThat(sumAround(graph, node, vector))
          .isCloseTo(graph.degree(node) == 0 ? 0 : eigenvalue * vector[node], within(1e-11));
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void followsTheNodesWhenTheyAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int n = graph.nodeCount();
    int[] numbers = RandomGraph.numbers(n, seed + 1);
    int[] sizes = Components.sizes(Components.of(graph));

    double[] before = Eigenvector.of(graph);
    double[] after = Eigenvector.of(Edges.of(graph).renumbered(numbers).graph());

    if (sizes[0] == sizes[1]) { // then numbers decide which of the two has it
      assertThat(Arrays.stream(after).filter(Double::isNaN).count())
          .isEqualTo(Arrays.stream(before).filter(Double::isNaN).count());
    } else {
      for (int node = 0; node < n; node++) {
        assertThat(after[numbers[node]]).isCloseTo(before[node], within(1e-12));
      }
    }
  }

  private static double sumAround(CsrGraph graph, int node, double[] vector) {
    double sum = 0;
    for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
      sum += vector[graph.neighbor(at)];
    }
    return sum;
  }

  /** Multiplies by A + I until nothing moves, on the largest component. */
  private static double[] byMultiplying(CsrGraph graph) {
    int[] components = Components.of(graph);
    double[] vector = Arrays.stream(components).mapToDouble(c -> c == 1 ? 1 : 0).toArray();
    for (int step = 0; step < 5000; step++) {
      double[] next = new double[vector.length];
      for (int node = 0; node < next.length; node++) {
        next[node] = vector[node] + sumAround(graph, node, vector);
      }
      double largest = Arrays.stream(next).max().orElseThrow();
      vector = Arrays.stream(next).map(value -> value / largest).toArray();
    }
    for (int node = 0; node < vector.length; node++) {
      vector[node] = graph.edgeCount() > 0 && components[node] == 1 ? vector[node] : NONE;
    }
    return vector;
  }
}
