package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DegreeCentralizationTest {

  @Test
  void agreesWithTheGoldenValueOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(DegreeCentralization.of(karate.graph()))
        .isCloseTo(karate.value("freeman_degree_centralization"), within(1e-9));
  }

  @Test
  void isOneInAStar() {
    assertThat(DegreeCentralization.of(Families.star(3))).isOne();
    assertThat(DegreeCentralization.of(Families.star(9))).isOne();
  }

  @Test
  void productOfNodesMayExceedAnInt() {
    assertThat(DegreeCentralization.of(Families.star(70_000))).isOne();
  }

  @Test
  void isZeroWhereAllDegreesAreEqual() {
    assertThat(DegreeCentralization.of(Families.cycle(6))).isZero();
    assertThat(DegreeCentralization.of(Families.clique(5))).isZero();
    assertThat(DegreeCentralization.of(new Edges(3).graph())).isZero();
  }

  @Test
  void isUndefinedBelowThreeNodes() {
    assertThat(DegreeCentralization.of(Families.path(0))).isNaN();
    assertThat(DegreeCentralization.of(Families.path(1))).isNaN();
    assertThat(DegreeCentralization.of(Families.path(2))).isNaN();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithTheSumOfDifferences(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int n = graph.nodeCount();
    int largest = 0;
    for (int degree : Degree.of(graph)) {
      largest = Math.max(largest, degree);
    }
    double sum = 0;
    for (int degree : Degree.of(graph)) {
      sum += largest - degree;
    }

    assertThat(DegreeCentralization.of(graph)).isEqualTo(sum / ((n - 1) * (n - 2)));
  }
}
