package org.claimgraph.stats;

/** Normal equations by Gauss-Jordan elimination, in plain loops. */
final class NaiveRegression {

  private NaiveRegression() {}

  static double[][] inverseCrossProduct(double[][] x, double[] weights) {
    int p = x[0].length;
    double[][] crossProduct = new double[p][p];
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          crossProduct[i][j] += weights[row] * x[row][i] * x[row][j];
        }
      }
    }
    return inverse(crossProduct);
  }

  static double[] coefficients(double[] y, double[][] x, double[] weights) {
    double[] right = new double[x[0].length];
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < right.length; i++) {
        right[i] += weights[row] * x[row][i] * y[row];
      }
    }
    return product(inverseCrossProduct(x, weights), right);
  }

  static double fitted(double[] row, double[] coefficients) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * coefficients[i];
    }
    return sum;
  }

  /** Sums over all pairs of rows in the same cluster; no correction. */
  static double[][] clusterRobust(double[] y, double[][] x, double[] weights, int[] clusters) {
    return clusterRobust(y, x, weights, clusters, clusters);
  }

  /** Sums over all pairs of rows in the same cluster of either kind; no correction. */
  static double[][] clusterRobust(
      double[] y, double[][] x, double[] weights, int[] first, int[] second) {
    double[] b = coefficients(y, x, weights);
    int p = b.length;
    double[][] meat = new double[p][p];
    for (int r = 0; r < x.length; r++) {
      for (int s = 0; s < x.length; s++) {
        if (first[r] == first[s] || second[r] == second[s]) {
          double scale =
              weights[r] * (y[r] - fitted(x[r], b)) * weights[s] * (y[s] - fitted(x[s], b));
          for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
              meat[i][j] += scale * x[r][i] * x[s][j];
            }
          }
        }
      }
    }
    double[][] bread = inverseCrossProduct(x, weights);
    return product(product(bread, meat), bread);
  }

  private static double[][] inverse(double[][] matrix) {
    int p = matrix.length;
    double[][] work = new double[p][2 * p];
    for (int i = 0; i < p; i++) {
      System.arraycopy(matrix[i], 0, work[i], 0, p);
      work[i][p + i] = 1;
    }
    for (int k = 0; k < p; k++) { // positive definite: no pivoting needed
      double pivot = work[k][k];
      for (int j = 0; j < 2 * p; j++) {
        work[k][j] /= pivot;
      }
      for (int i = 0; i < p; i++) {
        double factor = work[i][k];
        for (int j = 0; i != k && j < 2 * p; j++) {
          work[i][j] -= factor * work[k][j];
        }
      }
    }
    double[][] inverse = new double[p][p];
    for (int i = 0; i < p; i++) {
      System.arraycopy(work[i], p, inverse[i], 0, p);
    }
    return inverse;
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      product[i] = fitted(matrix[i], vector);
    }
    return product;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }
}
