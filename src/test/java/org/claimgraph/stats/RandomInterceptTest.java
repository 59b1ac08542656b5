package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomInterceptTest {

  private final GoldenRegression golden = GoldenRegression.read();

  @Test
  void agreesWithLme4() {
    LeastSquares fit = LeastSquares.ols(golden.logSpend(), golden.design());
    RandomIntercept model = RandomIntercept.of(fit, golden.clusters());
    double[] variances = golden.randomInterceptVariances();
    assertThat(variances).containsExactly(0.003548122054, 0.003604947738);
    assertRelative(model.clusterVariance(), variances[0], 1e-6);
    assertRelative(model.residualVariance(), variances[1], 1e-6);
    double[][] expected = golden.randomInterceptCoefficients();
    for (int column = 0; column < 5; column++) {
      assertRelative(model.coefficients()[column], expected[0][column], 1e-8);
      assertRelative(model.estimate(column).standardError(), expected[1][column], 1e-7);
      assertThat(model.estimate(column).value()).isEqualTo(model.coefficients()[column]);
      assertThat(model.estimate(column).degreesOfFreedom()).isEqualTo(11);
    }
    assertThat(model.clusterCount()).isEqualTo(12);
  }

  private static void assertRelative(double actual, double expected, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(tolerance * StrictMath.abs(expected)));
  }

  /** In a balanced design the analysis of variance gives the same in closed form. */
  @Test
  void agreesWithAnalysisOfVarianceOfABalancedDesign() {
    double[] y = {1, 2, 3, 7, 8, 12, 4, 4, 7};
    int[] clusters = {5, 5, 5, 6, 6, 6, 7, 7, 7};
    RandomIntercept model = RandomIntercept.of(mean(y), clusters);
    double within = (2 + 14 + 6) / 6.0; // sum of squares about 2, 9, 5
    double between = 3 * (4 + 81 + 25 - 16 * 16 / 3.0) / 2; // of these means, three rows each
    assertThat(model.residualVariance()).isCloseTo(within, within(1e-12));
    assertThat(model.clusterVariance()).isCloseTo((between - within) / 3, within(1e-12));
    assertThat(model.coefficients()[0]).isCloseTo(16 / 3.0, within(1e-12));
    assertThat(model.estimate(0).standardError())
        .isCloseTo(StrictMath.sqrt(between / 9), within(1e-12));
  }

  private static LeastSquares mean(double... y) {
    double[][] intercept = new double[y.length][];
    Arrays.fill(intercept, new double[] {1});
    return LeastSquares.ols(y, intercept);
  }

  @Test
  void clustersAlikeHaveNoVarianceAndLeaveLeastSquares() {
    double[] y = {1, 4, 9, 2, 4, 8, 1, 5, 8};
    double[][] x = LeastSquares.withIntercept(GoldenRegression.transposed(new double[9]));
    for (int row = 0; row < 9; row++) {
      x[row][1] = row % 3;
    }
    LeastSquares fit = LeastSquares.ols(y, x);
    RandomIntercept model = RandomIntercept.of(fit, new int[] {1, 1, 1, 2, 2, 2, 3, 3, 3});
    assertThat(model.clusterVariance()).isZero();
    assertThat(model.coefficients()).containsExactly(fit.coefficients(), within(1e-12));
    assertThat(model.residualVariance()).isCloseTo(fit.sigma() * fit.sigma(), within(1e-12));
    assertThat(model.estimate(1).standardError())
        .isCloseTo(fit.estimate(1).standardError(), within(1e-12));
  }

  /** The likelihood as the papers write it falls on both sides of the estimate. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void maximizesTheRestrictedLikelihoodOfFullMatrices(long seed) {
    RandomRegression data = new RandomRegression(seed);
    RandomIntercept model =
        RandomIntercept.of(LeastSquares.wls(data.y, data.x, data.weights), data.clusters);
    double cluster = model.clusterVariance();
    double residual = model.residualVariance();
    assertThat(cluster).isPositive();
    FullLikelihood best = new FullLikelihood(data, cluster, residual);
    for (double factor : new double[] {0.999, 1.001}) {
      assertThat(new FullLikelihood(data, cluster * factor, residual).deviance)
          .isGreaterThan(best.deviance);
      assertThat(new FullLikelihood(data, cluster, residual * factor).deviance)
          .isGreaterThan(best.deviance);
    }
    assertThat(model.coefficients()).containsExactly(best.coefficients, within(1e-10));
    for (int column = 0; column < 4; column++) {
      assertThat(model.estimate(column).standardError())
          .isCloseTo(best.standardErrors[column], within(1e-10));
    }
  }

  /** Minus twice the restricted log-likelihood, and generalized least squares, with V inverted. */
  private static final class FullLikelihood {
    final double deviance;
    final double[] coefficients;
    final double[] standardErrors;

    FullLikelihood(RandomRegression data, double clusterVariance, double residualVariance) {
      RealMatrix x = MatrixUtils.createRealMatrix(data.x);
      RealMatrix v = MatrixUtils.createRealMatrix(200, 200);
      for (int row = 0; row < 200; row++) {
        for (int other = 0; other < 200; other++) {
          boolean together = data.clusters[row] == data.clusters[other];
          v.setEntry(row, other, together ? clusterVariance : 0);
        }
        v.addToEntry(row, row, residualVariance / data.weights[row]);
      }
      LUDecomposition lu = new LUDecomposition(v);
      RealMatrix inverse = lu.getSolver().getInverse();
      RealMatrix cross = x.transpose().multiply(inverse).multiply(x);
      RealMatrix covariance = MatrixUtils.inverse(cross);
      coefficients = covariance.operate(x.transpose().operate(inverse.operate(data.y)));
      double[] residuals = new double[200];
      double[] fitted = x.operate(coefficients);
      Arrays.setAll(residuals, row -> data.y[row] - fitted[row]);
      deviance =
          StrictMath.log(lu.getDeterminant())
              + StrictMath.log(new LUDecomposition(cross).getDeterminant())
              + NaiveRegression.fitted(residuals, inverse.operate(residuals));
      standardErrors =
          IntStream.range(0, 4)
              .mapToDouble(i -> StrictMath.sqrt(covariance.getEntry(i, i)))
              .toArray();
    }
  }

  @Test
  void orderOfRowsDoesNotMatterAndLabelsGiveTheSameBits() {
    RandomRegression data = new RandomRegression(5);
    RandomRegression shuffled = data.shuffled(6);
    RandomIntercept model =
        RandomIntercept.of(LeastSquares.wls(data.y, data.x, data.weights), data.clusters);
    RandomIntercept other =
        RandomIntercept.of(
            LeastSquares.wls(shuffled.y, shuffled.x, shuffled.weights), shuffled.clusters);
    assertRelative(other.clusterVariance(), model.clusterVariance(), 1e-10);
    assertThat(other.coefficients()).containsExactly(model.coefficients(), within(1e-10));
    int[] renamed = Arrays.stream(data.clusters).map(c -> 99 - 7 * c).toArray();
    RandomIntercept relabelled =
        RandomIntercept.of(LeastSquares.wls(data.y, data.x, data.weights), renamed);
    assertThat(relabelled.estimate(1)).isEqualTo(model.estimate(1));
    assertThat(relabelled.clusterVariance()).isEqualTo(model.clusterVariance());
  }

  /** With great differences between clusters, what is left is the fit within clusters. */
  @Test
  void clustersFarApartLeaveTheFitWithinThem() {
    RandomRegression data = new RandomRegression(7);
    double[][] dummies = new double[200][18];
    for (int row = 0; row < 200; row++) {
      data.y[row] += 1e3 * StrictMath.sin(data.clusters[row]);
      dummies[row][data.clusters[row]] = 1;
      System.arraycopy(data.x[row], 1, dummies[row], 15, 3);
    }
    RandomIntercept model = RandomIntercept.of(LeastSquares.ols(data.y, data.x), data.clusters);
    LeastSquares within = LeastSquares.ols(data.y, dummies);
    for (int column = 1; column < 4; column++) {
      assertThat(model.coefficients()[column])
          .isCloseTo(within.coefficients()[column + 14], within(1e-4));
      assertThat(model.estimate(column).standardError())
          .isCloseTo(within.estimate(column + 14).standardError(), within(1e-5));
    }
  }

  @Test
  void outcomesMustVaryWithinClusters() {
    assertThatThrownBy(
            () -> RandomIntercept.of(mean(1, 1, 5, 5, 7, 7), new int[] {1, 1, 2, 2, 3, 3}))
        .isInstanceOf(NoMaximumException.class)
        .hasMessage(
            "Cannot fit a random intercept: outcomes hardly vary within clusters beside the"
                + " regressors. Use the means of clusters as rows");
  }

  @Test
  void someClusterMustHaveTwoRows() {
    assertThatThrownBy(() -> RandomIntercept.of(mean(1, 2, 5), new int[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid clusters: one for each of 3 rows. A random intercept needs a cluster of two"
                + " rows");
    assertThatThrownBy(() -> RandomIntercept.of(mean(1, 2, 5), new int[] {1, 1, 1}))
        .hasMessage("Invalid clusters: 1 (at least 2 needed)");
    assertThatThrownBy(() -> RandomIntercept.of(mean(1, 2, 5), new int[] {1, 1}))
        .hasMessage("Invalid clusters: 2 labels for 3 rows");
  }
}
