package org.claimgraph.stats;

/**
 * One estimated coefficient with its uncertainty, judged by Student's t.
 *
 * <p>t = value / standard error, tested against 0 on the given degrees of freedom, which may be
 * fractional. With a standard error of 0 (a perfect fit) t is infinite and p is 0; if the value is
 * 0 too, both are NaN. Where the uncertainty cannot be told, standard error and degrees of freedom
 * are NaN, and so are t, p and the interval.
 *
 * <p>Reference: Student, <i>The probable error of a mean</i>, Biometrika 6, 1908; tail
 * probabilities by the incomplete beta function, M. Abramowitz and I. A. Stegun, <i>Handbook of
 * Mathematical Functions</i>, 1964, 26.7.1.
 *
 * <p>Time and memory O(1).
 *
 * @param value estimate, in units of the outcome per unit of the regressor
 * @param standardError its standard error, not negative; NaN if undefined
 * @param degreesOfFreedom of its t distribution, above 0; NaN if undefined
 */
public record Estimate(double value, double standardError, double degreesOfFreedom) {

  public Estimate {
    if (standardError < 0) {
      throw new IllegalArgumentException(
          "Invalid standard error " + standardError + " (must not be negative)");
    }
    if (degreesOfFreedom <= 0 || degreesOfFreedom == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Invalid degrees of freedom " + degreesOfFreedom + " (must be positive and finite)");
    }
  }

  /** Returns an estimate of which the uncertainty cannot be told. */
  static Estimate undefined(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }

  /** Returns the value in standard errors. */
  public double t() {
    return value / standardError;
  }

  /** Returns the two-sided p-value against a true value of 0. */
  public double pValue() {
    return StudentT.twoSidedP(t(), degreesOfFreedom);
  }

  /** Returns the confidence interval at a level in (0, 1), such as 0.95. */
  public Interval confidenceInterval(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "Invalid confidence level " + level + " (must be above 0 and below 1)");
    }
    if (Double.isNaN(degreesOfFreedom)) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double halfWidth = StudentT.critical(level, degreesOfFreedom) * standardError;
    return new Interval(value - halfWidth, value + halfWidth);
  }
}
