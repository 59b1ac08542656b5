package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Straight lines and their bands. */
class RegressionLineTest {

  /** Anscombe's first set, whose line every textbook has. */
  private static final double[] X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};

  private static final double[] Y = {
    8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68
  };

  @Test
  void lineOfAnscombesFirstSet() {
    RegressionLine line = RegressionLine.of(X, Y);
    assertThat(line.slope()).isCloseTo(0.5000909, within(1e-7));
    assertThat(line.intercept()).isCloseTo(3.0000909, within(1e-7));
    assertThat(line.residualSd()).isCloseTo(1.236603, within(1e-6));
    assertThat(line.correlation()).isCloseTo(0.8164205, within(1e-7));
  }

  @Test
  void bandIsTheOneOfPredictInR() {
    RegressionLine line = RegressionLine.of(X, Y);
    // t(0.975, 9) = 2.262157 x 1.236603 x sqrt(1 / 11 + 25 / 110) at x = 14, sqrt(1 / 11) at the
    // mean
    assertThat(line.halfWidth(9, 0.95)).isCloseTo(0.8434451, within(1e-6));
    assertThat(line.halfWidth(14, 0.95)).isCloseTo(1.5779414, within(1e-6));
    assertThat(line.halfWidth(4, 0.95)).isCloseTo(line.halfWidth(14, 0.95), within(1e-12));
  }

  @Test
  void largeValuesKeepTheirDigits() {
    double[] far = new double[X.length];
    for (int i = 0; i < far.length; i++) {
      far[i] = X[i] + 1e9;
    }
    assertThat(RegressionLine.of(far, Y).slope()).isCloseTo(0.5000909, within(1e-7));
  }

  @Test
  void thereIsNoLineThroughTwoPointsOrOneX() {
    assertThat(RegressionLine.of(new double[] {1, 2}, new double[] {1, 2})).isNull();
    assertThat(RegressionLine.of(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isNull();
  }
}
