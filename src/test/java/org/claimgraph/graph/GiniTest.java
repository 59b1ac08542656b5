package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GiniTest {

  @Test
  void agreesWithTheGoldenValueOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(Gini.of(karate.graph())).isCloseTo(karate.value("gini_degree"), within(1e-9));
  }

  @Test
  void isZeroWhereAllDegreesAreEqual() {
    assertThat(Gini.of(Families.cycle(6))).isZero();
    assertThat(Gini.of(Families.clique(5))).isZero();
  }

  @Test
  void centerOfAStarHasHalfOfAllEnds() {
    assertThat(Gini.of(Families.star(10))).isEqualTo(0.4); // 1/2 - 1/n
  }

  @Test
  void isUndefinedWithoutEdges() {
    assertThat(Gini.of(new Edges(0).graph())).isNaN();
    assertThat(Gini.of(new Edges(5).graph())).isNaN();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void isTheMeanDifferenceOfAllPairsOverTwiceTheMean(long seed) {
    int[] degrees = Degree.of(RandomGraph.of(seed));
    double differences = 0;
    double sum = 0;
    for (int a : degrees) {
      sum += a;
      for (int b : degrees) {
        differences += Math.abs(a - b);
      }
    }

    assertThat(Gini.of(RandomGraph.of(seed)))
        .isCloseTo(differences / (2 * degrees.length * sum), within(1e-12));
  }
}
