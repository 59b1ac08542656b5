package org.claimgraph.stats;

/**
 * Factor on a cluster-robust covariance that makes up for few clusters.
 *
 * <p>With m clusters, n rows and p columns of the design matrix. The names are those of the R
 * package clubSandwich.
 *
 * <p>Reference: A. C. Cameron and D. L. Miller, <i>A practitioner's guide to cluster-robust
 * inference</i>, Journal of Human Resources 50, 2015, section VI.
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
  CR1S;

  /** Returns the factor on the covariance; standard errors grow by its square root. */
  public double factor(int clusters, int rows, int columns) {
    double m = clusters;
    return switch (this) {
      case CR0 -> 1;
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
