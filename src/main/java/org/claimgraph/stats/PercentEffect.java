package org.claimgraph.stats;

/**
 * A coefficient as the percent change of the outcome per unit of the regressor.
 *
 * <p>For the logarithm of the outcome the change is 100 (e^b - 1); for the outcome itself it is 100
 * b / mean outcome. The ends of the confidence interval are those of b, transformed the same way,
 * so the interval of a log-linear effect is not symmetric. The mean outcome counts as known.
 *
 * <p>Reference: R. Halvorsen and R. Palmquist, <i>The interpretation of dummy variables in
 * semilogarithmic equations</i>, American Economic Review 70, 1980.
 *
 * <p>Time and memory O(1).
 *
 * @param percent change in percent
 * @param lower lower confidence limit, in percent
 * @param upper upper confidence limit, in percent
 */
public record PercentEffect(double percent, double lower, double upper) {

  /** Returns the effect on an outcome that was modelled by its logarithm. */
  public static PercentEffect ofLogLinear(Estimate estimate, double level) {
    Interval interval = estimate.confidenceInterval(level);
    return new PercentEffect(
        100 * StrictMath.expm1(estimate.value()),
        100 * StrictMath.expm1(interval.lower()),
        100 * StrictMath.expm1(interval.upper()));
  }

  /** Returns the effect on an outcome that was modelled as it is, with a mean above 0. */
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
}
