package org.claimgraph.stats;

/**
 * QR decomposition A = QR by Householder reflections, columns in the order given.
 *
 * <p>A column counts as a combination of those before it when less than 1e-7 of its length is left
 * beside them, the rule of R's {@code lm}.
 *
 * <p>Reference: G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed., Johns Hopkins
 * University Press, 2013, section 5.2.
 *
 * <p>Time O(np^2), in place.
 */
final class HouseholderQr {

  private static final double RANK_TOLERANCE = 1e-7;

  /** Above the diagonal R, from the diagonal down the reflection vectors. */
  private final double[][] columns;

  private final double[] diagonal; // of R

  private HouseholderQr(double[][] columns) {
    this.columns = columns;
    this.diagonal = new double[columns.length];
  }

  /** Decomposes a matrix given by its columns, which are overwritten and kept. */
  static HouseholderQr of(double[][] columns) {
    HouseholderQr qr = new HouseholderQr(columns);
    double[] lengths = new double[columns.length];
    for (int k = 0; k < columns.length; k++) {
      lengths[k] = lengthFrom(0, columns[k]);
    }
    for (int k = 0; k < columns.length; k++) {
      qr.eliminate(k, lengths[k]);
    }
    return qr;
  }

  private static double lengthFrom(int first, double[] values) {
    double squares = 0;
    for (int i = first; i < values.length; i++) {
      squares += values[i] * values[i];
    }
    return StrictMath.sqrt(squares);
  }

  private void eliminate(int k, double length) {
    double left = lengthFrom(k, columns[k]);
    if (left <= RANK_TOLERANCE * length) {
      throw new DependentColumnException(k);
    }
    diagonal[k] = columns[k][k] > 0 ? -left : left; // the sign that does not cancel
    columns[k][k] -= diagonal[k];
    for (int j = k + 1; j < columns.length; j++) {
      reflect(k, columns[j]);
    }
  }

  private void reflect(int k, double[] values) {
    double[] reflection = columns[k];
    double product = 0;
    for (int i = k; i < values.length; i++) {
      product += reflection[i] * values[i];
    }
    double factor = product / (diagonal[k] * reflection[k]);
    for (int i = k; i < values.length; i++) {
      values[i] += factor * reflection[i];
    }
  }

  /** Returns the least-squares solution; overwrites the right side. */
  double[] solve(double[] right) {
    for (int k = 0; k < columns.length; k++) {
      reflect(k, right);
    }
    double[] solution = new double[columns.length];
    for (int i = columns.length - 1; i >= 0; i--) {
      double rest = right[i];
      for (int j = i + 1; j < columns.length; j++) {
        rest -= columns[j][i] * solution[j];
      }
      solution[i] = rest / diagonal[i];
    }
    return solution;
  }

  /** Returns the inverse of A'A, which is symmetric to the bit. */
  double[][] inverseCrossProduct() {
    int p = columns.length;
    double[][] inverse = inverseOfR();
    double[][] product = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = i; j < p; j++) {
        double sum = 0;
        for (int k = j; k < p; k++) {
          sum += inverse[i][k] * inverse[j][k];
        }
        product[i][j] = sum;
        product[j][i] = sum;
      }
    }
    return product;
  }

  /** Returns the inverse of R, zero below the diagonal. */
  double[][] inverseOfR() {
    int p = columns.length;
    double[][] inverse = new double[p][p];
    for (int k = 0; k < p; k++) {
      inverse[k][k] = 1 / diagonal[k];
      for (int i = k - 1; i >= 0; i--) {
        double sum = 0;
        for (int j = i + 1; j <= k; j++) {
          sum += columns[j][i] * inverse[j][k];
        }
        inverse[i][k] = -sum / diagonal[i];
      }
    }
    return inverse;
  }
}
