package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandardizingTest {

  private static final double NAN = Double.NaN;

  @Test
  void zScoresHaveMean0AndStandardDeviation1() {
    double[] z = GoldenRegression.read().zScores("adjdeg");
    Summary summary = Summary.of(z);
    assertThat(summary.mean()).isCloseTo(0, within(1e-14));
    assertThat(summary.standardDeviation()).isCloseTo(1, within(1e-14));
  }

  @Test
  void nanStaysAndDoesNotCount() {
    double[] values = {4, NAN, 6, 5};
    Standardizing standardized = Standardizing.of(values);
    assertThat(standardized.zScores()).containsExactly(-1, NAN, 1, 0);
    assertThat(standardized.mean()).isEqualTo(5);
    assertThat(standardized.standardDeviation()).isEqualTo(1);
    assertThat(values).containsExactly(4, NAN, 6, 5);
  }

  @Test
  void valuesThatDoNotVaryAreRefused() {
    assertRefused(
        "Cannot standardize: the standard deviation of the defined values (3) is 0.0."
            + " Drop the variable",
        0.1,
        NAN,
        0.1,
        0.1);
    assertRefused(
        "Cannot standardize: the standard deviation of the defined values (1) is NaN."
            + " Drop the variable",
        1,
        NAN);
    assertRefused(
        "Cannot standardize: the standard deviation of the defined values (0) is NaN."
            + " Drop the variable");
  }

  private static void assertRefused(String message, double... values) {
    assertThatThrownBy(() -> Standardizing.of(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
