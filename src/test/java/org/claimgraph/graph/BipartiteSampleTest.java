package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BipartiteSampleTest {

  private static final int[] ROWS = {9, 1, 0, 4, 4, 20, 30, 2, 4, 9};
  private static final int[] COLUMNS = columns(23, 1, 12, 2, 5, 4, 2, 8);
  private static final int DRAWS = 4_000;

  @Test
  void everyPairOfAColumnOfTwoOrMoreIsDrawnAsOftenAsTheModelExpects() {
    BipartiteConfigurationModel model = model(ROWS, COLUMNS);
    long[][] pairs = new long[ROWS.length][ROWS.length];
    long[] members = new long[ROWS.length];
    for (int draw = 0; draw < DRAWS; draw++) {
      for (List<Integer> group : groups(BipartiteSample.of(model, ROWS, draw))) {
        group.forEach(a -> members[a]++);
        group.forEach(a -> group.stream().filter(b -> a < b).forEach(b -> pairs[a][b]++));
      }
    }
    for (int a = 0; a < ROWS.length; a++) {
      assertExpected(members[a], inGroups(model, a));
      for (int b = a + 1; b < ROWS.length; b++) {
        assertExpected(pairs[a][b], common(model, a, b));
      }
    }
  }

  /** Six standard deviations: of 55 counts none should be further off by chance. */
  private static void assertExpected(long count, double[] chances) {
    double mean = Arrays.stream(chances).sum();
    double variance = Arrays.stream(chances).map(p -> p * (1 - p)).sum();
    assertThat(Math.abs(count - DRAWS * mean))
        .isLessThanOrEqualTo(1e-6 + 6 * Math.sqrt(DRAWS * variance));
  }

  /** Chances, column by column, that both rows have it. */
  private static double[] common(BipartiteConfigurationModel model, int a, int b) {
    return Arrays.stream(COLUMNS)
        .mapToDouble(degree -> p(model, a, degree) * p(model, b, degree))
        .toArray();
  }

  /** Chances, column by column, that the row and another one have it. */
  private static double[] inGroups(BipartiteConfigurationModel model, int row) {
    return Arrays.stream(COLUMNS)
        .mapToDouble(
            degree -> {
              double none = 1;
              for (int other = 0; other < ROWS.length; other++) {
                none *= other == row ? 1 : 1 - p(model, other, degree);
              }
              return p(model, row, degree) * (1 - none);
            })
        .toArray();
  }

  private static double p(BipartiteConfigurationModel model, int row, int columnDegree) {
    int column = 0;
    while (model.columnDegree(column) != columnDegree) {
      column++;
    }
    return model.probability(model.rowClassOf(ROWS[row]), column);
  }

  @Test
  void aSeedDrawsOneGraphAndAnotherSeedAnother() {
    BipartiteConfigurationModel model = model(ROWS, COLUMNS);
    List<List<Integer>> first = groups(BipartiteSample.of(model, ROWS, 5));
    assertThat(groups(BipartiteSample.of(model(ROWS, COLUMNS), ROWS, 5))).isEqualTo(first);
    assertThat(groups(BipartiteSample.of(model, ROWS, 6))).isNotEqualTo(first);
  }

  @Test
  void everybodysPatientsAreEverybodysInEveryDraw() {
    // Two columns have all three rows, and one row has all columns.
    int[] rows = {5, 2, 3};
    BipartiteConfigurationModel model = model(rows, new int[] {3, 3, 1, 2, 1});
    for (int seed = 0; seed < 50; seed++) {
      assertThat(groups(BipartiteSample.of(model, rows, seed)))
          .filteredOn(group -> group.size() == 3)
          .hasSize(2)
          .allMatch(group -> group.equals(List.of(0, 1, 2)));
    }
  }

  @Test
  void withoutColumnsOrWithOneRowThereIsNothingInCommon() {
    int[] none = {0, 0};
    assertThat(BipartiteSample.of(model(none, new int[0]), none, 1).groupCount()).isZero();
    int[] one = {3};
    assertThat(BipartiteSample.of(model(one, new int[] {1, 1, 1}), one, 1).groupCount()).isZero();
    assertThat(BipartiteSample.of(model(new int[0], new int[0]), new int[0], 1).groupCount())
        .isZero();
  }

  @Test
  void pairsAreJumpedOverNotWalked() {
    // 2 x 10^10 pairs and 200,000 edges: walking them would take minutes.
    int[] rows = new int[100_000];
    Arrays.fill(rows, 2);
    BipartiteConfigurationModel model =
        BipartiteConfigurationModel.fit(
            new long[] {2}, new long[] {100_000}, new long[] {1}, new long[] {200_000});
    Groups groups = BipartiteSample.of(model, rows, 1);
    // Patients of one physician have two or more with chance 1 - 2/e.
    double expected = 200_000 * (1 - 2 / Math.E);
    assertThat((double) groups.groupCount()).isBetween(expected - 1_200, expected + 1_200);
  }

  @Test
  void degreesOfAnotherModelAreRefused() {
    BipartiteConfigurationModel model = model(ROWS, COLUMNS);
    int[] fewer = Arrays.copyOf(ROWS, 5);
    assertThatThrownBy(() -> BipartiteSample.of(model, fewer, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid degrees: 0 rows of degree 2, the model has 1");
    int[] more = Arrays.copyOf(ROWS, 11);
    assertThatThrownBy(() -> BipartiteSample.of(model, more, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid degrees: 2 rows of degree 0, the model has 1");
  }

  @Test
  void projectionTiesRowsByTheirColumnsInCommon() {
    Groups groups =
        new Groups.Builder()
            .begin(3)
            .add(0, 1)
            .add(1, 1)
            .add(3, 1)
            .begin(2)
            .add(1, 1)
            .add(3, 1)
            .build();
    assertThat(edges(ProjectedGraph.of(groups, 5, 1))).containsExactly("0-1 1", "0-3 1", "1-3 2");
    assertThat(edges(ProjectedGraph.of(groups, 5, 2))).containsExactly("1-3 2");
    assertThat(ProjectedGraph.of(groups, 5, 2).nodeCount()).isEqualTo(5);
    assertThat(ProjectedGraph.of(new Groups.Builder().build(), 0, 1).nodeCount()).isZero();
  }

  private static List<String> edges(CsrGraph graph) {
    List<String> edges = new ArrayList<>();
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (node < graph.neighbor(at)) {
          edges.add(node + "-" + graph.neighbor(at) + " " + graph.weight(at));
        }
      }
    }
    return edges;
  }

  private static List<List<Integer>> groups(Groups groups) {
    List<List<Integer>> all = new ArrayList<>();
    for (int group = 0; group < groups.groupCount(); group++) {
      List<Integer> nodes = new ArrayList<>();
      for (int at = groups.start(group); at < groups.end(group); at++) {
        nodes.add(groups.node(at));
      }
      assertThat(nodes).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(1);
      assertThat(groups.size(group)).isEqualTo(nodes.size());
      all.add(nodes);
    }
    return all;
  }

  /** Pairs of a number of columns and their degree. */
  private static int[] columns(int... countsAndDegrees) {
    List<Integer> degrees = new ArrayList<>();
    for (int i = 0; i < countsAndDegrees.length; i += 2) {
      degrees.addAll(Collections.nCopies(countsAndDegrees[i], countsAndDegrees[i + 1]));
    }
    return degrees.stream().mapToInt(Integer::intValue).toArray();
  }

  private static BipartiteConfigurationModel model(int[] rows, int[] columns) {
    Map<Long, Long> rowClasses = classes(rows);
    Map<Long, Long> columnClasses = classes(columns);
    return BipartiteConfigurationModel.fit(
        array(rowClasses.keySet()),
        array(rowClasses.values()),
        array(columnClasses.keySet()),
        array(columnClasses.values()));
  }

  private static Map<Long, Long> classes(int[] degrees) {
    Map<Long, Long> classes = new TreeMap<>();
    for (int degree : degrees) {
      classes.merge((long) degree, 1L, Long::sum);
    }
    return classes;
  }

  private static long[] array(Collection<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
