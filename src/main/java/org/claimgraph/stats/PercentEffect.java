package org.claimgraph.stats;

/**
 * A coefficient as percent more of the outcome for one unit more of the regressor: an association.
 *
 * <p>For the logarithm of the outcome it is 100 (e^b - 1); for the outcome itself it is 100 b /
 * mean outcome. The ends of the confidence interval are those of b, transformed the same way, so
 * the interval of a log-linear effect is not symmetric. The mean outcome counts as known.
 *
 * <p>At a reference profile, a row x of the design matrix, 100 d b / x b percent more go with a
 * difference d of the row (one standard deviation of the regressor, and what its interactions at
 * the profile add). Both are estimated: the interval is that of the ratio by the delta method,
 * symmetric, with the standard error and degrees of freedom of the contrast (d - ratio x) / x b.
 *
 * <p>Reference: R. Halvorsen and R. Palmquist, <i>The interpretation of dummy variables in
 * semilogarithmic equations</i>, American Economic Review 70, 1980; G. W. Oehlert, <i>A note on the
 * delta method</i>, American Statistician 46, 1992; T. J. VanderWeele and P. Ding, <i>Sensitivity
 * analysis in observational research: introducing the E-value</i>, Annals of Internal Medicine 167,
 * 2017.
 *
 * <p>Time and memory O(1).
 *
 * @param percent percent more of the outcome; below 0 for less
 * @param lower lower confidence limit, in percent
 * @param upper upper confidence limit, in percent
 */
public record PercentEffect(double percent, double lower, double upper) {

  /** Returns it for an outcome that was modelled by its logarithm. */
  public static PercentEffect ofLogLinear(Estimate estimate, double level) {
    Interval interval = estimate.confidenceInterval(level);
    return new PercentEffect(
        100 * StrictMath.expm1(estimate.value()),
        100 * StrictMath.expm1(interval.lower()),
        100 * StrictMath.expm1(interval.upper()));
  }

  /** Returns it for an outcome that was modelled as it is, with a mean above 0. */
  public static PercentEffect ofLinear(Estimate estimate, double meanOutcome, double level) {
    if (!(meanOutcome > 0)) {
      throw new IllegalArgumentException(
          "Invalid mean outcome " + meanOutcome + " (must be above 0)");
    }
    Interval interval = estimate.confidenceInterval(level);
    return new PercentEffect(
        100 * estimate.value() / meanOutcome,
        100 * interval.lower() / meanOutcome,
        100 * interval.upper() / meanOutcome);
  }

  /**
   * Returns it for a difference at a reference profile, with the outcome modelled as it is.
   *
   * @param at row of the design matrix, the intercept included; its expected outcome must be above
   *     0
   * @param change what is added to it
   */
  public static PercentEffect ofProfile(
      ClusterRobust robust, double[] at, double[] change, double level) {
    double expected = robust.estimate(at).value();
    if (!(expected > 0)) {
      throw new IllegalArgumentException(
          "Invalid reference profile: expected outcome " + expected + " (must be above 0)");
    }
    double ratio = robust.estimate(change).value() / expected;
    double[] gradient = new double[at.length];
    for (int column = 0; column < gradient.length; column++) {
      gradient[column] = (change[column] - ratio * at[column]) / expected;
    }
    Estimate atNone = robust.estimate(gradient);
    Interval interval =
        new Estimate(ratio, atNone.standardError(), atNone.degreesOfFreedom())
            .confidenceInterval(level);
    return new PercentEffect(100 * ratio, 100 * interval.lower(), 100 * interval.upper());
  }

  /**
   * Returns the E-value: how strongly an unmeasured confounder must go with both the regressor and
   * the outcome, as a ratio of means beside the measured ones, to account for the whole effect. 1
   * for no effect; NaN for -100 percent or less.
   */
  public double eValue() {
    return eValue(percent);
  }

  /** Returns the E-value of the confidence limit nearer to no effect; 1 if no effect is within. */
  public double eValueOfLimit() {
    if (lower <= 0 && upper >= 0) {
      return 1;
    }
    return eValue(lower > 0 ? lower : upper);
  }

  private static double eValue(double percent) {
    double ratio = 1 + percent / 100;
    if (!(ratio > 0)) {
      return Double.NaN;
    }
    double above = ratio < 1 ? 1 / ratio : ratio;
    return above + StrictMath.sqrt(above * (above - 1));
  }
}
