package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectionTest {

  private static final int NODES = 40;

  /** What two nodes have in common. */
  private record Tie(int common, double newman, long minimum) {}

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithTryingAllPairs(long seed) {
    List<TreeMap<Integer, Integer>> groups = RandomGroups.of(seed, NODES);

    assertThat(ties(RandomGroups.packed(groups), NODES, all(NODES)))
        .isEqualTo(byTryingAllPairs(groups, all(NODES)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void someRowsAreThoseOfTheWholeAlsoWithoutTheMembersBeforeTheFirst(long seed) {
    List<TreeMap<Integer, Integer>> groups = RandomGroups.of(seed, NODES);
    Random random = new Random(seed);
    int[] some =
        IntStream.range(random.nextInt(NODES), NODES).filter(n -> random.nextInt(3) > 0).toArray();
    int first = some.length == 0 ? 0 : some[0];
    Map<String, Tie> expected = byTryingAllPairs(groups, some);

    assertThat(ties(RandomGroups.packed(groups), NODES, some)).isEqualTo(expected);
    assertThat(ties(RandomGroups.packed(groups, first), NODES, some)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRowTellsEveryGroupOfItsNodeAndWhereTheNodeStandsInIt(long seed) {
    List<TreeMap<Integer, Integer>> groups = RandomGroups.of(seed, NODES);
    Groups packed = RandomGroups.packed(groups);
    Projection rows = new Projection(packed, NODES, all(NODES));
    while (rows.next()) {
      int node = rows.row();
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < rows.groupCount(); i++) {
        found.add(rows.group(i));
        assertThat(packed.node(rows.place(i))).isEqualTo(node);
        assertThat(rows.place(i))
            .isBetween(packed.start(rows.group(i)), packed.end(rows.group(i)) - 1);
      }
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, groups.size())
                  .filter(group -> groups.get(group).containsKey(node))
                  .boxed()
                  .toList());
    }
  }

  @Test
  void anyOrderOfGroupsGivesTheSameBits() {
    List<TreeMap<Integer, Integer>> groups = new ArrayList<>();
    double fromSmallest = 0;
    double fromLargest = 0;
    for (int size = 2; size <= 60; size++) {
      TreeMap<Integer, Integer> group = new TreeMap<>();
      IntStream.range(0, size).forEach(node -> group.put(node, 1));
      groups.add(group);
      fromSmallest += 1.0 / (size - 1);
      fromLargest += 1.0 / (61 - size);
    }
    assertThat(fromSmallest).as("a sum that depends on its order").isNotEqualTo(fromLargest);
    Random random = new Random(1);
    for (int trial = 0; trial < 20; trial++) {
      Collections.shuffle(groups, random);
      Tie tie = ties(RandomGroups.packed(groups), 60, new int[] {0}).get("0 1");
      assertThat(tie).isEqualTo(new Tie(59, fromLargest, 59));
    }
  }

  @Test
  void newmanWeightsOfTheSouthernWomenAgreeWithTheirGoldenValues() throws IOException {
    List<String> lines = golden("davis_incidence.csv");
    List<TreeMap<Integer, Integer>> events = new ArrayList<>();
    for (int event = 0; event < 14; event++) {
      TreeMap<Integer, Integer> women = new TreeMap<>();
      for (int woman = 0; woman < 18; woman++) {
        if (lines.get(1 + woman).split(",")[event].equals("1")) {
          women.put(woman, 1);
        }
      }
      events.add(women);
    }
    Map<String, Tie> ties = ties(RandomGroups.packed(events), 18, all(18));
    List<String> edges = golden("davis_edges.csv");
    assertThat(ties).hasSize(139).hasSize(edges.size() - 1);
    for (String edge : edges.subList(1, edges.size())) {
      String[] words = edge.split(",");
      Tie tie = ties.get(words[0] + " " + words[1]);
      assertThat(tie.common()).isEqualTo(Integer.parseInt(words[4]));
      assertThat(tie.minimum()).isEqualTo(tie.common());
      // The file has twelve digits; exactly those, and the unrounded fraction to 1e-12.
      assertThat(new BigDecimal(tie.newman()).round(new MathContext(12)))
          .isEqualByComparingTo(words[5]);
      assertThat(new BigDecimal(tie.newman()).subtract(exactNewman(events, words)).abs())
          .isLessThan(new BigDecimal("1e-12"));
    }
  }

  @Test
  void strengthOfANodeIsTheNumberOfItsGroupsOfSeveral() {
    List<TreeMap<Integer, Integer>> groups = RandomGroups.of(7, NODES);
    double[] strength = new double[NODES];
    ties(RandomGroups.packed(groups), NODES, all(NODES))
        .forEach(
            (pair, tie) -> {
              strength[Integer.parseInt(pair.split(" ")[0])] += tie.newman();
              strength[Integer.parseInt(pair.split(" ")[1])] += tie.newman();
            });
    for (int node = 0; node < NODES; node++) {
      int of = node;
      long several = groups.stream().filter(g -> g.size() > 1 && g.containsKey(of)).count();
      assertThat(strength[node]).isCloseTo(several, within(1e-9));
    }
  }

  @Test
  void groupOfTenThousandTiesAllItsMembersOnce() {
    Groups.Builder builder = new Groups.Builder().begin(10_000);
    for (int node = 0; node < 10_000; node++) {
      builder.add(node, 1 + node % 3);
    }
    Projection rows = new Projection(builder.build(), 10_000, all(10_000));
    for (int row = 0; row < 9_999; row++) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.row()).isEqualTo(row);
      assertThat(rows.degree()).isEqualTo(9_999 - row);
      int last = rows.neighbor(rows.degree() - 1);
      assertThat(last).isEqualTo(9_999);
      assertThat(rows.common(last)).isEqualTo(1);
      assertThat(rows.newman(last)).isEqualTo(1.0 / 9_999);
      assertThat(rows.minimum(last)).isEqualTo(1);
    }
    assertThat(rows.next()).isFalse();
  }

  @Test
  void groupsOfOneTieNobody() {
    Groups alone = new Groups.Builder().begin(1).add(0, 5).begin(1).add(1, 5).build();

    assertThat(ties(alone, 2, all(2))).isEmpty();
  }

  @Test
  void noGroupsTieNobody() {
    assertThat(ties(new Groups.Builder().build(), 3, all(3))).isEmpty();
    assertThat(ties(new Groups.Builder().build(), 0, all(0))).isEmpty();
  }

  @Test
  void thereIsNoRowAfterTheLast() {
    Groups pair = new Groups.Builder().begin(2).add(0, 1).add(1, 1).build();
    Projection rows = new Projection(pair, 2, all(2));

    assertThat(rows.next()).isTrue();
    assertThat(rows.next()).isFalse();
    assertThat(rows.next()).isFalse();
    assertThat(rows.degree()).isZero();
  }

  @Test
  void sumOfSmallerCountsExceedsAnIntWithoutHarm() {
    Groups.Builder builder = new Groups.Builder();
    for (int group = 0; group < 3; group++) {
      builder.begin(2).add(0, Integer.MAX_VALUE).add(1, Integer.MAX_VALUE);
    }

    assertThat(ties(builder.build(), 2, all(2)))
        .containsOnly(Map.entry("0 1", new Tie(3, 3, 3L * Integer.MAX_VALUE)));
  }

  private static int[] all(int nodeCount) {
    return IntStream.range(0, nodeCount).toArray();
  }

  /** Ties by both nodes; checks that rows and neighbors ascend. */
  private static Map<String, Tie> ties(Groups groups, int nodeCount, int[] of) {
    Map<String, Tie> ties = new TreeMap<>();
    Projection rows = new Projection(groups, nodeCount, of);
    int lastRow = -1;
    while (rows.next()) {
      assertThat(rows.row()).isGreaterThan(lastRow);
      lastRow = rows.row();
      int lastNeighbor = lastRow;
      for (int i = 0; i < rows.degree(); i++) {
        int b = rows.neighbor(i);
        assertThat(b).isGreaterThan(lastNeighbor);
        lastNeighbor = b;
        ties.put(rows.row() + " " + b, new Tie(rows.common(b), rows.newman(b), rows.minimum(b)));
      }
    }
    return ties;
  }

  /** Sums from the largest group to the smallest, pair by pair. */
  private static Map<String, Tie> byTryingAllPairs(
      List<TreeMap<Integer, Integer>> groups, int[] rows) {
    List<TreeMap<Integer, Integer>> fromLargest = new ArrayList<>(groups);
    fromLargest.sort((a, b) -> b.size() - a.size());
    Map<String, Tie> ties = new TreeMap<>();
    for (int a : rows) {
      for (int b = a + 1; b < NODES; b++) {
        int common = 0;
        double newman = 0;
        long minimum = 0;
        for (TreeMap<Integer, Integer> group : fromLargest) {
          if (group.containsKey(a) && group.containsKey(b)) {
            common++;
            newman += 1.0 / (group.size() - 1);
            minimum += Math.min(group.get(a), group.get(b));
          }
        }
        if (common > 0) {
          ties.put(a + " " + b, new Tie(common, newman, minimum));
        }
      }
    }
    return ties;
  }

  private static BigDecimal exactNewman(List<TreeMap<Integer, Integer>> events, String[] pair) {
    BigDecimal sum = BigDecimal.ZERO;
    for (TreeMap<Integer, Integer> women : events) {
      if (women.containsKey(Integer.valueOf(pair[0]))
          && women.containsKey(Integer.valueOf(pair[1]))) {
        BigDecimal others = BigDecimal.valueOf(women.size() - 1L);
        sum = sum.add(BigDecimal.ONE.divide(others, 30, RoundingMode.HALF_EVEN));
      }
    }
    return sum;
  }

  private static List<String> golden(String file) throws IOException {
    try (InputStream in = ProjectionTest.class.getResourceAsStream("/golden/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
