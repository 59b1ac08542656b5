package org.claimgraph.association;

import java.util.Arrays;
import java.util.List;
import org.claimgraph.config.ModelConfig;
import org.claimgraph.config.ModelConfig.ClusterType;
import org.claimgraph.config.ModelConfig.Form;
import org.claimgraph.stats.ClusterCorrection;
import org.claimgraph.stats.ClusterRobust;
import org.claimgraph.stats.Diagnostics;
import org.claimgraph.stats.Estimate;
import org.claimgraph.stats.LeastSquares;
import org.claimgraph.stats.LogLinkModel;
import org.claimgraph.stats.PercentEffect;
import org.claimgraph.stats.RandomIntercept;

/** A model of any form once it is fitted, with cluster-robust or its own standard errors. */
final class FittedModel {

  private final ClusterRobust robust;
  private final RandomIntercept mixed;
  private final FitQuality quality;

  private FittedModel(ClusterRobust robust, RandomIntercept mixed, FitQuality quality) {
    this.robust = robust;
    this.mixed = mixed;
    this.quality = quality;
  }

  /**
   * Fits a model.
   *
   * @param y response of each unit
   * @param x design matrix, intercept first
   * @throws org.claimgraph.stats.DependentColumnException if a column follows from earlier ones
   * @throws org.claimgraph.stats.NoMaximumException if the units do not tell the coefficients
   */
  static FittedModel of(double[] y, double[][] x, Units units, ModelConfig config) {
    double[] weights = units.weights(config.weights());
    LeastSquares plain = LeastSquares.wls(y, x, weights);
    double maxVif =
        Arrays.stream(Diagnostics.varianceInflationFactors(plain))
            .skip(1) // the intercept
            .max()
            .orElse(Double.NaN);
    return switch (config.form()) {
      case LINEAR -> linear(plain, maxVif, units, config);
      case RANDOM_INTERCEPT -> mixed(plain, maxVif, units, config);
      case QUASI_POISSON, GAMMA -> logLink(y, x, weights, maxVif, units, config);
    };
  }

  private static FittedModel linear(
      LeastSquares fit, double maxVif, Units units, ModelConfig config) {
    int[][] clusters = clusters(units, config);
    ClusterRobust robust =
        clusters.length == 1
            ? ClusterRobust.of(fit, clusters[0], correction(config))
            : ClusterRobust.twoWay(fit, clusters[0], clusters[1], correction(config));
    return new FittedModel(
        robust,
        null,
        new FitQuality(
            fit.rSquared(),
            fit.adjustedRSquared(),
            fit.sigma(),
            maxVif,
            Diagnostics.largestLeverage(fit)));
  }

  private static FittedModel mixed(
      LeastSquares plain, double maxVif, Units units, ModelConfig config) {
    RandomIntercept mixed = RandomIntercept.of(plain, clusters(units, config)[0]);
    double deviation = StrictMath.sqrt(mixed.residualVariance());
    return new FittedModel(
        null, mixed, new FitQuality(Double.NaN, Double.NaN, deviation, maxVif, Double.NaN));
  }

  private static FittedModel logLink(
      double[] y, double[][] x, double[] weights, double maxVif, Units units, ModelConfig config) {
    LogLinkModel fit =
        config.form() == Form.GAMMA
            ? LogLinkModel.gamma(y, x, weights)
            : LogLinkModel.quasiPoisson(y, x, weights);
    int[][] clusters = clusters(units, config);
    ClusterRobust robust =
        clusters.length == 1
            ? ClusterRobust.of(fit, clusters[0], correction(config))
            : ClusterRobust.twoWay(fit, clusters[0], clusters[1], correction(config));
    return new FittedModel(
        robust, null, new FitQuality(Double.NaN, Double.NaN, Double.NaN, maxVif, Double.NaN));
  }

  private static int[][] clusters(Units units, ModelConfig config) {
    List<ClusterType> types = config.clusters();
    return types.stream().map(units::clusters).toArray(int[][]::new);
  }

  private static ClusterCorrection correction(ModelConfig config) {
    return ClusterCorrection.valueOf(config.standardErrors().name());
  }

  /** The coefficient of a column of the design matrix. */
  Estimate estimate(int column) {
    return mixed == null ? robust.estimate(column) : mixed.estimate(column);
  }

  /** A combination of coefficients; not of a random-intercept model. */
  Estimate estimate(double[] contrast) {
    return robust.estimate(contrast);
  }

  /**
   * What a change adds to the response at a profile, in percent of the response expected there; not
   * of a random-intercept model.
   */
  PercentEffect percent(double[] profile, double[] change, double level) {
    return PercentEffect.ofProfile(robust, profile, change, level);
  }

  FitQuality quality() {
    return quality;
  }
}
