package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DegreeVarianceTest {

  @Test
  void agreesWithTheGoldenValueOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(DegreeVariance.of(karate.graph()))
        .isCloseTo(karate.value("var_degree_population"), within(1e-9));
  }

  @Test
  void isZeroWhereAllDegreesAreEqualAndCountsIsolates() {
    assertThat(DegreeVariance.of(Families.cycle(5))).isZero();
    assertThat(DegreeVariance.of(new Edges(4).add(1, 2).graph())).isEqualTo(0.25);
    assertThat(DegreeVariance.of(new Edges(0).graph())).isNaN();
  }
}
