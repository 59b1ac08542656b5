package org.claimgraph.stats;

import org.apache.commons.math3.linear.RealMatrix;

/**
 * Linear mixed model with a random intercept for every cluster, by restricted maximum likelihood
 * (REML).
 *
 * <p>y = x b + u + e, where u is common to the rows of a cluster, with variance t, and e has
 * variance s / w in a row of weight w; all are independent and normal. REML finds t and s without
 * the bias from estimating b; b are the generalized least-squares coefficients with these, and
 * their standard errors take them as known. A t of 0 is a valid result, with the coefficients of
 * {@link LeastSquares}.
 *
 * <p>t / s is where the derivative of the restricted log-likelihood is 0, to full precision; of
 * several such places between 0 and 1e8 mean residual variances of a cluster's mean, that with the
 * highest likelihood. Tests use Student's t with one degree of freedom less than there are
 * clusters, as {@link ClusterRobust} does: cautious for a regressor that varies within clusters.
 *
 * <p>At least two clusters and one of two rows are needed. If outcomes do not vary within clusters
 * beside the regressors, there is no maximum: {@link NoMaximumException}. Labels of clusters only
 * tell them apart: other labels give the same bits.
 *
 * <p>Reference: H. D. Patterson and R. Thompson, <i>Recovery of inter-block information when block
 * sizes are unequal</i>, Biometrika 58, 1971; D. A. Harville, <i>Maximum likelihood approaches to
 * variance component estimation and to related problems</i>, Journal of the American Statistical
 * Association 72, 1977.
 *
 * <p>Time O(n log n + np^2 + kmp^2) for n rows, m clusters, p columns and some k = 100 evaluations,
 * memory 24n + 8mp bytes.
 */
public final class RandomIntercept {

  private final double[] coefficients;
  private final double[][] covariance;
  private final double clusterVariance;
  private final double residualVariance;
  private final int clusterCount;

  private RandomIntercept(
      LeastSquares fit,
      OrthogonalDesign design,
      RestrictedLikelihood.Point best,
      int clusterCount) {
    this.coefficients = fit.coefficients();
    double[] added = design.coefficients(best.coefficients());
    for (int column = 0; column < added.length; column++) {
      coefficients[column] += added[column];
    }
    this.residualVariance = best.residualVariance();
    this.clusterVariance = best.ratio() * residualVariance;
    this.covariance = covariance(design, best.inverse(), residualVariance);
    this.clusterCount = clusterCount;
  }

  /** Returns variance R^-1 M^-1 R^-T. */
  private static double[][] covariance(
      OrthogonalDesign design, RealMatrix inverse, double variance) {
    int p = inverse.getColumnDimension();
    double[][] half = new double[p][];
    for (int k = 0; k < p; k++) {
      half[k] = design.coefficients(inverse.getRow(k));
    }
    double[][] covariance = new double[p][p];
    for (int j = 0; j < p; j++) {
      double[] column = new double[p];
      for (int k = 0; k < p; k++) {
        column[k] = variance * half[k][j];
      }
      covariance[j] = design.coefficients(column);
    }
    return covariance;
  }

  /**
   * Fits the model with the outcomes, regressors and weights of a least-squares fit.
   *
   * @param clusters label of each row's cluster
   */
  public static RandomIntercept of(LeastSquares fit, int[] clusters) {
    ClusterIndex index = ClusterIndex.of(clusters, fit.rowCount());
    if (index.count() == fit.rowCount()) {
      throw new IllegalArgumentException(
          "Invalid clusters: one for each of "
              + index.count()
              + " rows. A random intercept needs a cluster of two rows");
    }
    OrthogonalDesign design = OrthogonalDesign.of(fit);
    RestrictedLikelihood likelihood = RestrictedLikelihood.of(fit, design, index);
    return new RandomIntercept(fit, design, likelihood.maximum(), index.count());
  }

  /** Returns the coefficient of a column with its standard error. */
  public Estimate estimate(int column) {
    return new Estimate(
        coefficients[column], StrictMath.sqrt(covariance[column][column]), clusterCount - 1);
  }

  /** Returns the coefficients, in column order. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Returns the variance of the intercepts of clusters, in squared units of the outcome. */
  public double clusterVariance() {
    return clusterVariance;
  }

  /** Returns the variance within clusters, of a row with weight 1, in squared units. */
  public double residualVariance() {
    return residualVariance;
  }

  /** Returns the number of clusters. */
  public int clusterCount() {
    return clusterCount;
  }
}
