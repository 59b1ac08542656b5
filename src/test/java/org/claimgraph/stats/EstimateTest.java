package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateTest {

  /** With 1 and 2 degrees of freedom the t distribution has a closed form. */
  @Test
  void intervalsAgreeWithClosedForms() {
    double cauchy = StrictMath.tan(StrictMath.PI * 0.475);
    assertThat(new Estimate(10, 2, 1).confidenceInterval(0.95).upper())
        .isCloseTo(10 + 2 * cauchy, within(1e-9));
    double two = 0.95 * StrictMath.sqrt(2 / (1 - 0.95 * 0.95));
    assertThat(new Estimate(10, 2, 2).confidenceInterval(0.95).lower())
        .isCloseTo(10 - 2 * two, within(1e-9));
  }

  @Test
  void pValuesAgreeWithClosedForms() {
    assertThat(new Estimate(1, 1, 1).pValue()).isCloseTo(0.5, within(1e-12));
    assertThat(new Estimate(-2, 1, 2).pValue())
        .isCloseTo(1 - 2 / StrictMath.sqrt(6), within(1e-12));
    assertThat(new Estimate(0, 1, 7).pValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.95, 0.99, 0.999999})
  void endOfTheIntervalIsWhereTheTestTurns(double level) {
    Estimate estimate = new Estimate(0, 1, 6.758);
    double end = estimate.confidenceInterval(level).upper();
    assertThat(new Estimate(end, 1, 6.758).pValue())
        .isCloseTo(1 - level, within(1e-9 * (1 - level)));
  }

  @Test
  void perfectFitHasNoDoubt() {
    Estimate estimate = new Estimate(3, 0, 5);
    assertThat(estimate.t()).isInfinite();
    assertThat(estimate.pValue()).isZero();
    assertThat(estimate.confidenceInterval(0.95)).isEqualTo(new Interval(3, 3));
    assertThat(new Estimate(0, 0, 5).pValue()).isNaN();
  }

  @Test
  void undefinedUncertaintyStaysUndefined() {
    Estimate estimate = Estimate.undefined(3);
    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.t()).isNaN();
    assertThat(estimate.pValue()).isNaN();
    assertThat(estimate.confidenceInterval(0.95)).isEqualTo(new Interval(Double.NaN, Double.NaN));
  }

  @Test
  void impossibleUncertaintyIsRefused() {
    assertThatThrownBy(() -> new Estimate(1, -1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid standard error -1.0 (must not be negative)");
    assertThatThrownBy(() -> new Estimate(1, 1, 0))
        .hasMessage("Invalid degrees of freedom 0.0 (must be positive and finite)");
    assertThatThrownBy(() -> new Estimate(1, 1, 5).confidenceInterval(95))
        .hasMessage("Invalid confidence level 95.0 (must be above 0 and below 1)");
  }
}
