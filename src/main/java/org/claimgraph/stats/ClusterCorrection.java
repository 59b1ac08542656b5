package org.claimgraph.stats;

/**
 * What makes up for few clusters in a cluster-robust covariance.
 *
 * <p>A fit bends towards its own rows, so residuals are too small, most of all in a cluster with
 * unusual regressors. CR1, CR1P and CR1S multiply the covariance by a factor, with m clusters, n
 * rows and p columns of the design matrix; CR2 and CR3 enlarge the residuals of each cluster by
 * what the fit took from them, so their factor is 1. The names are those of the R package
 * clubSandwich.
 *
 * <p>Reference: A. C. Cameron and D. L. Miller, <i>A practitioner's guide to cluster-robust
 * inference</i>, Journal of Human Resources 50, 2015, section VI; R. M. Bell and D. F. McCaffrey,
 * <i>Bias reduction in standard errors for linear regression with multi-stage samples</i>, Survey
 * Methodology 28, 2002, for CR2 and CR3.
 *
 * <p>Time and memory O(1).
 */
public enum ClusterCorrection {
  /** 1: right for very many clusters, too small otherwise. */
  CR0,
  /** m / (m - 1). */
  CR1,
  /** m / (m - p); needs more clusters than columns. */
  CR1P,
  /** m (n - 1) / ((m - 1) (n - p)), the correction of Stata. */
  CR1S,
  /**
   * Residuals times (I - H)^-1/2: without bias if the working model of {@link ClusterRobust} is
   * true, with degrees of freedom of its own for every coefficient.
   */
  CR2,
  /** Residuals times (I - H)^-1, near the jackknife that leaves out a cluster: rather too large. */
  CR3;

  /** Returns the factor on the covariance; standard errors grow by its square root. */
  public double factor(int clusters, int rows, int columns) {
    double m = clusters;
    return switch (this) {
      case CR0, CR2, CR3 -> 1;
      case CR1 -> m / (m - 1);
      case CR1P -> m / moreThanColumns(clusters, columns);
      case CR1S -> m * (rows - 1) / ((m - 1) * (rows - columns));
    };
  }

  private static double moreThanColumns(int clusters, int columns) {
    if (clusters <= columns) {
      throw new IllegalArgumentException(
          "Invalid clusters: "
              + clusters
              + " for "
              + columns
              + " columns. CR1P needs more clusters than columns");
    }
    return (double) clusters - columns;
  }
}
