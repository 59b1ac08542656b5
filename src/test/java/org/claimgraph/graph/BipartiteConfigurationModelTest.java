package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BipartiteConfigurationModelTest {

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.3, 0.6, 0.9})
  void expectedDegreesOfRandomGraphsAreTheirOwn(double density) {
    Random random = new Random(11);
    for (int round = 0; round < 60; round++) {
      int[] rows = new int[1 + random.nextInt(40)];
      int[] columns = new int[1 + random.nextInt(60)];
      for (int i = 0; i < rows.length; i++) {
        for (int k = 0; k < columns.length; k++) {
          // Some rows and columns have many edges, some few.
          double chance = Math.pow(density, (1 + i % 4) * (1 + k % 3) / 3.0);
          if (random.nextDouble() < chance) {
            rows[i]++;
            columns[k]++;
          }
        }
      }
      assertKeepsDegrees(fit(rows, columns));
    }
  }

  @Test
  void equalDegreesOnOneSideMakeEveryProbabilityDegreeOverNodes() {
    BipartiteConfigurationModel model =
        fit(new int[] {3, 3, 3, 3, 3, 3}, new int[] {2, 5, 5, 5, 1});
    for (int column = 0; column < model.columnClasses(); column++) {
      assertThat(model.probability(0, column))
          .isCloseTo(model.columnDegree(column) / 6.0, within(1e-12));
    }
  }

  @Test
  void whatIsCertainIsZeroOrOne() {
    // One row has every column, one has none; without them, one column of five is left open to all.
    BipartiteConfigurationModel model = fit(new int[] {4, 0, 1, 2, 2}, new int[] {1, 2, 3, 3});
    for (int column = 0; column < 3; column++) {
      assertThat(model.probability(model.rowClassOf(4), column)).isEqualTo(1);
      assertThat(model.probability(model.rowClassOf(0), column)).isEqualTo(0);
    }
    assertKeepsDegrees(model);
  }

  @Test
  void nestedNeighborhoodsLeaveNothingOpen() {
    BipartiteConfigurationModel model = fit(new int[] {4, 3, 2, 1}, new int[] {4, 3, 2, 1});
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        assertThat(model.probability(row, column)).isEqualTo(row + column >= 3 ? 1 : 0);
      }
    }
  }

  @Test
  void twoBlocksThatAreTightTogetherAreFittedApart() {
    // Rows 0 and 1 have columns 0 to 2 surely and one of 3 and 4 each; rows 2 to 4 one of 0 to 2.
    BipartiteConfigurationModel model = fit(new int[] {4, 4, 1, 1, 1}, new int[] {3, 3, 3, 1, 1});
    int high = model.rowClassOf(4);
    int low = model.rowClassOf(1);
    assertThat(model.probability(high, 1)).isEqualTo(1);
    assertThat(model.probability(low, 0)).isEqualTo(0);
    assertThat(model.probability(high, 0)).isCloseTo(0.5, within(1e-12));
    assertThat(model.probability(low, 1)).isCloseTo(1.0 / 3, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "5, 1"})
  void aSingleNodeOnOneSideLeavesNothingToChance(int rows, int columns) {
    int[] rowDegrees = new int[rows];
    Arrays.fill(rowDegrees, columns);
    int[] columnDegrees = new int[columns];
    Arrays.fill(columnDegrees, rows);
    assertThat(fit(rowDegrees, columnDegrees).probability(0, 0)).isEqualTo(1);
  }

  @Test
  void aRowThatMissesOneOfAMillionColumnsConverges() {
    BipartiteConfigurationModel model =
        BipartiteConfigurationModel.fit(
            new long[] {1, 1000, 999_999},
            new long[] {1000, 3, 1},
            new long[] {1, 2, 5},
            new long[] {996_751, 2_999, 250});
    assertKeepsDegrees(model);
    assertThat(model.probability(2, 0)).isLessThan(1).isGreaterThan(0.99999);
  }

  @Test
  void thousandsOfDegreesWithHubsConverge() {
    TreeMap<Long, Long> rows = new TreeMap<>(Map.of(400_000L, 1L));
    for (long degree = 1; degree < 2000; degree++) {
      rows.put(degree, 1 + 40_000 / (degree * degree));
    }
    TreeMap<Long, Long> columns = new TreeMap<>(Map.of(5_000L, 1L));
    for (long degree = 2; degree < 100; degree++) {
      columns.put(degree, 1 + 300_000 / (degree * degree * degree));
    }
    columns.put(1L, edges(rows) - edges(columns));
    assertKeepsDegrees(fit(rows, columns));
  }

  @Test
  void aModelReadBackIsTheSame() throws IOException, ClassNotFoundException {
    BipartiteConfigurationModel model = fit(new int[] {1, 2, 2}, new int[] {1, 2, 2});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    BipartiteConfigurationModel copy = (BipartiteConfigurationModel) in.readObject();
    assertThat(copy.probability(0, 1)).isEqualTo(model.probability(0, 1)).isPositive();
  }

  @Test
  void degreesOfNoGraphAreRefused() {
    assertThatThrownBy(() -> fit(new int[] {2}, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid degrees: rows have 2 edges and columns 1");
    assertThatThrownBy(() -> fit(new int[] {3, 0}, new int[] {2, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows of highest degree, which need 3");
    assertThatThrownBy(
            () ->
                BipartiteConfigurationModel.fit(
                    new long[] {2, 1}, new long[] {1, 1}, new long[] {1}, new long[] {3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid class 1");
  }

  private static BipartiteConfigurationModel fit(int[] rows, int[] columns) {
    return fit(classes(rows), classes(columns));
  }

  private static BipartiteConfigurationModel fit(
      TreeMap<Long, Long> rows, TreeMap<Long, Long> columns) {
    return BipartiteConfigurationModel.fit(
        longs(rows.keySet()), longs(rows.values()),
        longs(columns.keySet()), longs(columns.values()));
  }

  private static long edges(TreeMap<Long, Long> classes) {
    return classes.entrySet().stream().mapToLong(one -> one.getKey() * one.getValue()).sum();
  }

  private static TreeMap<Long, Long> classes(int[] degrees) {
    TreeMap<Long, Long> counts = new TreeMap<>();
    for (int degree : degrees) {
      counts.merge((long) degree, 1L, Long::sum);
    }
    return counts;
  }

  private static long[] longs(Collection<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  /** Every sum of probabilities is the degree, to a billionth of it. */
  private static void assertKeepsDegrees(BipartiteConfigurationModel model) {
    for (int row = 0; row < model.rowClasses(); row++) {
      double sum = 0;
      for (int column = 0; column < model.columnClasses(); column++) {
        double p = model.probability(row, column);
        assertThat(p).isBetween(0.0, 1.0);
        sum += p * model.columnCount(column);
      }
      assertThat(sum).isCloseTo(model.rowDegree(row), within(1e-9 * (1 + model.rowDegree(row))));
    }
    for (int column = 0; column < model.columnClasses(); column++) {
      double sum = 0;
      for (int row = 0; row < model.rowClasses(); row++) {
        sum += model.probability(row, column) * model.rowCount(row);
      }
      assertThat(sum)
          .isCloseTo(model.columnDegree(column), within(1e-9 * (1 + model.columnDegree(column))));
    }
  }
}
