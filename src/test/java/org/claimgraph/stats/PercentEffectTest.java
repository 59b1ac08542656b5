package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.claimgraph.stats.GoldenRegression.assertAgree;

import org.junit.jupiter.api.Test;

class PercentEffectTest {

  private final GoldenRegression golden = GoldenRegression.read();

  @Test
  void agreesWithRForLogSpend() {
    LeastSquares fit = LeastSquares.ols(golden.logSpend(), golden.design());
    double[] line = golden.lineWith(GoldenRegression.LOG_OLS, "pct change"); // ends with it
    assertThat(line[line.length - 1]).isEqualTo(9.63494243313);
    assertThat(PercentEffect.ofLogLinear(fit.estimate(1), 0.95).percent())
        .isCloseTo(line[line.length - 1], within(1e-8));
  }

  @Test
  void agreesWithRForSpend() {
    double[] spend = golden.column("spend");
    LeastSquares fit = LeastSquares.ols(spend, golden.design());
    PercentEffect effect = PercentEffect.ofLinear(fit.estimate(1), Summary.of(spend).mean(), 0.95);
    double[] line = golden.lineWith(GoldenRegression.LINEAR_OLS, "pct of mean");
    assertAgree(new double[] {effect.percent()}, new double[] {line[line.length - 1]});
  }

  @Test
  void endsAreTransformed() {
    Estimate estimate = new Estimate(StrictMath.log(1.1), 0.1, 20);
    Interval interval = estimate.confidenceInterval(0.9);
    PercentEffect effect = PercentEffect.ofLogLinear(estimate, 0.9);
    assertThat(effect.percent()).isCloseTo(10, within(1e-12));
    assertThat(effect.lower())
        .isCloseTo(100 * (StrictMath.exp(interval.lower()) - 1), within(1e-12));
    assertThat(effect.upper())
        .isCloseTo(100 * (StrictMath.exp(interval.upper()) - 1), within(1e-12));

    PercentEffect linear = PercentEffect.ofLinear(estimate, 50, 0.9);
    assertThat(linear.lower()).isCloseTo(2 * interval.lower(), within(1e-12));
    assertThat(linear.upper()).isCloseTo(2 * interval.upper(), within(1e-12));
  }

  @Test
  void meanOutcomeMustBePositive() {
    assertThatThrownBy(() -> PercentEffect.ofLinear(new Estimate(1, 1, 5), 0, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid mean outcome 0.0 (must be above 0)");
  }
}
