package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {

  private static final double NAN = Double.NaN;

  @Test
  void interpolatesAsType7() {
    double[] values = {40, 10, 30, 20};
    assertThat(Quantiles.of(values, 0)).isEqualTo(10);
    assertThat(Quantiles.of(values, 0.25)).isEqualTo(17.5);
    assertThat(Quantiles.of(values, 1 / 3.0)).isCloseTo(20, within(1e-13));
    assertThat(Quantiles.of(values, 0.9)).isCloseTo(37, within(1e-13));
    assertThat(Quantiles.of(values, 1)).isEqualTo(40);
    assertThat(values).containsExactly(40, 10, 30, 20);
  }

  @Test
  void quantilesOfTheNumbersFrom0AreTheirPlaces() {
    double[] values = new Random(1).ints(0, 101).distinct().limit(101).asDoubleStream().toArray();
    for (int percent = 0; percent <= 100; percent++) {
      assertThat(Quantiles.of(values, percent / 100.0)).isCloseTo(percent, within(1e-12));
    }
  }

  @Test
  void medianIsTheMiddle() {
    assertThat(Quantiles.median(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Quantiles.median(new double[] {9, 1, 5, 6})).isEqualTo(5.5);
    assertThat(Quantiles.median(new double[] {7})).isEqualTo(7);
  }

  @Test
  void nanIsSkipped() {
    assertThat(Quantiles.median(new double[] {NAN, 9, 1, NAN, 5})).isEqualTo(5);
    assertThat(Quantiles.median(new double[] {NAN})).isNaN();
    assertThat(Quantiles.median(new double[0])).isNaN();
  }

  @Test
  void equalValuesAreTheirOwnQuantile() {
    double[] values = new double[10];
    Arrays.fill(values, 0.1);
    assertThat(Quantiles.of(values, 0.37)).isEqualTo(0.1);
    Arrays.fill(values, Double.POSITIVE_INFINITY);
    assertThat(Quantiles.of(values, 0.37)).isInfinite();
  }

  @Test
  void percentagesAreNotProbabilities() {
    assertThatThrownBy(() -> Quantiles.of(new double[] {1}, 50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid probability 50.0 (must be between 0 and 1)");
    assertThatThrownBy(() -> Quantiles.of(new double[0], NAN))
        .hasMessage("Invalid probability NaN (must be between 0 and 1)");
  }
}
