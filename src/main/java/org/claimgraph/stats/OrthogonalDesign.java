package org.claimgraph.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The regressors of a fit, combined so that they are orthonormal: P = X R^-1 with P'WP = I.
 *
 * <p>R is that of the fit, corrected by the Cholesky factor of P'WP: rounding alone would leave the
 * columns as far from orthogonal as those of X are near to dependent.
 *
 * <p>Reference: Y. Yamamoto, Y. Nakatsukasa, Y. Yanagisawa and T. Fukaya, <i>Roundoff error
 * analysis of the CholeskyQR2 algorithm</i>, Electronic Transactions on Numerical Analysis 44,
 * 2015.
 */
final class OrthogonalDesign {

  private final RegressionData data;
  private final double[][] inverseRoot; // upper triangular

  private OrthogonalDesign(RegressionData data, double[][] inverseRoot) {
    this.data = data;
    this.inverseRoot = inverseRoot;
  }

  static OrthogonalDesign of(LeastSquares fit) {
    OrthogonalDesign first = new OrthogonalDesign(fit.data(), fit.inverseRoot());
    RealMatrix factor =
        new CholeskyDecomposition(new Array2DRowRealMatrix(first.crossProduct(), false)).getLT();
    double[][] corrected = new double[factor.getRowDimension()][];
    for (int row = 0; row < corrected.length; row++) {
      corrected[row] = first.inverseRoot[row].clone();
      divide(corrected[row], factor);
    }
    return new OrthogonalDesign(fit.data(), corrected);
  }

  /** Solves x F = v for x in place, F upper triangular. */
  private static void divide(double[] vector, RealMatrix factor) {
    for (int column = 0; column < vector.length; column++) {
      for (int k = 0; k < column; k++) {
        vector[column] -= vector[k] * factor.getEntry(k, column);
      }
      vector[column] /= factor.getEntry(column, column);
    }
  }

  private double[][] crossProduct() {
    double[][] sums = new double[inverseRoot.length][inverseRoot.length];
    for (int row = 0; row < data.rowCount(); row++) {
      double[] values = row(row);
      for (int i = 0; i < values.length; i++) {
        for (int j = 0; j < values.length; j++) {
          sums[i][j] += data.weight(row) * (values[i] * values[j]);
        }
      }
    }
    return sums;
  }

  /** Returns a row of P. */
  double[] row(int row) {
    double[] values = new double[inverseRoot.length];
    for (int column = 0; column < values.length; column++) {
      for (int k = 0; k <= column; k++) {
        values[column] += data.value(row, k) * inverseRoot[k][column];
      }
    }
    return values;
  }

  /** Returns R^-1 v: coefficients of the columns of X from those of P. */
  double[] coefficients(double[] vector) {
    double[] coefficients = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      for (int k = i; k < vector.length; k++) {
        coefficients[i] += inverseRoot[i][k] * vector[k];
      }
    }
    return coefficients;
  }

  /** Returns R^-T c: a contrast of the columns of X as one of the columns of P. */
  double[] contrast(double[] contrast) {
    double[] product = new double[contrast.length];
    for (int i = 0; i < contrast.length; i++) {
      for (int k = 0; k <= i; k++) {
        product[i] += inverseRoot[k][i] * contrast[k];
      }
    }
    return product;
  }
}
