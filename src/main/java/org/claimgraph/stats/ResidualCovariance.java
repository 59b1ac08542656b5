package org.claimgraph.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The covariance of a fit's residuals if its working model is true: I + U S U' for the rows of any
 * cluster, with few columns in U however many rows there are.
 *
 * <p>With H = X (X'WX)^-1 X'W the residuals are (I - H) y. Weights are scaled to a mean of 1, and P
 * = X R^-1 has P'WP = I, so H = P (WP)' ({@link OrthogonalDesign}). With equal variances (I - H)(I
 * - H)' = I - P (WP)' - (WP) P' + P N P', N = P'W^2 P: here U has the columns of P and then of D =
 * WP. If variances are inverse to the weights, or weights are equal, then in rows times the root of
 * their weight it is I - QQ' with orthonormal Q: U and D are Q, and S is -I. The last columns of U
 * are D in both, and D'e are the coefficients that residuals e would add, in the columns of P and
 * times {@link #scale}.
 */
final class ResidualCovariance {

  private final LeastSquares fit;
  private final OrthogonalDesign design;
  private final boolean whitened;
  private final double meanWeight;

  private ResidualCovariance(LeastSquares fit, boolean whitened) {
    this.fit = fit;
    this.design = OrthogonalDesign.of(fit);
    this.whitened = whitened;
    this.meanWeight = fit.data().meanWeight();
  }

  static ResidualCovariance of(LeastSquares fit, WorkingVariance variance) {
    boolean equalWeights = fit.data().weightsAreEqual();
    return new ResidualCovariance(fit, equalWeights || variance == WorkingVariance.INVERSE_WEIGHT);
  }

  /** Returns the row of U. */
  double[] row(int row) {
    double[] orthogonal = design.row(row);
    double weight = fit.data().weight(row);
    if (whitened) {
      return scaled(orthogonal, StrictMath.sqrt(weight));
    }
    int p = orthogonal.length;
    double[] both = new double[2 * p];
    double root = StrictMath.sqrt(meanWeight);
    System.arraycopy(scaled(orthogonal, root), 0, both, 0, p);
    System.arraycopy(scaled(orthogonal, weight / root), 0, both, p, p);
    return both;
  }

  private static double[] scaled(double[] values, double factor) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = factor * values[i];
    }
    return scaled;
  }

  double residual(int row) {
    return whitened
        ? StrictMath.sqrt(fit.data().weight(row)) * fit.residual(row)
        : fit.residual(row);
  }

  OrthogonalDesign design() {
    return design;
  }

  /** Returns the factor from D'e to the coefficients of P that residuals e add. */
  double scale() {
    return whitened ? 1 : StrictMath.sqrt(meanWeight);
  }

  /** Returns the number of columns of U. */
  int width() {
    return whitened ? fit.columnCount() : 2 * fit.columnCount();
  }

  /** Returns S. */
  RealMatrix middle() {
    int p = fit.columnCount();
    RealMatrix middle = new Array2DRowRealMatrix(width(), width());
    for (int i = 0; i < p; i++) {
      if (whitened) {
        middle.setEntry(i, i, -1);
      } else {
        middle.setEntry(i, p + i, -1);
        middle.setEntry(p + i, i, -1);
      }
    }
    if (!whitened) {
      middle.setSubMatrix(squaresOfWeighted(), 0, 0);
    }
    return middle;
  }

  /** Returns N. */
  private double[][] squaresOfWeighted() {
    int p = fit.columnCount();
    double[][] squares = new double[p][p];
    for (int row = 0; row < fit.rowCount(); row++) {
      double[] both = row(row);
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          squares[i][j] += both[p + i] * both[p + j];
        }
      }
    }
    return squares;
  }
}
