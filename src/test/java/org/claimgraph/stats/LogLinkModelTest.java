package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinkModelTest {

  private static final double[] Y = {2, 3, 6, 7, 8, 9, 10, 12, 15};
  private static final double[] X = {-1, -1, 0, 0, 0, 0, 1, 1, 1};

  private static LogLinkModel fit(
      MeanVariance variance, double[] y, double[][] x, double[] weights) {
    return variance == MeanVariance.MEAN
        ? LogLinkModel.quasiPoisson(y, x, weights)
        : LogLinkModel.gamma(y, x, weights);
  }

  @ParameterizedTest
  @EnumSource
  void interceptAloneIsTheLogarithmOfTheWeightedMean(MeanVariance variance) {
    double[] y = {1, 2, 9};
    double[] weights = {3, 2, 1};
    LogLinkModel model = fit(variance, y, new double[][] {{1}, {1}, {1}}, weights);
    double mean = (3 + 4 + 9) / 6.0;
    assertThat(model.coefficients()[0]).isCloseTo(StrictMath.log(mean), within(1e-14));
    assertThat(model.fittedValues())
        .containsExactly(new double[] {mean, mean, mean}, within(1e-13));
    double squares =
        3 * (1 - mean) * (1 - mean) + 2 * (2 - mean) * (2 - mean) + (9 - mean) * (9 - mean);
    double divisor = variance == MeanVariance.MEAN ? mean : mean * mean;
    assertThat(model.dispersion()).isCloseTo(squares / divisor / 2, within(1e-12));
  }

  /** The contrast of two groups is the ratio of their means. */
  @ParameterizedTest
  @EnumSource
  void twoGroupsHaveTheirMeans(MeanVariance variance) {
    double[] y = {1, 3, 5, 10, 11, 30};
    double[][] x = {{1, 0}, {1, 0}, {1, 0}, {1, 1}, {1, 1}, {1, 1}};
    LogLinkModel model = fit(variance, y, x, RegressionData.ones(6));
    assertThat(model.coefficients()[0]).isCloseTo(StrictMath.log(3), within(1e-13));
    assertThat(model.coefficients()[1]).isCloseTo(StrictMath.log(17 / 3.0), within(1e-13));
    PercentEffect effect = PercentEffect.ofLogLinear(model.estimate(1), 0.95);
    assertThat(effect.percent()).isCloseTo(100 * 14 / 3.0, within(1e-10));
  }

  /**
   * With weights w m and X'WX by hand, the variance of a Poisson log ratio is the dispersion times
   * the sum of the inverse totals.
   */
  @Test
  void standardErrorOfTwoGroupsAgreesWithTheSumOfInverseTotals() {
    double[] y = {1, 3, 5, 10, 11, 30};
    double[][] x = {{1, 0}, {1, 0}, {1, 0}, {1, 1}, {1, 1}, {1, 1}};
    LogLinkModel model = LogLinkModel.quasiPoisson(y, x, RegressionData.ones(6));
    double dispersion = ((4 + 0 + 4) / 3.0 + (49 + 36 + 169) / 17.0) / 4;
    assertThat(model.dispersion()).isCloseTo(dispersion, within(1e-12));
    assertThat(model.estimate(1).standardError())
        .isCloseTo(StrictMath.sqrt(dispersion * (1 / 9.0 + 1 / 51.0)), within(1e-12));
    assertThat(model.estimate(1).degreesOfFreedom()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"MEAN,1", "MEAN,2", "SQUARED_MEAN,3", "SQUARED_MEAN,4"})
  void agreesWithNewtonOnTheLikelihood(MeanVariance variance, long seed) {
    RandomRegression data = new RandomRegression(seed);
    double[] y = Arrays.stream(data.y).map(v -> StrictMath.exp(v / 2) * 1000).toArray();
    if (variance == MeanVariance.MEAN) {
      y[17] = 0;
    }
    double[] newton = newton(variance, y, data.x, data.weights);
    LogLinkModel model = fit(variance, y, data.x, data.weights);
    assertThat(model.coefficients()).as("seed %d", seed).containsExactly(newton, within(1e-11));
  }

  /** Observed second derivatives and a hundred steps, each halved while it does not help. */
  private static double[] newton(
      MeanVariance variance, double[] y, double[][] x, double[] weights) {
    double[] b = {StrictMath.log(Arrays.stream(y).average().getAsDouble()), 0, 0, 0};
    for (int step = 0; step < 100; step++) {
      double[] slope = new double[4];
      double[][] curve = new double[4][4];
      for (int row = 0; row < y.length; row++) {
        double mean = StrictMath.exp(NaiveRegression.fitted(x[row], b));
        double up = variance == MeanVariance.MEAN ? y[row] - mean : y[row] / mean - 1;
        double bend = variance == MeanVariance.MEAN ? mean : y[row] / mean;
        for (int i = 0; i < 4; i++) {
          slope[i] += weights[row] * up * x[row][i];
          for (int j = 0; j < 4; j++) {
            curve[i][j] += weights[row] * bend * x[row][i] * x[row][j];
          }
        }
      }
      double[] change =
          new LUDecomposition(new Array2DRowRealMatrix(curve))
              .getSolver()
              .getInverse()
              .operate(slope);
      double share = 1;
      while (loss(variance, y, x, weights, moved(b, share, change))
              > loss(variance, y, x, weights, b)
          && share > 1e-6) {
        share /= 2;
      }
      b = moved(b, share, change);
    }
    return b;
  }

  /** Many outcomes far from their mean: expected curvatures would send every step too far. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void convergesForCostsWithALongTail(long seed) {
    RandomRegression data = new RandomRegression(seed);
    double[] y = Arrays.stream(data.y).map(v -> StrictMath.exp(2 * v)).toArray();
    double[] means = LogLinkModel.gamma(y, data.x, data.weights).fittedValues();
    for (int column = 0; column < 4; column++) {
      double slope = 0;
      double size = 0;
      for (int row = 0; row < y.length; row++) {
        double term = data.weights[row] * data.x[row][column] * (y[row] / means[row] - 1);
        slope += term;
        size += StrictMath.abs(term);
      }
      assertThat(slope / size).as("seed %d", seed).isCloseTo(0, within(1e-11));
    }
  }

  private static double[] moved(double[] b, double share, double[] change) {
    double[] moved = new double[b.length];
    Arrays.setAll(moved, i -> b[i] + share * change[i]);
    return moved;
  }

  private static double loss(
      MeanVariance variance, double[] y, double[][] x, double[] weights, double[] b) {
    double sum = 0;
    for (int row = 0; row < y.length; row++) {
      double logMean = NaiveRegression.fitted(x[row], b);
      double mean = StrictMath.exp(logMean);
      sum +=
          weights[row]
              * (variance == MeanVariance.MEAN ? mean - y[row] * logMean : y[row] / mean + logMean);
    }
    return sum;
  }

  /** In the original units the estimating equations are sums of weighted residuals. */
  @ParameterizedTest
  @EnumSource
  void clusterRobustCovarianceIsThatOfTheEstimatingEquations(MeanVariance variance) {
    RandomRegression data = new RandomRegression(5);
    double[] y = Arrays.stream(data.y).map(StrictMath::exp).toArray();
    LogLinkModel model = fit(variance, y, data.x, data.weights);
    double[] means = model.fittedValues();
    double[][] scores = new double[15][4];
    double[] working = new double[200];
    for (int row = 0; row < 200; row++) {
      double precision =
          variance == MeanVariance.MEAN ? 1 / means[row] : 1 / (means[row] * means[row]);
      working[row] = data.weights[row] * means[row] * means[row] * precision;
      for (int i = 0; i < 4; i++) {
        scores[data.clusters[row]][i] +=
            data.weights[row] * (y[row] - means[row]) * means[row] * precision * data.x[row][i];
      }
    }
    double[][] bread = NaiveRegression.inverseCrossProduct(data.x, working);
    double squares = 0;
    for (double[] score : scores) {
      squares += StrictMath.pow(NaiveRegression.fitted(bread[2], score), 2);
    }
    Estimate estimate = ClusterRobust.of(model, data.clusters, ClusterCorrection.CR1).estimate(2);
    assertThat(estimate.standardError())
        .isCloseTo(StrictMath.sqrt(squares * 15 / 14), within(1e-10));
    assertThat(estimate.value()).isEqualTo(model.coefficients()[2]);
    assertThat(estimate.degreesOfFreedom()).isEqualTo(14);
  }

  /** Rows divided by the standard deviation that the model assumes are an unweighted fit. */
  @ParameterizedTest
  @EnumSource
  void cr2AgreesWithFullMatricesOfRowsOfEqualVariance(MeanVariance variance) {
    RandomRegression data = new RandomRegression(6);
    double[] y = Arrays.stream(data.y).limit(70).map(StrictMath::exp).toArray();
    double[][] x = Arrays.copyOf(data.x, 70);
    int[] clusters = Arrays.copyOf(data.clusters, 70);
    double[] weights = Arrays.copyOf(data.weights, 70);
    LogLinkModel model = fit(variance, y, x, weights);
    double[] means = model.fittedValues();
    double[] logarithms = new double[70];
    double[][] regressors = new double[70][];
    for (int row = 0; row < 70; row++) {
      double precision = weights[row] * (variance == MeanVariance.MEAN ? means[row] : 1);
      double root = StrictMath.sqrt(precision);
      double residual = (y[row] - means[row]) / means[row];
      logarithms[row] = root * (StrictMath.log(means[row]) + residual);
      regressors[row] = Arrays.stream(x[row]).map(value -> root * value).toArray();
    }
    FullMatrices expected =
        new FullMatrices(logarithms, regressors, RegressionData.ones(70), clusters);
    ClusterRobust robust = ClusterRobust.of(model, clusters, ClusterCorrection.CR2);
    for (int column = 0; column < 4; column++) {
      double[] contrast = new double[4];
      contrast[column] = 1;
      Estimate estimate = robust.estimate(column);
      assertThat(estimate.standardError())
          .isCloseTo(expected.standardError(contrast), within(1e-9));
      assertThat(estimate.degreesOfFreedom())
          .isCloseTo(expected.degreesOfFreedom(contrast), within(1e-7));
    }
  }

  @Test
  void twoKindsOfClustersAddUpAsInLinearModels() {
    RandomRegression data = new RandomRegression(7);
    double[] y = Arrays.stream(data.y).map(StrictMath::exp).toArray();
    LogLinkModel model = LogLinkModel.gamma(y, data.x, data.weights);
    int[] halves = IntStream.range(0, 200).map(i -> 2 * data.clusters[i] + i % 2).toArray();
    assertThat(
            ClusterRobust.twoWay(model, data.clusters, halves, ClusterCorrection.CR2)
                .standardErrors())
        .containsExactly(
            ClusterRobust.of(model, data.clusters, ClusterCorrection.CR2).standardErrors(),
            within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void unitsAndScaleOfWeightsDoNotMatter(MeanVariance variance) {
    double[][] x = LeastSquares.withIntercept(GoldenRegression.transposed(X));
    LogLinkModel model = fit(variance, Y, x, RegressionData.ones(9));
    double[] cents = Arrays.stream(Y).map(v -> 1e6 * v).toArray();
    double[] sevens = new double[9];
    Arrays.fill(sevens, 7);
    LogLinkModel other = fit(variance, cents, x, sevens);
    assertThat(other.coefficients()[1]).isCloseTo(model.coefficients()[1], within(1e-12));
    assertThat(other.coefficients()[0])
        .isCloseTo(model.coefficients()[0] + StrictMath.log(1e6), within(1e-12));
    assertThat(other.estimate(1).standardError())
        .isCloseTo(model.estimate(1).standardError(), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e6})
  void convergesWhereOneRowIsFarFromAllOthers(double far) {
    double[] y = Y.clone();
    y[8] = far;
    double[] x = X.clone();
    x[8] = 20;
    double[][] design = LeastSquares.withIntercept(GoldenRegression.transposed(x));
    double[] means = LogLinkModel.quasiPoisson(y, design, RegressionData.ones(9)).fittedValues();
    double rest = 0;
    double slope = 0;
    for (int row = 0; row < 9; row++) {
      rest += y[row] - means[row];
      slope += x[row] * (y[row] - means[row]);
    }
    assertThat(rest / far).isCloseTo(0, within(1e-11));
    assertThat(slope / far).isCloseTo(0, within(1e-10));
  }

  @Test
  void groupWithNothingHasNoMaximum() {
    double[] y = {1, 2, 3, 0, 0, 0};
    double[][] x = {{1, 0}, {1, 0}, {1, 0}, {1, 1}, {1, 1}, {1, 1}};
    assertThatThrownBy(() -> LogLinkModel.quasiPoisson(y, x, RegressionData.ones(6)))
        .isInstanceOf(NoMaximumException.class)
        .hasMessage(
            "Cannot fit a log-link model: coefficients still grow after 50 steps. Drop columns"
                + " that are not 0 only in rows with an outcome of 0");
    assertThatThrownBy(() -> LogLinkModel.quasiPoisson(new double[6], x, RegressionData.ones(6)))
        .isInstanceOf(NoMaximumException.class)
        .hasMessage("Cannot fit a log-link model: the outcome is 0 in all rows");
  }

  @Test
  void outcomesOutsideTheFamilyAreRefused() {
    double[][] x = {{1}, {1}, {1}};
    double[] ones = RegressionData.ones(3);
    assertThatThrownBy(() -> LogLinkModel.quasiPoisson(new double[] {1, -2, 3}, x, ones))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid outcome -2.0 in row 1 (must not be below 0)");
    assertThatThrownBy(() -> LogLinkModel.gamma(new double[] {1, 2, 0}, x, ones))
        .hasMessage("Invalid outcome 0.0 in row 2 (must be above 0)");
    assertThatThrownBy(() -> LogLinkModel.gamma(new double[] {1, Double.NaN, 3}, x, ones))
        .hasMessage("Invalid outcome NaN in row 1 (must be finite)");
  }
}
