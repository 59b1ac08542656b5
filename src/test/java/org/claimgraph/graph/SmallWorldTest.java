package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SmallWorldTest {

  @Test
  void agreesWithTheGoldenValueOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    double sigma =
        SmallWorld.of(
            karate.graph(),
            karate.value("avg_local_clustering_zeros_counted"),
            karate.value("avg_path_length_giant"));

    assertThat(sigma).isCloseTo(3.945, within(5e-4));
  }

  @Test
  void cliqueIsAsClusteredAsItsRandomGraphAndItsPathsAreShorter() {
    // C = C_r = 1; L = 1; L_r = ln 6 / ln 5.
    assertThat(SmallWorld.of(Families.clique(6), 1, 1))
        .isCloseTo(Math.log(6) / Math.log(5), within(1e-15));
  }

  @Test
  void isUndefinedUpToAMeanDegreeOfOneAndWherePartsAre() {
    CsrGraph pair = new Edges(2).add(0, 1).graph();

    assertThat(SmallWorld.of(pair, 0, 1)).isNaN();
    assertThat(SmallWorld.of(new Edges(3).add(0, 1).graph(), 0, 1)).isNaN();
    assertThat(SmallWorld.of(new Edges(0).graph(), Double.NaN, Double.NaN)).isNaN();
    assertThat(SmallWorld.of(Families.cycle(5), Double.NaN, 1.5)).isNaN();
    assertThat(SmallWorld.of(Families.cycle(5), 0, 1.5)).isZero();
  }
}
