package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssortativityTest {

  private static final GoldenGraph KARATE = GoldenGraph.karate();

  /** Whom each member of the karate club went with when it split. */
  private static final String CLUBS = "0000000001000011001010111111111111";

  @Test
  void agreesWithTheGoldenValuesOfTheKarateClub() {
    int[] clubs = CLUBS.chars().map(club -> club - '0').toArray();

    assertThat(Assortativity.byDegree(KARATE.graph()))
        .isCloseTo(KARATE.value("degree_assortativity"), within(1e-9));
    assertThat(Assortativity.byGroup(KARATE.graph(), clubs))
        .isCloseTo(KARATE.value("club_assortativity"), within(1e-9));
  }

  @Test
  void starJoinsHighWithLowAndEqualDegreesTellNothing() {
    assertThat(Assortativity.byDegree(Families.star(6))).isCloseTo(-1, within(1e-15));
    assertThat(Assortativity.byDegree(Families.cycle(6))).isNaN();
    assertThat(Assortativity.byDegree(Families.clique(7))).isNaN();
    assertThat(Assortativity.byDegree(new Edges(3).graph())).isNaN();
    // Isolated nodes are at no edge.
    assertThat(Assortativity.byDegree(new Edges(4).add(1, 2).graph())).isNaN();
  }

  @Test
  void groupsApartAreOneAndGroupsOnlyAcrossAreMinusOne() {
    CsrGraph graph = new Edges(4).add(0, 1).add(2, 3).graph();

    assertThat(Assortativity.byGroup(graph, new int[] {0, 0, 1, 1})).isEqualTo(1);
    assertThat(Assortativity.byGroup(graph, new int[] {0, 1, 0, 1})).isEqualTo(-1);
  }

  @Test
  void isUndefinedWhereOnlyOneGroupHasEdges() {
    CsrGraph graph = new Edges(4).add(0, 1).add(2, 3).graph();

    assertThat(Assortativity.byGroup(graph, new int[] {3, 3, 3, 3})).isNaN();
    assertThat(Assortativity.byGroup(graph, new int[] {0, 0, 1, -1})).isNaN();
    assertThat(Assortativity.byGroup(graph, new int[] {-1, -1, -1, -1})).isNaN();
    assertThat(Assortativity.byGroup(new Edges(0).graph(), new int[0])).isNaN();
  }

  @Test
  void ofANumberOnlyNodesWithEdgesCount() {
    CsrGraph graph = new Edges(5).add(0, 1).add(2, 3).graph();

    assertThat(Assortativity.byValue(graph, new double[] {2, 2, 7, 7, 99})).isEqualTo(1);
    assertThat(Assortativity.byValue(graph, new double[] {2, 7, 2, 7, 99})).isEqualTo(-1);
    assertThat(Assortativity.byValue(graph, new double[] {0.1, 0.1, 0.1, 0.1, 9})).isNaN();
    assertThat(Assortativity.byValue(new Edges(2).graph(), new double[] {1, 2})).isNaN();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void ofTwoNumbersItIsThatOfTwoGroups(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] groups = new Random(seed).ints(graph.nodeCount(), 0, 2).toArray();
    double[] values = new double[groups.length];
    for (int node = 0; node < values.length; node++) {
      values[node] = 4.5 - 3 * groups[node];
    }
    double byGroup = Assortativity.byGroup(graph, groups);
    assertThat(Assortativity.byValue(graph, values)).isCloseTo(byGroup, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void isThePlainCorrelationOverEndsAndTheMixingMatrixWithoutUnknownNodes(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] groups = new Random(seed).ints(graph.nodeCount(), -1, 3).toArray();
    double[][] mixing = new double[3][3];
    double ends = 0;
    double sum = 0;
    double squares = 0;
    double products = 0;
    double known = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        double k = graph.degree(node);
        ends++;
        sum += k;
        squares += k * k;
        products += k * graph.degree(graph.neighbor(at));
        if (groups[node] >= 0 && groups[graph.neighbor(at)] >= 0) {
          mixing[groups[node]][groups[graph.neighbor(at)]]++;
          known++;
        }
      }
    }
    double inside = 0;
    double expected = 0;
    for (int group = 0; group < 3; group++) {
      inside += mixing[group][group] / known;
      double share = (mixing[group][0] + mixing[group][1] + mixing[group][2]) / known;
      expected += share * share;
    }

    assertThat(Assortativity.byDegree(graph))
        .isCloseTo((ends * products - sum * sum) / (ends * squares - sum * sum), within(1e-9));
    assertThat(Assortativity.byGroup(graph, groups))
        .isCloseTo((inside - expected) / (1 - expected), within(1e-12));
  }
}
