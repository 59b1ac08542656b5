package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jgrapht.alg.scoring.ClosenessCentrality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosenessTest {

  @Test
  void agreesWithTheGoldenValuesOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(closeness(karate.graph()))
        .containsExactly(karate.column("closeness_wf"), within(1e-9));
  }

  @Test
  void countsOnlyWhomANodeReachesAndHowManyThoseAre() {
    CsrGraph graph = new Edges(6).add(0, 1).add(1, 2).add(3, 4).graph();

    assertThat(closeness(graph))
        .containsExactly(new double[] {4.0 / 15, 0.4, 4.0 / 15, 0.2, 0.2, 0}, within(1e-15));
  }

  @Test
  void isOneNextToAllOthers() {
    assertThat(closeness(Families.star(6)))
        .containsExactly(
            new double[] {1, 5.0 / 9, 5.0 / 9, 5.0 / 9, 5.0 / 9, 5.0 / 9}, within(1e-15));
    assertThat(closeness(Families.clique(5))).containsOnly(1).hasSize(5);
    assertThat(closeness(Families.path(2))).containsExactly(1, 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void agreesWithJgraphtOnConnectedGraphs(long seed) {
    CsrGraph graph = RandomGraph.large(seed);

    assertThat(closeness(graph))
        .containsExactly(
            JgraphtGraph.scores(
                new ClosenessCentrality<>(JgraphtGraph.of(graph)), graph.nodeCount()),
            within(1e-12));
  }

  @Test
  void isUndefinedBelowTwoNodes() {
    assertThat(closeness(new Edges(0).graph())).isEmpty();
    assertThat(closeness(new Edges(1).graph())).containsExactly(Double.NaN);
  }

  private static double[] closeness(CsrGraph graph) {
    return Closeness.of(SourceDistances.of(graph), graph.nodeCount());
  }
}
