package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.claimgraph.stats.GoldenRegression.assertAgree;

import java.util.Arrays;
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

  /** Both measures are standardized; beds at their mean, urban 1, zpcp 0. */
  @Test
  void agreesWithRAtAReferenceProfile() {
    double[] expected = golden.interactionEffect();
    assertThat(expected[2]).isEqualTo(9.79061983116);
    ClusterRobust robust = interactionModel();
    double beds = Summary.of(golden.column("beds")).mean();
    double[] at = {1, 0, beds, 1, 0, 0, 0};
    double[] change = {0, 1, 0, 0, 0, beds, 1};
    double[] after = new double[7];
    Arrays.setAll(after, column -> at[column] + change[column]);
    assertAgree(
        new double[] {
          robust.estimate(at).value(),
          robust.estimate(after).value(),
          PercentEffect.ofProfile(robust, at, change, 0.95).percent()
        },
        expected);
  }

  /** Intercept, zdeg, beds, urban, zpcp, zdeg x beds, zdeg x urban. */
  private ClusterRobust interactionModel() {
    double[] z = golden.zScores("adjdeg");
    double[] beds = golden.column("beds");
    double[] urban = golden.column("urban");
    double[] zBeds = new double[z.length];
    double[] zUrban = new double[z.length];
    Arrays.setAll(zBeds, row -> z[row] * beds[row]);
    Arrays.setAll(zUrban, row -> z[row] * urban[row]);
    double[][] x =
        GoldenRegression.transposed(z, beds, urban, golden.zScores("pcpc"), zBeds, zUrban);
    LeastSquares fit = LeastSquares.ols(golden.column("spend"), LeastSquares.withIntercept(x));
    return ClusterRobust.of(fit, golden.clusters(), ClusterCorrection.CR2);
  }

  /** The delta method by its definition: slopes of the ratio by differences of coefficients. */
  @Test
  void intervalAtAProfileAgreesWithNumericalDerivatives() {
    RandomRegression data = new RandomRegression(51);
    LeastSquares fit = LeastSquares.ols(data.y, data.x);
    ClusterRobust robust = ClusterRobust.of(fit, data.clusters, ClusterCorrection.CR1);
    double[] at = {1, 0.2, 3, 1};
    double[] change = {0, 1, 0.5, 0};
    double[] slopes = new double[4];
    for (int column = 0; column < 4; column++) {
      double[] more = fit.coefficients();
      double[] less = fit.coefficients();
      more[column] += 1e-5;
      less[column] -= 1e-5;
      slopes[column] = (ratio(more, at, change) - ratio(less, at, change)) / 2e-5;
    }
    double variance = 0;
    for (int i = 0; i < 4; i++) {
      variance += slopes[i] * NaiveRegression.fitted(robust.covariance()[i], slopes);
    }
    Estimate expected =
        new Estimate(ratio(fit.coefficients(), at, change), StrictMath.sqrt(variance), 14);
    PercentEffect effect = PercentEffect.ofProfile(robust, at, change, 0.9);
    assertThat(effect.percent()).isCloseTo(100 * expected.value(), within(1e-10));
    assertThat(effect.lower())
        .isCloseTo(100 * expected.confidenceInterval(0.9).lower(), within(1e-6));
    assertThat(effect.upper())
        .isCloseTo(100 * expected.confidenceInterval(0.9).upper(), within(1e-6));
  }

  private static double ratio(double[] coefficients, double[] at, double[] change) {
    return NaiveRegression.fitted(change, coefficients) / NaiveRegression.fitted(at, coefficients);
  }

  @Test
  void expectedOutcomeAtTheProfileMustBePositive() {
    RandomRegression data = new RandomRegression(52);
    ClusterRobust robust =
        ClusterRobust.of(LeastSquares.ols(data.y, data.x), data.clusters, ClusterCorrection.CR1);
    assertThatThrownBy(
            () -> PercentEffect.ofProfile(robust, new double[4], new double[] {0, 1, 0, 0}, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid reference profile: expected outcome 0.0 (must be above 0)");
  }

  /** The example of VanderWeele and Ding (2017): a ratio of 3.9 with limits 1.8 and 8.7. */
  @Test
  void eValuesAgreeWithThePaper() {
    PercentEffect effect = new PercentEffect(290, 80, 770);
    assertThat(effect.eValue()).isCloseTo(7.26, within(0.005));
    assertThat(effect.eValueOfLimit()).isCloseTo(3.0, within(0.005));
  }

  @Test
  void eValueOfADecreaseIsThatOfTheInverseRatio() {
    PercentEffect decrease = new PercentEffect(-50, -75, -20);
    assertThat(decrease.eValue()).isCloseTo(2 + StrictMath.sqrt(2), within(1e-12));
    assertThat(decrease.eValueOfLimit())
        .isCloseTo(1.25 + StrictMath.sqrt(1.25 * 0.25), within(1e-12));
    assertThat(new PercentEffect(0, -1, 1).eValue()).isEqualTo(1);
    assertThat(new PercentEffect(5, 0, 9).eValueOfLimit()).isEqualTo(1);
    assertThat(new PercentEffect(-5, -9, 1).eValueOfLimit()).isEqualTo(1);
    assertThat(new PercentEffect(-100, -200, -50).eValue()).isNaN();
    assertThat(new PercentEffect(5, Double.NaN, Double.NaN).eValueOfLimit()).isNaN();
  }
}
