package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jgrapht.alg.scoring.HarmonicCentrality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarmonicTest {

  @Test
  void agreesWithTheGoldenValuesOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(harmonic(karate.graph()))
        .containsExactly(karate.column("harmonic_norm"), within(1e-9));
  }

  @Test
  void givesNothingForThoseOutOfReach() {
    CsrGraph graph = new Edges(6).add(0, 1).add(1, 2).add(3, 4).graph();

    assertThat(harmonic(graph))
        .containsExactly(new double[] {0.3, 0.4, 0.3, 0.2, 0.2, 0}, within(1e-15));
  }

  @Test
  void isOneNextToAllOthers() {
    assertThat(harmonic(Families.star(5))).containsExactly(1, 0.625, 0.625, 0.625, 0.625);
    assertThat(harmonic(Families.clique(5))).containsOnly(1).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void agreesWithJgraphtOnLargerGraphs(long seed) {
    checkAgainstJgrapht(RandomGraph.large(seed));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithJgraphtOnGraphsThatAreNotConnected(long seed) {
    checkAgainstJgrapht(RandomGraph.of(seed));
  }

  private static void checkAgainstJgrapht(CsrGraph graph) {
    assertThat(harmonic(graph))
        .containsExactly(
            JgraphtGraph.scores(
                new HarmonicCentrality<>(JgraphtGraph.of(graph)), graph.nodeCount()),
            within(1e-12));
  }

  @Test
  void isUndefinedBelowTwoNodes() {
    assertThat(harmonic(new Edges(0).graph())).isEmpty();
    assertThat(harmonic(new Edges(1).graph())).containsExactly(Double.NaN);
  }

  private static double[] harmonic(CsrGraph graph) {
    return Harmonic.of(SourceDistances.of(graph), graph.nodeCount());
  }
}
