package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jgrapht.GraphMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GiantPathsTest {

  @Test
  void agreeWithTheGoldenValuesOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();

    assertThat(meanLength(karate.graph()))
        .isCloseTo(karate.value("avg_path_length_giant"), within(1e-9));
    assertThat(diameter(karate.graph())).isEqualTo(karate.value("diameter_giant"));
  }

  @Test
  void haveClosedFormsInSomeFamilies() {
    assertThat(meanLength(Families.path(7))).isCloseTo(8.0 / 3, within(1e-15)); // (n + 1) / 3
    assertThat(diameter(Families.path(7))).isEqualTo(6);
    assertThat(meanLength(Families.star(5))).isCloseTo(1.6, within(1e-15)); // 2 - 2 / n
    assertThat(diameter(Families.star(5))).isEqualTo(2);
    assertThat(meanLength(Families.clique(5))).isOne();
    assertThat(diameter(Families.clique(5))).isOne();
    assertThat(meanLength(Families.cycle(6))).isCloseTo(9.0 / 5, within(1e-15));
    assertThat(diameter(Families.cycle(6))).isEqualTo(3);
  }

  @Test
  void smallerComponentsDoNotCount() {
    CsrGraph graph = // a triangle with a tail of one, a longer path of three
        new Edges(8).add(0, 1).add(1, 2).add(3, 4).add(4, 5).add(3, 5).add(5, 7).graph();

    assertThat(meanLength(graph)).isCloseTo(8.0 / 6, within(1e-15));
    assertThat(diameter(graph)).isEqualTo(2);
  }

  @Test
  void ofEqualComponentsTheOneWithTheLowestNodeCounts() {
    CsrGraph triangleFirst = new Edges(6).add(0, 4).add(4, 5).add(0, 5).add(1, 2).add(2, 3).graph();

    assertThat(diameter(triangleFirst)).isOne();
    assertThat(meanLength(triangleFirst)).isOne();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void diameterAgreesWithJgrapht(long seed) {
    CsrGraph graph = RandomGraph.large(seed);

    assertThat(diameter(graph)).isEqualTo(GraphMetrics.getDiameter(JgraphtGraph.of(graph)));
  }

  @Test
  void areUndefinedWithoutEdges() {
    for (int n = 0; n < 3; n++) {
      assertThat(meanLength(new Edges(n).graph())).isNaN();
      assertThat(diameter(new Edges(n).graph())).isNaN();
    }
  }

  private static double meanLength(CsrGraph graph) {
    return GiantPaths.meanLength(SourceDistances.of(graph), Components.of(graph));
  }

  private static double diameter(CsrGraph graph) {
    return GiantPaths.diameter(SourceDistances.of(graph), Components.of(graph));
  }
}
