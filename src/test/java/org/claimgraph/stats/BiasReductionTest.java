package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CR2 and CR3 against what they are defined by. */
class BiasReductionTest {

  private static final int ROWS = 70;

  private static final double[][] CONTRASTS = {
    {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0.5, 3, 1}, {0, 1, -1, 2}
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void cr2AgreesWithFullMatrices(long seed) {
    RandomRegression data = new RandomRegression(seed);
    assertAgreesWithFullMatrices(data, data.clusters);
  }

  @Test
  void cr2AgreesWithFullMatricesForClustersOfOneRow() {
    int[] mostlySingle = IntStream.range(0, 200).map(row -> StrictMath.max(row, 9)).toArray();
    assertAgreesWithFullMatrices(new RandomRegression(4), mostlySingle);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void cr2AgreesWithFullMatricesWhereOneClusterDecidesAColumn(long seed) {
    RandomRegression data = new RandomRegression(seed);
    for (int row = 0; row < data.y.length; row++) {
      data.x[row][3] = data.clusters[row] == 4 ? data.x[row][1] + data.x[row][3] : 0;
    }
    assertAgreesWithFullMatrices(data, data.clusters);
  }

  /** Adjusted residuals are then a thousand times the others, and their products cancel. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.01, 0.001})
  void cr2AgreesWithFullMatricesWhereOneClusterNearlyDecidesAColumn(double elsewhere) {
    RandomRegression data = new RandomRegression(8);
    for (int row = 0; row < data.y.length; row++) {
      data.x[row][3] = data.clusters[row] == 4 ? 1 : 0;
    }
    data.x[9][3] = elsewhere;
    assertAgreesWithFullMatrices(data, data.clusters);
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10})
  void cr2AgreesWithFullMatricesForWeightsOfEverySize(long seed) {
    RandomRegression data = new RandomRegression(seed);
    for (int row = 0; row < data.y.length; row++) {
      data.weights[row] = StrictMath.exp(data.weights[row] / 5); // up to 20,000
      data.x[row][3] = data.clusters[row] == 4 ? data.x[row][3] : 0;
    }
    assertAgreesWithFullMatrices(data, data.clusters);
  }

  /** The first rows only, for the sake of time; unweighted and weighted. */
  private static void assertAgreesWithFullMatrices(RandomRegression data, int[] clusters) {
    double[] y = Arrays.copyOf(data.y, ROWS);
    double[][] x = Arrays.copyOf(data.x, ROWS);
    int[] labels = Arrays.copyOf(clusters, ROWS);
    for (double[] weights : List.of(RegressionData.ones(ROWS), Arrays.copyOf(data.weights, ROWS))) {
      FullMatrices expected = new FullMatrices(y, x, weights, labels);
      LeastSquares fit = LeastSquares.wls(y, x, weights);
      ClusterRobust robust = ClusterRobust.of(fit, labels, ClusterCorrection.CR2);
      for (double[] contrast : CONTRASTS) {
        Estimate estimate = robust.estimate(contrast);
        assertRelative(estimate.standardError(), expected.standardError(contrast), 1e-7);
        assertRelative(estimate.degreesOfFreedom(), expected.degreesOfFreedom(contrast), 1e-7);
      }
    }
  }

  private static void assertRelative(double actual, double expected, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(tolerance * StrictMath.abs(expected)));
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9})
  void cr3IsTheJackknifeThatLeavesOutAClusterAtATime(long seed) {
    RandomRegression data = new RandomRegression(seed);
    LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
    double[][] expected = new double[4][4];
    for (int cluster = 0; cluster < 15; cluster++) {
      double[] without = coefficientsWithout(data, cluster);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          expected[i][j] +=
              (without[i] - fit.coefficients()[i]) * (without[j] - fit.coefficients()[j]);
        }
      }
    }
    double[][] covariance =
        ClusterRobust.of(fit, data.clusters, ClusterCorrection.CR3).covariance();
    for (int i = 0; i < 4; i++) {
      assertThat(covariance[i]).as("seed %d", seed).containsExactly(expected[i], within(1e-10));
    }
  }

  private static double[] coefficientsWithout(RandomRegression data, int cluster) {
    int[] kept =
        IntStream.range(0, data.y.length).filter(i -> data.clusters[i] != cluster).toArray();
    return NaiveRegression.coefficients(
        IntStream.of(kept).mapToDouble(i -> data.y[i]).toArray(),
        IntStream.of(kept).mapToObj(i -> data.x[i]).toArray(double[][]::new),
        IntStream.of(kept).mapToDouble(i -> data.weights[i]).toArray());
  }

  /** HC2 and HC3 divide squared residuals by 1 - h and its square. */
  @Test
  void clusterForEachRowGivesHc2AndHc3() {
    RandomRegression data = new RandomRegression(10);
    LeastSquares fit = LeastSquares.ols(data.y, data.x);
    double[][] bread = NaiveRegression.inverseCrossProduct(data.x, RegressionData.ones(200));
    double hc2 = 0;
    double hc3 = 0;
    for (int row = 0; row < data.y.length; row++) {
      double leverage = 0;
      double share = 0;
      for (int i = 0; i < 4; i++) {
        share += bread[1][i] * data.x[row][i];
        leverage += data.x[row][i] * NaiveRegression.fitted(bread[i], data.x[row]);
      }
      double added = share * fit.residuals()[row];
      hc2 += added * added / (1 - leverage);
      hc3 += added * added / ((1 - leverage) * (1 - leverage));
    }
    int[] rows = IntStream.range(0, data.y.length).toArray();
    assertRelative(standardError(fit, rows, ClusterCorrection.CR2), StrictMath.sqrt(hc2), 1e-10);
    assertRelative(standardError(fit, rows, ClusterCorrection.CR3), StrictMath.sqrt(hc3), 1e-10);
  }

  private static double standardError(
      LeastSquares fit, int[] clusters, ClusterCorrection correction) {
    return ClusterRobust.of(fit, clusters, correction).estimate(1).standardError();
  }

  /**
   * Where clusters are alike, there is one correction and no degree of freedom is lost; matrices of
   * 10,000 by 10,000 rows would not fit.
   */
  @Test
  void meanOfEqualClustersHasClustersLessOneDegreesOfFreedom() {
    double[] y = new Random(11).doubles(80_000, 0, 9).toArray();
    double[][] intercept = new double[y.length][];
    Arrays.fill(intercept, new double[] {1});
    LeastSquares fit = LeastSquares.ols(y, intercept);
    int[] clusters = IntStream.range(0, y.length).map(row -> row % 8).toArray();
    Estimate cr1 = ClusterRobust.of(fit, clusters, ClusterCorrection.CR1).estimate(0);
    Estimate cr2 = ClusterRobust.of(fit, clusters, ClusterCorrection.CR2).estimate(0);
    assertRelative(cr2.standardError(), cr1.standardError(), 1e-10);
    assertRelative(cr2.degreesOfFreedom(), 7, 1e-10);
  }

  /** Nearly equal weights go another way through the code than equal ones. */
  @Test
  void weightsThatDifferByLittleChangeLittle() {
    RandomRegression data = new RandomRegression(12);
    double[] weights = Arrays.stream(data.weights).map(w -> 3 + 1e-9 * w).toArray();
    ClusterRobust nearly =
        ClusterRobust.of(
            LeastSquares.wls(data.y, data.x, weights), data.clusters, ClusterCorrection.CR2);
    ClusterRobust equal =
        ClusterRobust.of(LeastSquares.ols(data.y, data.x), data.clusters, ClusterCorrection.CR2);
    for (int column = 0; column < 4; column++) {
      assertRelative(
          nearly.estimate(column).standardError(), equal.estimate(column).standardError(), 1e-7);
      assertRelative(
          nearly.estimate(column).degreesOfFreedom(),
          equal.estimate(column).degreesOfFreedom(),
          1e-7);
    }
  }

  @Test
  void nothingIsSaidOfACoefficientThatNoResidualTellsOf() {
    double[][] x = {{1, 0}, {1, 0}, {1, 1}, {1, 1}};
    LeastSquares fit = LeastSquares.ols(new double[] {1, 2, 5, 9}, x);
    Estimate estimate =
        ClusterRobust.of(fit, new int[] {1, 1, 2, 2}, ClusterCorrection.CR2).estimate(1);
    assertThat(estimate.value()).isCloseTo(5.5, within(1e-12));
    assertThat(estimate.standardError()).isNaN();
    assertThat(estimate.degreesOfFreedom()).isNaN();
    assertThat(estimate.pValue()).isNaN();
  }
}
