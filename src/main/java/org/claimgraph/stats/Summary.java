package org.claimgraph.stats;

/**
 * Number, mean and sample standard deviation of the values that are not NaN.
 *
 * <p>The standard deviation divides by n - 1. Without a value the mean is NaN, with fewer than two
 * the standard deviation is NaN; it is exactly 0 when all values are equal. Values are sorted
 * before they are summed, so that the result has the same bits for every order of the input, which
 * is left unchanged.
 *
 * <p>Sums are of distances from the median, then from the mean, which keeps digits when the mean is
 * large beside the spread.
 *
 * <p>Reference: T. F. Chan, G. H. Golub and R. J. LeVeque, <i>Algorithms for computing the sample
 * variance</i>, The American Statistician 37, 1983, corrected two-pass algorithm.
 *
 * <p>Time O(n log n), memory 16n bytes.
 *
 * @param count number of values that are not NaN
 * @param mean arithmetic mean
 * @param standardDeviation sample standard deviation
 */
public record Summary(int count, double mean, double standardDeviation) {

  /** Summarizes the values that are not NaN. */
  public static Summary of(double[] values) {
    double[] sorted = DefinedValues.sorted(values);
    double mean = mean(sorted);
    return new Summary(sorted.length, mean, standardDeviation(sorted, mean));
  }

  private static double mean(double[] sorted) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double center = sorted[sorted.length / 2];
    double sum = 0;
    for (double value : sorted) {
      sum += value - center;
    }
    return center + sum / sorted.length;
  }

  private static double standardDeviation(double[] sorted, double mean) {
    int n = sorted.length;
    if (n < 2) {
      return Double.NaN;
    }
    double sum = 0; // what rounding left in the mean
    double squares = 0;
    for (double value : sorted) {
      double distance = value - mean;
      sum += distance;
      squares += distance * distance;
    }
    return StrictMath.sqrt((squares - sum * sum / n) / (n - 1));
  }
}
