package org.claimgraph.stats;

/**
 * Cluster-robust covariance of least-squares coefficients.
 *
 * <p>V = c B (sum over clusters g of s_g s_g') B with B = (X'WX)^-1, s_g = X_g' W_g e_g from the
 * residuals e of the cluster's rows, and c the {@link ClusterCorrection}. Rows of one cluster may
 * depend on each other in any way; clusters are taken as independent. Tests use Student's t with
 * one degree of freedom less than there are clusters. At least two clusters are needed; with a
 * cluster for each row, {@link ClusterCorrection#CR1S} gives HC1.
 *
 * <p>Labels of clusters only tell them apart: other labels give the same bits.
 *
 * <p>Reference: K.-Y. Liang and S. L. Zeger, <i>Longitudinal data analysis using generalized linear
 * models</i>, Biometrika 73, 1986; A. C. Cameron and D. L. Miller, <i>A practitioner's guide to
 * cluster-robust inference</i>, Journal of Human Resources 50, 2015.
 *
 * <p>Time O(n log n + np + mp^2) for n rows, m clusters and p columns, memory 12n + 8mp bytes.
 */
public final class ClusterRobust {

  private final double[] coefficients;
  private final double[][] covariance;
  private final int clusterCount;

  private ClusterRobust(double[] coefficients, double[][] covariance, int clusterCount) {
    this.coefficients = coefficients;
    this.covariance = covariance;
    this.clusterCount = clusterCount;
  }

  /**
   * Estimates the covariance of a fit's coefficients.
   *
   * @param clusters label of each row's cluster
   */
  public static ClusterRobust of(LeastSquares fit, int[] clusters, ClusterCorrection correction) {
    if (clusters.length != fit.rowCount()) {
      throw new IllegalArgumentException(
          "Invalid clusters: " + clusters.length + " labels for " + fit.rowCount() + " rows");
    }
    ClusterIndex index = ClusterIndex.of(clusters);
    int count = index.count();
    if (count < 2) {
      throw new IllegalArgumentException("Invalid clusters: " + count + " (at least 2 needed)");
    }
    double factor = correction.factor(count, fit.rowCount(), fit.columnCount());
    double[][] covariance = covariance(scores(fit, index), fit.inverseCrossProduct(), factor);
    return new ClusterRobust(fit.coefficients(), covariance, count);
  }

  /** Returns the sum of weighted residuals times regressors, by cluster. */
  private static double[][] scores(LeastSquares fit, ClusterIndex index) {
    RegressionData data = fit.data();
    double[] residuals = fit.residuals();
    double[][] scores = new double[index.count()][data.columnCount()];
    for (int row = 0; row < residuals.length; row++) {
      double[] score = scores[index.clusterOf(row)];
      double weighted = data.weight(row) * residuals[row];
      for (int column = 0; column < score.length; column++) {
        score[column] += data.value(row, column) * weighted;
      }
    }
    return scores;
  }

  private static double[][] covariance(double[][] scores, double[][] bread, double factor) {
    int p = bread.length;
    double[][] covariance = new double[p][p];
    for (double[] score : scores) {
      double[] influence = product(bread, score);
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          covariance[i][j] += influence[i] * influence[j];
        }
      }
    }
    for (double[] row : covariance) {
      for (int j = 0; j < p; j++) {
        row[j] *= factor;
      }
    }
    return covariance;
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  /** Returns the coefficient of a column with its robust standard error. */
  public Estimate estimate(int column) {
    return new Estimate(coefficients[column], standardError(column), degreesOfFreedom());
  }

  /** Returns robust standard errors, in column order. */
  public double[] standardErrors() {
    double[] errors = new double[covariance.length];
    for (int column = 0; column < errors.length; column++) {
      errors[column] = standardError(column);
    }
    return errors;
  }

  private double standardError(int column) {
    return StrictMath.sqrt(covariance[column][column]);
  }

  /** Returns the covariance of the coefficients, one array per row. */
  public double[][] covariance() {
    double[][] copy = new double[covariance.length][];
    for (int row = 0; row < copy.length; row++) {
      copy[row] = covariance[row].clone();
    }
    return copy;
  }

  /** Returns the number of clusters. */
  public int clusterCount() {
    return clusterCount;
  }

  /** Returns clusters minus 1. */
  public int degreesOfFreedom() {
    return clusterCount - 1;
  }
}
