package org.claimgraph.stats;

/**
 * Exact sample quantiles of type 7, the default of R and NumPy.
 *
 * <p>For n ascending values x_0 .. x_(n-1) and h = (n - 1) p, the quantile is (1 - g) x_floor(h) +
 * g x_ceil(h) with g = h - floor(h). NaN values are skipped; without any other value the quantile
 * is NaN. The result does not depend on the order of the values, which are left unchanged.
 *
 * <p>Reference: R. J. Hyndman and Y. Fan, <i>Sample quantiles in statistical packages</i>, The
 * American Statistician 50, 1996, definition 7.
 *
 * <p>Time O(n log n), memory 16n bytes.
 */
public final class Quantiles {

  private Quantiles() {}

  /** Returns the quantile at a probability in [0, 1]. */
  public static double of(double[] values, double probability) {
    return ofSorted(DefinedValues.sorted(values), probability);
  }

  /** Returns the middle value, or the mean of the two middle values. */
  public static double median(double[] values) {
    return of(values, 0.5);
  }

  /** Returns the quantile of ascending values without NaN. */
  static double ofSorted(double[] sorted, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "Invalid probability " + probability + " (must be between 0 and 1)");
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = (sorted.length - 1) * probability;
    int below = (int) position;
    int above = StrictMath.min(below + 1, sorted.length - 1);
    double share = position - below;
    if (share == 0 || sorted[below] == sorted[above]) {
      return sorted[below];
    }
    return (1 - share) * sorted[below] + share * sorted[above];
  }
}
