package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EgoNetworksTest {

  private static final List<Function<EgoNetworks, double[]>> MEASURES =
      List.of(
          EgoNetworks::clusteringBarrat,
          EgoNetworks::clusteringOnnela,
          EgoNetworks::constraint,
          EgoNetworks::effectiveSize,
          EgoNetworks::efficiency,
          EgoNetworks::hierarchy);

  @Test
  void measuresOfBurtAgreeWithNetworkxAndIgraphOnTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    EgoNetworks egos = EgoNetworks.of(karate.graph());

    assertThat(egos.constraint()).containsExactly(karate.column("constraint"), within(1e-9));
    assertThat(egos.effectiveSize()).containsExactly(karate.column("effective_size"), within(1e-9));
    assertThat(egos.efficiency()).containsExactly(karate.column("efficiency"), within(1e-9));
    assertThat(egos.hierarchy()).containsExactly(karate.column("hierarchy"), within(1e-9));
  }

  @Test
  void clusteringsAgreeOnTheKarateClubExceptForTheNodeOfDegreeOne() {
    GoldenGraph karate = GoldenGraph.karate();
    double[] barrat = karate.column("clustering_barrat");
    double[] onnela = karate.column("clustering_onnela");
    assertThat(karate.graph().degree(11)).isEqualTo(1);
    assertThat(barrat[11]).isNaN();
    onnela[11] = Double.NaN; // networkx says 0

    EgoNetworks egos = EgoNetworks.of(karate.graph());

    assertThat(egos.clusteringBarrat()).containsExactly(barrat, within(1e-9));
    assertThat(egos.clusteringOnnela()).containsExactly(onnela, within(1e-9));
  }

  @Test
  void constraintOfTheSmallestGraphs() {
    assertThat(EgoNetworks.of(Families.path(3)).constraint()).containsExactly(1, 0.5, 1);
    assertThat(EgoNetworks.of(Families.clique(3)).constraint()).containsOnly(1.125).hasSize(3);
    assertThat(EgoNetworks.of(Families.clique(4)).constraint())
        .containsExactly(cells(4, 25 / 27.0), within(1e-15));
    assertThat(EgoNetworks.of(Families.star(5)).constraint()).containsExactly(0.25, 1, 1, 1, 1);
  }

  @Test
  void neighborsWhoDoNotKnowEachOtherAllCount() {
    EgoNetworks star = EgoNetworks.of(Families.star(5));
    assertThat(star.effectiveSize()).containsExactly(4, 1, 1, 1, 1);
    assertThat(star.efficiency()).containsOnly(1).hasSize(5);
    assertThat(star.hierarchy()).containsExactly(0, 1, 1, 1, 1);
    assertThat(star.clusteringBarrat()[0]).isZero();
    assertThat(star.clusteringOnnela()[0]).isZero();

    EgoNetworks cycle = EgoNetworks.of(Families.cycle(6));
    assertThat(cycle.constraint()).containsOnly(0.5).hasSize(6);
    assertThat(cycle.effectiveSize()).containsOnly(2).hasSize(6);
    assertThat(cycle.hierarchy()).containsOnly(0).hasSize(6);
  }

  @Test
  void neighborsInACliqueCountForOne() {
    EgoNetworks clique = EgoNetworks.of(Families.clique(6));

    assertThat(clique.triangles()).containsOnly(10).hasSize(6);
    assertThat(clique.clusteringBarrat()).containsOnly(1).hasSize(6);
    assertThat(clique.clusteringOnnela()).containsOnly(1).hasSize(6);
    assertThat(clique.effectiveSize()).containsOnly(1).hasSize(6);
    assertThat(clique.efficiency()).containsOnly(0.2).hasSize(6);
    assertThat(clique.hierarchy()).containsExactly(cells(6, 0), within(1e-15));
  }

  @Test
  void hubOfAWindmillReachesEachNeighborOnceMoreThroughTheOther() {
    EgoNetworks windmill = EgoNetworks.of(Families.windmill(4));

    assertThat(windmill.constraint()[0]).isEqualTo(1.5 * 1.5 / 8);
    assertThat(windmill.effectiveSize()[0]).isEqualTo(7);
  }

  @Test
  void endsOfABridgeAreTheLeastConstrained() {
    double[] constraint = EgoNetworks.of(Families.twoCliquesWithBridge(5)).constraint();

    double inside = constraint[0];
    assertThat(constraint[4]).isEqualTo(constraint[5]).isLessThan(inside - 0.2);
    assertThat(constraint)
        .containsExactly(
            new double[] {
              inside,
              inside,
              inside,
              inside,
              constraint[4],
              constraint[4],
              inside,
              inside,
              inside,
              inside
            },
            within(1e-15));
  }

  @Test
  void isolateHasNothingAndLeafHasNoClustering() {
    EgoNetworks egos = EgoNetworks.of(new Edges(3).add(0, 2, 5).graph());

    assertThat(egos.triangles()).containsOnly(0).hasSize(3);
    for (Function<EgoNetworks, double[]> measure : MEASURES) {
      assertThat(measure.apply(egos)[1]).isNaN();
    }
    assertThat(egos.clusteringBarrat()[0]).isNaN();
    assertThat(egos.clusteringOnnela()[0]).isNaN();
    assertThat(egos.constraint()[0]).isOne();
    assertThat(egos.effectiveSize()[0]).isOne();
    assertThat(egos.efficiency()[0]).isOne();
    assertThat(egos.hierarchy()[0]).isOne();
  }

  @Test
  void emptyGraphHasNone() {
    for (Function<EgoNetworks, double[]> measure : MEASURES) {
      assertThat(measure.apply(EgoNetworks.of(new Edges(0).graph()))).isEmpty();
    }
  }

  @Test
  void rangeBeyondTheNodesIsRefused() {
    CsrGraph graph = Families.path(3);

    assertThatThrownBy(() -> EgoNetworks.of(graph, 2, 4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("[2, 4)");
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreeWithTheFormulasOverAllPairsAndTriples(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    Formulas formulas = new Formulas(graph);

    EgoNetworks egos = EgoNetworks.of(graph);

    assertThat(egos.triangles()).isEqualTo(Triangles.of(graph));
    for (int node = 0; node < graph.nodeCount(); node++) {
      assertThat(egos.clusteringBarrat()[node]).isCloseTo(formulas.barrat(node), within(1e-12));
      assertThat(egos.clusteringOnnela()[node]).isCloseTo(formulas.onnela(node), within(1e-12));
      assertThat(egos.constraint()[node]).isCloseTo(formulas.constraint(node), within(1e-12));
      assertThat(egos.effectiveSize()[node]).isCloseTo(formulas.effectiveSize(node), within(1e-11));
      assertThat(egos.efficiency()[node])
          .isCloseTo(formulas.effectiveSize(node) / graph.degree(node), within(1e-12));
      assertThat(egos.hierarchy()[node]).isCloseTo(formulas.hierarchy(node), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void clusteringsAreThatOfTiesAloneWhereAllWeightsAreEqual(long seed) {
    CsrGraph graph = Edges.of(RandomGraph.of(seed)).ofWeight(7).graph();
    double[] clustering = LocalClustering.of(graph);

    EgoNetworks egos = EgoNetworks.of(graph);

    assertThat(egos.clusteringBarrat()).containsExactly(clustering, within(1e-12));
    assertThat(egos.clusteringOnnela()).containsExactly(clustering, within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void unitOfWeightsDoesNotMatter(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    CsrGraph heavy = Edges.of(graph).timesWeight(12_345_678_901L).graph();

    EgoNetworks egos = EgoNetworks.of(graph);
    EgoNetworks heavyEgos = EgoNetworks.of(heavy);

    for (Function<EgoNetworks, double[]> measure : MEASURES) {
      assertThat(measure.apply(heavyEgos)).containsExactly(measure.apply(egos), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void rangeHasTheBitsOfTheWholeGraph(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int n = graph.nodeCount();
    int cut = (int) (seed % n);

    EgoNetworks whole = EgoNetworks.of(graph);
    EgoNetworks first = EgoNetworks.of(graph, 0, cut);
    EgoNetworks second = EgoNetworks.of(graph, cut, n);

    assertThat(first.triangles()).isEqualTo(Arrays.copyOfRange(whole.triangles(), 0, cut));
    assertThat(second.triangles()).isEqualTo(Arrays.copyOfRange(whole.triangles(), cut, n));
    for (Function<EgoNetworks, double[]> measure : MEASURES) {
      double[] values = measure.apply(whole);
      assertThat(measure.apply(first)).isEqualTo(Arrays.copyOfRange(values, 0, cut));
      assertThat(measure.apply(second)).isEqualTo(Arrays.copyOfRange(values, cut, n));
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void followTheNodesWhenTheyAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);

    EgoNetworks before = EgoNetworks.of(graph);
    EgoNetworks after = EgoNetworks.of(Edges.of(graph).renumbered(numbers).graph());

    for (Function<EgoNetworks, double[]> measure : MEASURES) {
      for (int node = 0; node < numbers.length; node++) {
        assertThat(measure.apply(after)[numbers[node]])
            .isCloseTo(measure.apply(before)[node], within(1e-12));
      }
    }
  }

  private static double[] cells(int length, double value) {
    double[] cells = new double[length];
    Arrays.fill(cells, value);
    return cells;
  }

  /** The formulas as they are written, over matrices. */
  private static final class Formulas {

    private final int n;
    private final boolean[][] adjacent;
    private final double[][] weight;
    private final double[][] proportion;
    private double largestWeight;

    Formulas(CsrGraph graph) {
      n = graph.nodeCount();
      adjacent = Distances.adjacency(graph);
      weight = new double[n][n];
      proportion = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int at = graph.rowStart(i); at < graph.rowEnd(i); at++) {
          weight[i][graph.neighbor(at)] = graph.weight(at);
          largestWeight = Math.max(largestWeight, graph.weight(at));
        }
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (adjacent[i][j]) {
            proportion[i][j] = (1.0 + 1.0) / (2 * degree(i));
          }
        }
      }
    }

    private double degree(int i) {
      double degree = 0;
      for (int j = 0; j < n; j++) {
        degree += adjacent[i][j] ? 1 : 0;
      }
      return degree;
    }

    double barrat(int i) {
      double sum = 0;
      double strength = 0;
      for (int j = 0; j < n; j++) {
        strength += weight[i][j];
        for (int h = 0; h < n; h++) {
          if (adjacent[i][j] && adjacent[j][h] && adjacent[h][i]) {
            sum += (weight[i][j] + weight[i][h]) / 2;
          }
        }
      }
      return degree(i) < 2 ? Double.NaN : sum / (strength * (degree(i) - 1));
    }

    double onnela(int i) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        for (int h = 0; h < n; h++) {
          double product = weight[i][j] * weight[j][h] * weight[h][i];
          sum += Math.cbrt(product / Math.pow(largestWeight, 3));
        }
      }
      return degree(i) < 2 ? Double.NaN : sum / (degree(i) * (degree(i) - 1));
    }

    private double localConstraint(int i, int j) {
      double sum = proportion[i][j];
      for (int q = 0; q < n; q++) {
        sum += proportion[i][q] * proportion[q][j];
      }
      return sum * sum;
    }

    double constraint(int i) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += adjacent[i][j] ? localConstraint(i, j) : 0;
      }
      return degree(i) == 0 ? Double.NaN : sum;
    }

    double effectiveSize(int i) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        if (adjacent[i][j]) {
          sum += 1;
          for (int q = 0; q < n; q++) {
            sum -= adjacent[j][q] ? proportion[i][q] : 0; // m(j, q) is 1 for neighbors of j
          }
        }
      }
      return degree(i) == 0 ? Double.NaN : sum;
    }

    double hierarchy(int i) {
      double mean = constraint(i) / degree(i);
      double sum = 0;
      for (int j = 0; j < n; j++) {
        if (adjacent[i][j]) {
          double ratio = localConstraint(i, j) / mean;
          sum += ratio * Math.log(ratio);
        }
      }
      return degree(i) == 1 ? 1 : sum / (degree(i) * Math.log(degree(i)));
    }
  }
}
