package org.claimgraph.stats;

/**
 * z-scores: values as distances from their mean, in sample standard deviations.
 *
 * <p>z = (x - mean) / sd with the mean and sd of {@link Summary}. NaN stays NaN and counts neither
 * in the mean nor in the sd. Values that do not vary have no z-scores and are refused. Mean and sd
 * do not depend on the order of the input, which is left unchanged.
 *
 * <p>Reference: H. Schielzeth, <i>Simple means to improve the interpretability of regression
 * coefficients</i>, Methods in Ecology and Evolution 1, 2010.
 *
 * <p>Time O(n log n), memory 24n bytes.
 */
public final class Standardizing {

  private final double[] zScores;
  private final double mean;
  private final double standardDeviation;

  private Standardizing(double[] zScores, double mean, double standardDeviation) {
    this.zScores = zScores;
    this.mean = mean;
    this.standardDeviation = standardDeviation;
  }

  /**
   * Standardizes values.
   *
   * @throws IllegalArgumentException if the standard deviation is 0 or, with fewer than two defined
   *     values, undefined; the caller has to drop the variable
   */
  public static Standardizing of(double[] values) {
    Summary summary = Summary.of(values);
    double mean = summary.mean();
    double standardDeviation = summary.standardDeviation();
    if (!(standardDeviation > 0)) {
      throw new IllegalArgumentException(
          "Cannot standardize: the standard deviation of the defined values ("
              + summary.count()
              + ") is "
              + standardDeviation
              + ". Drop the variable");
    }
    double[] zScores = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      zScores[i] = (values[i] - mean) / standardDeviation;
    }
    return new Standardizing(zScores, mean, standardDeviation);
  }

  /** Returns one z-score per value, in the order of the input. */
  public double[] zScores() {
    return zScores.clone();
  }

  /** Returns the mean of the defined values. */
  public double mean() {
    return mean;
  }

  /** Returns the sample standard deviation of the defined values: what one unit of z stands for. */
  public double standardDeviation() {
    return standardDeviation;
  }
}
