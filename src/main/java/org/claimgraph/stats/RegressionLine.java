package org.claimgraph.stats;

/**
 * The straight line that lies nearest to points, by least squares, with the confidence band of its
 * mean.
 *
 * <p>With x_m the mean of x, S_xx = sum of (x - x_m)^2 and s^2 = sum of squared residuals / (n -
 * 2), the band at x is slope and intercept at x, plus and minus t(n - 2) s sqrt(1/n + (x - x_m)^2 /
 * S_xx). It tells how well the line is known if errors are independent and alike; it is not where
 * single points lie.
 *
 * <p>Reference: N. R. Draper and H. Smith, <i>Applied Regression Analysis</i>, 1998, section 3.1.
 *
 * <p>Time O(n). Sums are over deviations from the means, so that large values keep their digits.
 *
 * @param points number of points, at least 3
 * @param intercept value of the line at x = 0
 * @param slope rise of the line for x + 1
 * @param meanX mean of x
 * @param spreadX sum of squared deviations of x from its mean, above 0
 * @param residualSd s
 * @param correlation Pearson's; NaN where all y are equal
 */
public record RegressionLine(
    int points,
    double intercept,
    double slope,
    double meanX,
    double spreadX,
    double residualSd,
    double correlation) {

  /**
   * Fits the line.
   *
   * @return null for fewer than three points, or where all x are equal
   */
  public static RegressionLine of(double[] x, double[] y) {
    int n = x.length;
    if (n < 3) {
      return null;
    }
    double meanX = mean(x);
    double meanY = mean(y);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    if (!(xx > 0)) {
      return null;
    }
    double slope = xy / xx;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double residual = y[i] - meanY - slope * (x[i] - meanX);
      squares += residual * residual;
    }
    return new RegressionLine(
        n,
        meanY - slope * meanX,
        slope,
        meanX,
        xx,
        StrictMath.sqrt(squares / (n - 2)),
        xy / (StrictMath.sqrt(xx) * StrictMath.sqrt(yy)));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Returns the value of the line. */
  public double at(double x) {
    return intercept + slope * x;
  }

  /**
   * Returns how far the band reaches above and below the line.
   *
   * @param level probability that the mean lies in the band at x, in (0, 1)
   */
  public double halfWidth(double x, double level) {
    double fromMean = x - meanX;
    return StudentT.critical(level, points - 2)
        * residualSd
        * StrictMath.sqrt(1.0 / points + fromMean * fromMean / spreadX);
  }
}
