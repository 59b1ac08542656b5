package org.claimgraph.stats;

/**
 * Values with the tails drawn in to the 1st and 99th percentiles.
 *
 * <p>The limits are type-7 quantiles of the values that are not NaN. A value below the lower limit
 * becomes the lower limit, one above the upper limit becomes the upper; NaN stays NaN. Without any
 * defined value the limits are NaN. The limits do not depend on the order of the input, which is
 * left unchanged.
 *
 * <p>Reference: J. W. Tukey, <i>The future of data analysis</i>, The Annals of Mathematical
 * Statistics 33, 1962, section 14; quantiles as in {@link Quantiles}.
 *
 * <p>Time O(n log n), memory 24n bytes.
 */
public final class Winsorizing {

  private static final double LOWER = 0.01;
  private static final double UPPER = 0.99;

  private final double[] values;
  private final double lowerLimit;
  private final double upperLimit;

  private Winsorizing(double[] values, double lowerLimit, double upperLimit) {
    this.values = values;
    this.lowerLimit = lowerLimit;
    this.upperLimit = upperLimit;
  }

  /** Draws the tails in. */
  public static Winsorizing of(double[] values) {
    double[] sorted = DefinedValues.sorted(values);
    double lowerLimit = Quantiles.ofSorted(sorted, LOWER);
    double upperLimit = Quantiles.ofSorted(sorted, UPPER);
    double[] limited = values.clone();
    for (int i = 0; i < limited.length; i++) {
      if (limited[i] < lowerLimit) {
        limited[i] = lowerLimit;
      } else if (limited[i] > upperLimit) {
        limited[i] = upperLimit;
      }
    }
    return new Winsorizing(limited, lowerLimit, upperLimit);
  }

  /** Returns the values between the limits, in the order of the input. */
  public double[] values() {
    return values.clone();
  }

  /** Returns the 1st percentile of the input. */
  public double lowerLimit() {
    return lowerLimit;
  }

  /** Returns the 99th percentile of the input. */
  public double upperLimit() {
    return upperLimit;
  }
}
