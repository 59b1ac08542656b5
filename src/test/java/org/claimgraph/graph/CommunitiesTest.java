package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommunitiesTest {

  private static final GoldenGraph KARATE = GoldenGraph.karate();

  @Test
  void areTheBestOnesOfTheKarateClub() {
    Communities found = Communities.of(KARATE.graph(), false, 1, 10, 1);

    assertThat(found.modularity()).isCloseTo(KARATE.value("modularity_optimal"), within(1e-9));
    assertThat(found.membership()).isEqualTo(numbered(KARATE.membership("optimal_membership")));
  }

  @Test
  void areTheBestOnesOfTheKarateClubByWeight() {
    Communities found = Communities.of(KARATE.graph(), true, 1, 10, 1);

    assertThat(found.modularity())
        .isCloseTo(KARATE.value("modularity_optimal_weighted"), within(1e-9));
    assertThat(found.membership())
        .isEqualTo(numbered(KARATE.membership("optimal_weighted_membership")));
  }

  @Test
  void twoCliquesWithABridgeAreTwoThatEveryRunFinds() {
    Communities found = Communities.of(Families.twoCliquesWithBridge(5), false, 1, 5, 7);

    assertThat(found.membership()).containsExactly(1, 1, 1, 1, 1, 2, 2, 2, 2, 2);
    assertThat(found.stability()).containsExactly(1, 1);
    assertThat(found.agreement()).isEqualTo(1);
  }

  @Test
  void areNumberedBySizeThenByLowestNodeAndIsolatesAreAlone() {
    CsrGraph graph = new Edges(9).add(8, 1).add(2, 7).add(3, 4).add(4, 6).add(3, 6).graph();

    Communities found = Communities.of(graph, true, 1, 3, 1);

    assertThat(found.membership()).containsExactly(4, 2, 3, 1, 1, 5, 1, 3, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void areTheNodesThemselvesWithoutEdges(int nodes) {
    Communities found = Communities.of(new Edges(nodes).graph(), true, 1, 2, 1);

    assertThat(found.membership()).hasSize(nodes).doesNotHaveDuplicates();
    assertThat(found.modularity()).isNaN();
    assertThat(found.agreement()).isNaN();
  }

  @Test
  void haveNoStabilityInOneRun() {
    Communities found = Communities.of(Families.clique(4), false, 1, 1, 1);

    assertThat(found.stability()).containsExactly(Double.NaN);
    assertThat(found.agreement()).isNaN();
  }

  @Test
  void areSmallerAtHigherResolution() {
    CsrGraph graph = KARATE.graph();

    assertThat(count(Communities.of(graph, false, 0.25, 5, 1))).isLessThan(4);
    assertThat(count(Communities.of(graph, false, 2, 5, 1))).isGreaterThan(4);
    assertThat(count(Communities.of(graph, false, 1000, 5, 1))).isEqualTo(34);
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void areConnected(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    for (double resolution : new double[] {0.3, 1, 3}) {
      int[] found = Communities.of(graph, seed % 2 == 0, resolution, 2, seed).membership();

      // As many connected parts as communities.
      assertThat(Components.sizes(Components.within(graph, found)))
          .hasSameSizeAs(Components.sizes(found));
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void cannotBeBetteredByMovingANodeOrMergingTwo(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    Communities found = Communities.of(graph, true, 1, 3, seed);
    double bound = found.modularity() + 1e-12;
    int[] groups = found.membership().clone();

    for (int node = 0; node < groups.length; node++) {
      int own = groups[node];
      for (int other = 1; other <= groups.length; other++) {
        groups[node] = other;
        assertThat(Modularity.of(graph, groups, 1, true) > bound).isFalse();
      }
      groups[node] = own;
    }
    for (int kept = 1; kept <= count(found); kept++) {
      for (int merged = 1; merged < kept; merged++) {
        int from = merged;
        int to = kept;
        int[] together =
            Arrays.stream(found.membership()).map(group -> group == from ? to : group).toArray();
        assertThat(Modularity.of(graph, together, 1, true) > bound).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void areTheSameBitsForTheSameSeedAndForEdgesInAnyOrder(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    CsrGraph shuffled = Edges.of(graph).shuffled(seed).graph();

    Communities found = Communities.of(graph, true, 1, 4, seed);
    Communities again = Communities.of(shuffled, true, 1, 4, seed);

    assertThat(again.membership()).isEqualTo(found.membership());
    assertThat(again.modularity()).isEqualTo((Double) found.modularity()); // or both undefined
    assertThat(again.stability()).isEqualTo(found.stability());
    assertThat(again.agreement()).isEqualTo((Double) found.agreement());
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void moreRunsAreNeverWorse(long seed) {
    CsrGraph graph = RandomGraph.of(seed);

    double two = Communities.of(graph, true, 1, 2, seed).modularity();

    assertThat(Communities.of(graph, true, 1, 8, seed).modularity() < two).isFalse();
  }

  @Test
  void weightsOfManyMillionsAreAsGoodAsSmallOnes() {
    CsrGraph large = Edges.of(KARATE.graph()).timesWeight(1_000_003).graph();

    assertThat(Communities.of(large, true, 1, 10, 1).membership())
        .isEqualTo(numbered(KARATE.membership("optimal_weighted_membership")));
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void overlapIsCountedOverPairsOfNodesAndPairsOfGroups(long seed) {
    Random random = new Random(seed);
    int n = 3 + random.nextInt(20);
    int[] a = numbered(random.ints(n, 0, 4).toArray());
    int[] b = numbered(random.ints(n, 0, 1 + random.nextInt(5)).toArray());
    Overlap overlap = new Overlap(a, b);
    double[] jaccard = new double[Components.sizes(a).length];
    overlap.addJaccard(jaccard);

    assertThat(overlap.adjustedRand()).isCloseTo(adjustedRand(a, b), within(1e-12));
    for (int group = 1; group <= jaccard.length; group++) {
      assertThat(jaccard[group - 1]).isEqualTo(largestJaccard(group, a, b));
    }
  }

  private static double adjustedRand(int[] a, int[] b) {
    double both = 0;
    double inA = 0;
    double inB = 0;
    double pairs = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        both += a[i] == a[j] && b[i] == b[j] ? 1 : 0;
        inA += a[i] == a[j] ? 1 : 0;
        inB += b[i] == b[j] ? 1 : 0;
        pairs++;
      }
    }
    boolean equal = both == inA && both == inB;
    return equal ? 1 : (both - inA * inB / pairs) / ((inA + inB) / 2 - inA * inB / pairs);
  }

  private static double largestJaccard(int group, int[] a, int[] b) {
    double largest = 0;
    for (int other : b) {
      int both = 0;
      int either = 0;
      for (int node = 0; node < a.length; node++) {
        both += a[node] == group && b[node] == other ? 1 : 0;
        either += a[node] == group || b[node] == other ? 1 : 0;
      }
      largest = Math.max(largest, (double) both / either);
    }
    return largest;
  }

  /** Numbers groups as {@link Components} does. */
  private static int[] numbered(int[] groups) {
    return Components.within(Families.clique(groups.length), groups);
  }

  private static int count(Communities found) {
    return Components.sizes(found.membership()).length;
  }

  @Test
  void isolatesAreNumberedLastAndChangeNothing() {
    Edges edges = new Edges(7); // 0 and 4 have no edges
    edges.add(1, 2, 1);
    edges.add(3, 5, 1);
    edges.add(5, 6, 1);

    Communities communities = Communities.of(edges.graph(), true, 5, 4, 1);

    int tied = communities.stability().length;
    for (int node : new int[] {1, 2, 3, 5, 6}) {
      assertThat(communities.membership()[node]).isBetween(1, tied);
    }
    assertThat(communities.membership()[0]).isEqualTo(tied + 1);
    assertThat(communities.membership()[4]).isEqualTo(tied + 2);
    Edges alone = new Edges(5);
    alone.add(0, 1, 1);
    alone.add(2, 3, 1);
    alone.add(3, 4, 1);
    assertThat(Communities.of(alone.graph(), true, 5, 4, 1).stability()).hasSize(tied);
  }
}
