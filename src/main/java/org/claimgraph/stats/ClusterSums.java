package org.claimgraph.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * What is left of the rows of one cluster: U'U and U'e.
 *
 * @param gram products of the columns of U with each other
 * @param scores products of the columns of U with the residuals
 */
record ClusterSums(RealMatrix gram, double[] scores) {

  static ClusterSums of(ResidualCovariance model, int[] rows) {
    int width = model.width();
    double[][] gram = new double[width][width];
    double[] scores = new double[width];
    for (int row : rows) {
      double[] u = model.row(row);
      double residual = model.residual(row);
      for (int i = 0; i < width; i++) {
        scores[i] += u[i] * residual;
        for (int j = 0; j < width; j++) {
          gram[i][j] += u[i] * u[j];
        }
      }
    }
    return new ClusterSums(new Array2DRowRealMatrix(gram, false), scores);
  }
}
