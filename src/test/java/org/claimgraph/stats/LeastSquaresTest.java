package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.claimgraph.stats.GoldenRegression.INTERACTION;
import static org.claimgraph.stats.GoldenRegression.LINEAR_OLS;
import static org.claimgraph.stats.GoldenRegression.LOG_OLS;
import static org.claimgraph.stats.GoldenRegression.LOG_WLS;
import static org.claimgraph.stats.GoldenRegression.assertAgree;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {

  private final GoldenRegression golden = GoldenRegression.read();

  @Test
  void agreesWithRForOlsOfLogSpend() {
    assertAgreesWithR(LOG_OLS, LeastSquares.ols(golden.logSpend(), golden.design()));
  }

  @Test
  void agreesWithRForWls() {
    assertAgreesWithR(
        LOG_WLS, LeastSquares.wls(golden.logSpend(), golden.design(), golden.column("npat")));
  }

  @Test
  void agreesWithRForOlsOfSpend() {
    assertAgreesWithR(LINEAR_OLS, LeastSquares.ols(golden.column("spend"), golden.design()));
  }

  private void assertAgreesWithR(String section, LeastSquares fit) {
    double[][] table = golden.modelTable(section);
    for (int column = 0; column < table.length; column++) {
      Estimate estimate = fit.estimate(column);
      assertAgree(
          new double[] {
            estimate.value(), estimate.standardError(), estimate.t(), estimate.pValue()
          },
          table[column]);
      assertThat(fit.coefficients()[column]).isEqualTo(estimate.value());
      assertThat(fit.standardErrors()[column]).isEqualTo(estimate.standardError());
    }
    assertAgree(
        new double[] {fit.rSquared(), fit.adjustedRSquared(), fit.rowCount(), fit.sigma()},
        golden.lineWith(section, "R2"));
    assertThat(fit.degreesOfFreedom()).isEqualTo(55);
  }

  @Test
  void agreesWithRForAModelWithInteractions() {
    double[] degree = golden.zScores("adjdeg");
    double[] beds = golden.column("beds");
    double[] urban = golden.column("urban");
    double[][] x =
        LeastSquares.withIntercept(
            GoldenRegression.transposed(
                degree,
                beds,
                urban,
                golden.zScores("pcpc"),
                product(degree, beds),
                product(degree, urban)));
    double[] b = LeastSquares.ols(golden.column("spend"), x).coefficients();
    assertAgree(b, golden.vectorAfter(INTERACTION, "## interaction"));

    double meanBeds = Summary.of(beds).mean();
    double atMean = b[0] + b[2] * meanBeds + b[3];
    double change = b[1] + b[5] * meanBeds + b[6];
    assertAgree(
        new double[] {atMean, atMean + change, 100 * change / atMean}, golden.interactionEffect());
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[a.length];
    Arrays.setAll(product, i -> a[i] * b[i]);
    return product;
  }

  @Test
  void straightLineIsFittedExactly() {
    LeastSquares fit =
        LeastSquares.ols(new double[] {1, 3, 5}, LeastSquares.withIntercept(column(0, 1, 2)));
    assertThat(fit.coefficients()).containsExactly(new double[] {1, 2}, within(1e-14));
    assertThat(fit.residuals()).containsExactly(new double[] {0, 0, 0}, within(1e-14));
    assertThat(fit.rSquared()).isCloseTo(1, within(1e-14));
  }

  @Test
  void interceptAloneIsTheMean() {
    LeastSquares fit =
        LeastSquares.ols(
            new double[] {1, 2, 6}, LeastSquares.withIntercept(new double[][] {{}, {}, {}}));
    assertThat(fit.coefficients()).containsExactly(new double[] {3}, within(1e-14));
    assertThat(fit.sigma()).isCloseTo(StrictMath.sqrt(7), within(1e-14));
    assertThat(fit.standardErrors()[0]).isCloseTo(StrictMath.sqrt(7.0 / 3), within(1e-14));
    assertThat(fit.rSquared()).isCloseTo(0, within(1e-14));
  }

  @Test
  void withoutAnInterceptRSquaredComparesWithZero() {
    LeastSquares fit = LeastSquares.ols(new double[] {1, 3}, column(1, 2)); // b = 7/5, RSS = 1/5
    assertThat(fit.coefficients()).containsExactly(new double[] {1.4}, within(1e-14));
    assertThat(fit.rSquared()).isCloseTo(1 - 0.2 / 10, within(1e-14));
    assertThat(fit.adjustedRSquared()).isCloseTo(1 - 0.02 * 2, within(1e-14));
  }

  @Test
  void constantOutcomeHasNoRSquared() {
    LeastSquares fit =
        LeastSquares.ols(new double[] {0.1, 0.1, 0.1}, LeastSquares.withIntercept(column(1, 2, 4)));
    assertThat(fit.rSquared()).isNaN();
    assertThat(fit.adjustedRSquared()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithNormalEquations(long seed) {
    RandomRegression data = new RandomRegression(seed);
    LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
    double[][] inverse = NaiveRegression.inverseCrossProduct(data.x, data.weights);
    double[] b = NaiveRegression.coefficients(data.y, data.x, data.weights);
    assertThat(fit.coefficients()).as("seed %d", seed).containsExactly(b, within(1e-10));
    for (int i = 0; i < inverse.length; i++) {
      assertThat(fit.inverseCrossProduct()[i]).containsExactly(inverse[i], within(1e-10));
    }
    double squares = 0;
    for (int row = 0; row < data.y.length; row++) {
      double fitted = NaiveRegression.fitted(data.x[row], b);
      squares += data.weights[row] * (data.y[row] - fitted) * (data.y[row] - fitted);
      assertThat(fit.fittedValues()[row]).isCloseTo(fitted, within(1e-10));
      assertThat(fit.residuals()[row]).isCloseTo(data.y[row] - fitted, within(1e-10));
    }
    double variance = squares / fit.degreesOfFreedom();
    assertThat(fit.sigma()).isCloseTo(StrictMath.sqrt(variance), within(1e-10));
    for (int i = 0; i < b.length; i++) {
      double error = StrictMath.sqrt(variance * inverse[i][i]);
      assertThat(fit.standardErrors()[i]).isCloseTo(error, within(1e-10));
    }
  }

  @Test
  void equalWeightsGiveTheUnweightedFit() {
    RandomRegression data = new RandomRegression(11);
    double[] sevens = new double[data.y.length];
    Arrays.fill(sevens, 7);
    LeastSquares weighted = LeastSquares.wls(data.y, data.x, sevens);
    LeastSquares plain = LeastSquares.ols(data.y, data.x);
    assertThat(weighted.coefficients()).containsExactly(plain.coefficients(), within(1e-12));
    assertThat(weighted.standardErrors()).containsExactly(plain.standardErrors(), within(1e-12));
    assertThat(weighted.rSquared()).isCloseTo(plain.rSquared(), within(1e-12));
    assertThat(weighted.adjustedRSquared()).isCloseTo(plain.adjustedRSquared(), within(1e-12));
    assertThat(weighted.sigma()).isCloseTo(StrictMath.sqrt(7) * plain.sigma(), within(1e-12));
  }

  @Test
  void orderOfRowsDoesNotMatter() {
    RandomRegression data = new RandomRegression(12);
    RandomRegression shuffled = data.shuffled(13);
    LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
    LeastSquares other = LeastSquares.wls(shuffled.y, shuffled.x, shuffled.weights);
    assertThat(other.coefficients()).containsExactly(fit.coefficients(), within(1e-10));
    assertThat(other.standardErrors()).containsExactly(fit.standardErrors(), within(1e-10));
    assertThat(other.rSquared()).isCloseTo(fit.rSquared(), within(1e-10));
  }

  @Test
  void sameInputGivesSameBits() {
    RandomRegression data = new RandomRegression(14);
    LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
    LeastSquares again = LeastSquares.wls(data.y, data.x, data.weights);
    assertThat(again.coefficients()).containsExactly(fit.coefficients());
    assertThat(again.inverseCrossProduct()).isDeepEqualTo(fit.inverseCrossProduct());
  }

  @Test
  void secondConstantColumnIsRefusedByIndex() {
    double[] constant = new double[60];
    Arrays.fill(constant, 250);
    double[][] x =
        LeastSquares.withIntercept(
            GoldenRegression.transposed(golden.column("beds"), constant, golden.column("urban")));
    DependentColumnException refused =
        catchThrowableOfType(
            DependentColumnException.class, () -> LeastSquares.ols(golden.logSpend(), x));
    assertThat(refused)
        .hasMessage(
            "Invalid design matrix: column 2 is zero or a combination of the columns before it."
                + " Drop it");
    assertThat(refused.column()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void combinationOfEarlierColumnsIsRefusedByIndex(long seed) {
    RandomRegression data = new RandomRegression(seed);
    double[][] x = new double[data.x.length][];
    for (int row = 0; row < x.length; row++) {
      double[] old = data.x[row];
      x[row] = new double[] {old[0], old[1], old[2], 3 * old[1] - old[2] + 5, old[3]};
    }
    assertThat(
            catchThrowableOfType(
                    DependentColumnException.class, () -> LeastSquares.wls(data.y, x, data.weights))
                .column())
        .as("seed %d", seed)
        .isEqualTo(3);
  }

  @Test
  void zeroColumnIsRefused() {
    assertThat(
            catchThrowableOfType(
                    DependentColumnException.class,
                    () -> LeastSquares.ols(new double[] {1, 2}, column(0, 0)))
                .column())
        .isZero();
  }

  @Test
  void smallScaleOfAColumnIsNotTakenForDependence() {
    double[][] x = LeastSquares.withIntercept(column(1e-12, 3e-12, 4e-12, 9e-12));
    assertThat(LeastSquares.ols(new double[] {1, 3, 4, 9}, x).coefficients()[1])
        .isCloseTo(1e12, within(1.0));
  }

  @Test
  void needsMoreRowsThanColumns() {
    assertRefused(
        new double[0],
        new double[0][],
        "Invalid design matrix: 0 rows for 0 columns. A fit needs more rows than columns");
    assertRefused(
        new double[] {1},
        new double[][] {{1}},
        "Invalid design matrix: 1 rows for 1 columns. A fit needs more rows than columns");
    assertRefused(
        new double[] {1, 2},
        new double[][] {{1, 0}, {1, 1}},
        "Invalid design matrix: 2 rows for 2 columns. A fit needs more rows than columns");
  }

  @Test
  void undefinedInputIsRefusedWhereItStands() {
    assertRefused(
        new double[] {1, Double.NaN, 2},
        column(1, 2, 3),
        "Invalid outcome NaN in row 1 (must be finite)");
    assertRefused(
        new double[] {1, 2, 3},
        column(1, 2, Double.NaN),
        "Invalid value of column 0 NaN in row 2 (must be finite)");
    assertRefused(
        new double[] {1, 2, Double.POSITIVE_INFINITY},
        column(1, 2, 3),
        "Invalid outcome Infinity in row 2 (must be finite)");
  }

  @Test
  void shapesMustFit() {
    assertRefused(
        new double[] {1, 2},
        column(1, 2, 3),
        "Invalid outcomes: 2 for 3 rows of the design matrix");
    assertRefused(
        new double[] {1, 2, 3},
        new double[][] {{1}, {2, 3}, {4}},
        "Invalid design matrix: row 1 has 2 columns, row 0 has 1");
    assertRefused(
        new double[] {1, 2}, new double[][] {{}, {}}, "Invalid design matrix: no columns");
  }

  private static void assertRefused(double[] y, double[][] x, String message) {
    assertThatThrownBy(() -> LeastSquares.ols(y, x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void weightsMustBePositive() {
    assertWeightsRefused("Invalid weight 0.0 in row 1 (must be above 0)", 1, 0, 1);
    assertWeightsRefused("Invalid weight -2.0 in row 2 (must be above 0)", 1, 1, -2);
    assertWeightsRefused("Invalid weight NaN in row 0 (must be finite)", Double.NaN, 1, 1);
    assertWeightsRefused("Invalid weights: 2 for 3 rows of the design matrix", 1, 1);
  }

  private static void assertWeightsRefused(String message, double... weights) {
    assertThatThrownBy(() -> LeastSquares.wls(new double[] {1, 2, 3}, column(1, 2, 4), weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static double[][] column(double... values) {
    return GoldenRegression.transposed(values);
  }
}
