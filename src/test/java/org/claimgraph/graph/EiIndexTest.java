package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EiIndexTest {

  private static final double NONE = Double.NaN;

  @Test
  void factionsOfTheKarateClubKeepToThemselves() {
    GoldenGraph karate = GoldenGraph.karate();
    int[] factions =
        Arrays.stream(karate.column("guimera_amaral", "faction")).mapToInt(f -> (int) f).toArray();

    assertThat(EiIndex.of(karate.graph(), factions))
        .isCloseTo(karate.value("EI_index_factions"), within(1e-9));
  }

  @Test
  void primaryCareInTheToyGraphIsTiedToOthers() {
    GoldenGraph toy = GoldenGraph.toy();
    int[] groups = toy.words("role").stream().mapToInt(r -> r.equals("PCP") ? 0 : 1).toArray();

    assertThat(EiIndex.of(toy.graph(), groups)).isCloseTo(1.0 / 6, within(1e-9));
  }

  @Test
  void isOneWhereAllTiesLeadOutAndMinusOneWhereNoneDoes() {
    CsrGraph star = Families.star(4);

    assertThat(EiIndex.of(star, new int[] {0, 1, 1, 1})).isOne();
    assertThat(EiIndex.ofNodes(star, new int[] {0, 1, 1, 1})).containsExactly(1, 1, 1, 1);
    assertThat(EiIndex.of(star, new int[4])).isEqualTo(-1);
    assertThat(EiIndex.ofNodes(star, new int[] {2, 1, 2, 2}))
        .containsExactly(new double[] {-1 / 3.0, 1, -1, -1}, within(1e-15));
  }

  @Test
  void tieWithAnEndOfUnknownGroupDoesNotCount() {
    CsrGraph star = Families.star(4);

    assertThat(EiIndex.ofNodes(star, new int[] {0, -1, 0, 1})).containsExactly(0, NONE, -1, 1);
    assertThat(EiIndex.of(star, new int[] {0, -1, 0, 0})).isEqualTo(-1);
    assertThat(EiIndex.ofNodes(star, new int[] {-1, -1, 0, 1})).containsOnly(NONE).hasSize(4);
    assertThat(EiIndex.of(star, new int[] {-1, -1, 0, 1})).isNaN();
  }

  @Test
  void isUndefinedWithoutTies() {
    assertThat(EiIndex.of(new Edges(0).graph(), new int[0])).isNaN();
    assertThat(EiIndex.ofNodes(new Edges(0).graph(), new int[0])).isEmpty();
    assertThat(EiIndex.of(new Edges(2).graph(), new int[2])).isNaN();
    assertThat(EiIndex.ofNodes(new Edges(2).graph(), new int[2])).containsExactly(NONE, NONE);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithCountingOverAllPairs(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    boolean[][] adjacent = Distances.adjacency(graph);
    int[] groups = new Random(seed).ints(graph.nodeCount(), -1, 4).toArray();

    double[] index = EiIndex.ofNodes(graph, groups);

    double allOutside = 0;
    double allInside = 0;
    for (int a = 0; a < groups.length; a++) {
      double outside = 0;
      double inside = 0;
      for (int b = 0; b < groups.length; b++) {
        if (adjacent[a][b] && groups[a] >= 0 && groups[b] >= 0) {
          outside += groups[a] == groups[b] ? 0 : 1;
          inside += groups[a] == groups[b] ? 1 : 0;
        }
      }
      assertThat(index[a]).isCloseTo((outside - inside) / (outside + inside), within(1e-15));
      allOutside += outside;
      allInside += inside;
    }
    assertThat(EiIndex.of(graph, groups))
        .isCloseTo((allOutside - allInside) / (allOutside + allInside), within(1e-15));
  }
}
