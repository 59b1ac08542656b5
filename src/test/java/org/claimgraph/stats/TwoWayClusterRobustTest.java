package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwoWayClusterRobustTest {

  private final RandomRegression data = new RandomRegression(41);
  private final LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
  private final int[] others = new Random(42).ints(200, 0, 9).toArray();

  private ClusterRobust twoWay(int[] first, int[] second, ClusterCorrection correction) {
    return ClusterRobust.twoWay(fit, first, second, correction);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithSumsOverPairsOfRowsThatShareEither(long seed) {
    int[] second = new Random(seed).ints(200, 0, 12).toArray();
    double[][] expected =
        NaiveRegression.clusterRobust(data.y, data.x, data.weights, data.clusters, second);
    double[][] covariance = twoWay(data.clusters, second, ClusterCorrection.CR0).covariance();
    for (int i = 0; i < expected.length; i++) {
      assertThat(covariance[i]).as("seed %d", seed).containsExactly(expected[i], within(1e-10));
    }
  }

  /** Each of the three sums has the correction of its own clusters. */
  @ParameterizedTest
  @EnumSource
  void addsAndSubtractsWhatOneWaySays(ClusterCorrection correction) {
    int[] both = new int[200];
    Arrays.setAll(both, row -> 100 * data.clusters[row] + others[row]);
    double[][] first = ClusterRobust.of(fit, data.clusters, correction).covariance();
    double[][] second = ClusterRobust.of(fit, others, correction).covariance();
    double[][] shared = ClusterRobust.of(fit, both, correction).covariance();
    ClusterRobust robust = twoWay(data.clusters, others, correction);
    assertThat(robust.clusterCount()).isEqualTo(9);
    for (int column = 0; column < 4; column++) {
      double variance = first[column][column] + second[column][column] - shared[column][column];
      assertThat(robust.estimate(column).standardError())
          .isCloseTo(StrictMath.sqrt(variance), within(1e-12));
      assertThat(robust.estimate(column).degreesOfFreedom()).isEqualTo(8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nestedClustersAddNothing(ClusterCorrection correction) {
    int[] halves = new int[200];
    Arrays.setAll(halves, row -> 2 * data.clusters[row] + row % 2);
    assertThat(twoWay(halves, data.clusters, correction).standardErrors())
        .containsExactly(
            ClusterRobust.of(fit, data.clusters, correction).standardErrors(), within(1e-12));
  }

  @ParameterizedTest
  @EnumSource
  void neitherLabelsNorTheOrderOfTheKindsMatter(ClusterCorrection correction) {
    int[] renamed = Arrays.stream(data.clusters).map(c -> Integer.MAX_VALUE - 77 * c).toArray();
    double[][] covariance = twoWay(data.clusters, others, correction).covariance();
    assertThat(twoWay(renamed, others, correction).covariance()).isDeepEqualTo(covariance);
    assertThat(twoWay(others, data.clusters, correction).covariance()).isDeepEqualTo(covariance);
  }

  /** Residuals that cancel in each row and column of a table leave less than nothing. */
  @Test
  void varianceBelowZeroHasNoStandardError() {
    double[] y = {1, -1, -1, 1};
    LeastSquares mean = LeastSquares.ols(y, new double[][] {{1}, {1}, {1}, {1}});
    int[] rows = {1, 1, 2, 2};
    int[] columns = {1, 2, 1, 2};
    ClusterRobust robust = ClusterRobust.twoWay(mean, rows, columns, ClusterCorrection.CR0);
    assertThat(robust.covariance()[0][0]).isCloseTo(-0.25, within(1e-15));
    assertThat(robust.estimate(0).standardError()).isNaN();
    assertThat(robust.estimate(0).pValue()).isNaN();
    assertThat(robust.standardErrors()[0]).isNaN();
  }

  @Test
  void bothKindsNeedTwoClusters() {
    assertThatThrownBy(() -> twoWay(data.clusters, new int[200], ClusterCorrection.CR0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid clusters: 1 (at least 2 needed)");
  }
}
