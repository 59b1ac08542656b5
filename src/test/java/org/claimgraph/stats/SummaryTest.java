package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.claimgraph.stats.GoldenRegression.assertAgree;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

  private static final double NAN = Double.NaN;

  @Test
  void agreesWithR() {
    GoldenRegression golden = GoldenRegression.read();
    Summary degree = Summary.of(golden.column("adjdeg"));
    Summary primary = Summary.of(golden.column("pcpc"));
    assertAgree(
        new double[] {
          degree.mean(), degree.standardDeviation(), primary.mean(), primary.standardDeviation()
        },
        golden.firstLine());
    assertThat(degree.count()).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderOfValuesDoesNotChangeABit(long seed) {
    Random random = new Random(seed);
    List<Double> values =
        random
            .doubles(1000)
            .map(u -> StrictMath.exp(20 * u) * (u < 0.3 ? -1 : 1))
            .boxed()
            .collect(Collectors.toList());
    Summary expected = Summary.of(values.stream().mapToDouble(v -> v).toArray());
    Collections.shuffle(values, random);
    assertThat(Summary.of(values.stream().mapToDouble(v -> v).toArray()))
        .as("seed %d", seed)
        .isEqualTo(expected);
  }

  @Test
  void nanIsSkipped() {
    double[] values = {NAN, 1, 3, NAN};
    assertThat(Summary.of(values)).isEqualTo(new Summary(2, 2, StrictMath.sqrt(2)));
    assertThat(values).containsExactly(NAN, 1, 3, NAN);
  }

  @Test
  void fewValuesHaveNoStandardDeviation() {
    assertThat(Summary.of(new double[0])).isEqualTo(new Summary(0, NAN, NAN));
    assertThat(Summary.of(new double[] {NAN})).isEqualTo(new Summary(0, NAN, NAN));
    assertThat(Summary.of(new double[] {4})).isEqualTo(new Summary(1, 4, NAN));
  }

  @Test
  void equalValuesHaveStandardDeviationZeroExactly() {
    double[] values = new double[10];
    Arrays.fill(values, 0.1);
    assertThat(Summary.of(values)).isEqualTo(new Summary(10, 0.1, 0));
  }

  @Test
  void largeMeanDoesNotCostDigits() {
    Summary summary = Summary.of(new double[] {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16});
    assertThat(summary.mean()).isEqualTo(1e9 + 10);
    assertThat(summary.standardDeviation()).isCloseTo(StrictMath.sqrt(30), within(1e-12));
  }
}
