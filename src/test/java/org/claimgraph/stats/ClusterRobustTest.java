package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.claimgraph.stats.GoldenRegression.LINEAR_OLS;
import static org.claimgraph.stats.GoldenRegression.LOG_OLS;
import static org.claimgraph.stats.GoldenRegression.LOG_WLS;
import static org.claimgraph.stats.GoldenRegression.assertAgree;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterRobustTest {

  private static final Map<ClusterCorrection, String> R_NAME =
      Map.of(
          ClusterCorrection.CR0, "CR0",
          ClusterCorrection.CR1, "CR1",
          ClusterCorrection.CR1P, "CR1p",
          ClusterCorrection.CR1S, "CR1S",
          ClusterCorrection.CR2, "CR2",
          ClusterCorrection.CR3, "CR3");

  private final GoldenRegression golden = GoldenRegression.read();

  @ParameterizedTest
  @EnumSource
  void agreesWithClubSandwichForOlsOfLogSpend(ClusterCorrection correction) {
    assertAgreesWithR(LOG_OLS, LeastSquares.ols(golden.logSpend(), golden.design()), correction);
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithClubSandwichForWls(ClusterCorrection correction) {
    assertAgreesWithR(
        LOG_WLS,
        LeastSquares.wls(golden.logSpend(), golden.design(), golden.column("npat")),
        correction);
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithClubSandwichForOlsOfSpend(ClusterCorrection correction) {
    assertAgreesWithR(
        LINEAR_OLS, LeastSquares.ols(golden.column("spend"), golden.design()), correction);
  }

  private void assertAgreesWithR(String section, LeastSquares fit, ClusterCorrection correction) {
    ClusterRobust robust = ClusterRobust.of(fit, golden.clusters(), correction);
    assertThat(robust.clusterCount()).isEqualTo(12);
    double[][] table = golden.robustTable(section, R_NAME.get(correction));
    for (int column = 0; column < table.length; column++) {
      assertAgree(GoldenRegression.row(robust.estimate(column)), table[column]);
      assertThat(robust.standardErrors()[column])
          .isEqualTo(robust.estimate(column).standardError());
    }
  }

  @Test
  void clusterForEachRowGivesHc1() {
    int[] rows = IntStream.range(0, 60).toArray();
    double[][] x = golden.design();
    double[] y = golden.logSpend();
    assertHc1(LOG_OLS, LeastSquares.ols(y, x), rows);
    assertHc1(LOG_WLS, LeastSquares.wls(y, x, golden.column("npat")), rows);
    assertHc1(LINEAR_OLS, LeastSquares.ols(golden.column("spend"), x), rows);
  }

  private void assertHc1(String section, LeastSquares fit, int[] rows) {
    assertAgree(
        ClusterRobust.of(fit, rows, ClusterCorrection.CR1S).standardErrors(),
        golden.vectorAfter(section, "HC1"));
  }

  @Test
  void factorsFollowTheirFormulas() {
    assertThat(ClusterCorrection.CR0.factor(12, 60, 5)).isEqualTo(1);
    assertThat(ClusterCorrection.CR1.factor(12, 60, 5)).isEqualTo(12.0 / 11);
    assertThat(ClusterCorrection.CR1P.factor(12, 60, 5)).isEqualTo(12.0 / 7);
    assertThat(ClusterCorrection.CR1S.factor(12, 60, 5)).isEqualTo(12.0 * 59 / (11 * 55));
    assertThat(ClusterCorrection.CR1S.factor(1_000_000, 2_000_000, 5))
        .isCloseTo(1, within(1e-5)); // products beyond int
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithSumsOverPairsOfRows(long seed) {
    RandomRegression data = new RandomRegression(seed);
    double[][] expected =
        NaiveRegression.clusterRobust(data.y, data.x, data.weights, data.clusters);
    double[][] covariance = fit(data, data.clusters).covariance();
    for (int i = 0; i < expected.length; i++) {
      assertThat(covariance[i]).as("seed %d", seed).containsExactly(expected[i], within(1e-10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void orderOfRowsDoesNotMatter(ClusterCorrection correction) {
    RandomRegression data = new RandomRegression(31);
    RandomRegression shuffled = data.shuffled(32);
    assertClose(
        fit(shuffled, shuffled.clusters, correction), fit(data, data.clusters, correction), 1e-10);
  }

  @ParameterizedTest
  @EnumSource
  void otherLabelsGiveTheSameBits(ClusterCorrection correction) {
    RandomRegression data = new RandomRegression(33);
    int[] renamed = Arrays.stream(data.clusters).map(c -> 1_000_003 * (7 - c)).toArray();
    int[] extreme =
        Arrays.stream(data.clusters)
            .map(c -> c == 0 ? Integer.MAX_VALUE : c == 1 ? Integer.MIN_VALUE : -c)
            .toArray();
    ClusterRobust robust = fit(data, data.clusters, correction);
    for (int[] other : List.of(renamed, extreme)) {
      ClusterRobust renumbered = fit(data, other, correction);
      assertThat(renumbered.covariance()).isDeepEqualTo(robust.covariance());
      for (int column = 0; column < 4; column++) {
        assertThat(renumbered.estimate(column)).isEqualTo(robust.estimate(column));
      }
    }
  }

  private static ClusterRobust fit(RandomRegression data, int[] clusters) {
    return fit(data, clusters, ClusterCorrection.CR0);
  }

  private static ClusterRobust fit(
      RandomRegression data, int[] clusters, ClusterCorrection correction) {
    LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
    return ClusterRobust.of(fit, clusters, correction);
  }

  private static void assertClose(ClusterRobust actual, ClusterRobust expected, double tolerance) {
    for (int column = 0; column < 4; column++) {
      Estimate estimate = expected.estimate(column);
      assertThat(actual.estimate(column).standardError())
          .isCloseTo(estimate.standardError(), within(tolerance));
      assertThat(actual.estimate(column).degreesOfFreedom())
          .isCloseTo(estimate.degreesOfFreedom(), within(tolerance * 100));
    }
  }

  @ParameterizedTest
  @EnumSource
  void scaleOfWeightsDoesNotMatter(ClusterCorrection correction) {
    RandomRegression data = new RandomRegression(34);
    double[] scaled = Arrays.stream(data.weights).map(w -> w / 1000).toArray();
    LeastSquares fit = LeastSquares.wls(data.y, data.x, scaled);
    assertClose(
        ClusterRobust.of(fit, data.clusters, correction),
        fit(data, data.clusters, correction),
        1e-12);
  }

  @Test
  void contrastIsJudgedByTheCovarianceOfItsCoefficients() {
    RandomRegression data = new RandomRegression(36);
    double[] contrast = {1, -2, 0, 0.5};
    for (ClusterCorrection correction : ClusterCorrection.values()) {
      ClusterRobust robust = fit(data, data.clusters, correction);
      double[][] covariance = robust.covariance();
      double variance = 0;
      double value = 0;
      for (int i = 0; i < contrast.length; i++) {
        value += contrast[i] * robust.estimate(i).value();
        for (int j = 0; j < contrast.length; j++) {
          variance += contrast[i] * covariance[i][j] * contrast[j];
        }
      }
      Estimate estimate = robust.estimate(contrast);
      assertThat(estimate.value()).isCloseTo(value, within(1e-12));
      assertThat(estimate.standardError()).isCloseTo(StrictMath.sqrt(variance), within(1e-12));
    }
    assertThatThrownBy(() -> fit(data, data.clusters).estimate(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid contrast: 3 factors for 4 coefficients");
  }

  @Test
  void laterChangesOfTheInputDoNotReachTheFit() {
    RandomRegression data = new RandomRegression(35);
    LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
    double sigma = fit.sigma();
    double[][] before = ClusterRobust.of(fit, data.clusters, ClusterCorrection.CR0).covariance();
    Arrays.fill(data.y, 0);
    Arrays.fill(data.weights, 0);
    Arrays.fill(data.x[0], 0);
    Arrays.fill(fit.residuals(), 0);
    Arrays.fill(fit.inverseCrossProduct()[0], 0);
    assertThat(fit.sigma()).isEqualTo(sigma);
    assertThat(ClusterRobust.of(fit, data.clusters, ClusterCorrection.CR0).covariance())
        .isDeepEqualTo(before);
  }

  @Test
  void needsALabelForEachRow() {
    assertRefused(new int[] {1, 2}, ClusterCorrection.CR0, "Invalid clusters: 2 labels for 4 rows");
  }

  @ParameterizedTest
  @EnumSource
  void needsTwoClusters(ClusterCorrection correction) {
    assertRefused(new int[] {8, 8, 8, 8}, correction, "Invalid clusters: 1 (at least 2 needed)");
  }

  @Test
  void cr1pNeedsMoreClustersThanColumns() {
    assertRefused(
        new int[] {1, 1, 2, 2},
        ClusterCorrection.CR1P,
        "Invalid clusters: 2 for 2 columns. CR1P needs more clusters than columns");
  }

  private static void assertRefused(int[] clusters, ClusterCorrection type, String message) {
    LeastSquares fit =
        LeastSquares.ols(
            new double[] {1, 2, 2, 5}, new double[][] {{1, 0}, {1, 1}, {1, 2}, {1, 3}});
    assertThatThrownBy(() -> ClusterRobust.of(fit, clusters, type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
