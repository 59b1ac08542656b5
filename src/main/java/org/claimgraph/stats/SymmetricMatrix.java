package org.claimgraph.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** A small symmetric matrix and what functions make of it by its eigenvalues: V f(values) V'. */
final class SymmetricMatrix {

  private final EigenDecomposition eigen;

  private SymmetricMatrix(EigenDecomposition eigen) {
    this.eigen = eigen;
  }

  /** Takes a matrix that is symmetric up to rounding. */
  static SymmetricMatrix of(RealMatrix matrix) {
    return new SymmetricMatrix(new EigenDecomposition(symmetric(matrix)));
  }

  RealMatrix map(DoubleUnaryOperator f) {
    RealMatrix vectors = eigen.getV();
    RealMatrix scaled = vectors.copy();
    for (int k = 0; k < scaled.getColumnDimension(); k++) {
      double value = f.applyAsDouble(eigen.getRealEigenvalue(k));
      scaled.setColumnVector(k, scaled.getColumnVector(k).mapMultiply(value));
    }
    return symmetric(scaled.multiply(vectors.transpose()));
  }

  /** Averages over the diagonal, because rounding may differ on its two sides. */
  private static RealMatrix symmetric(RealMatrix matrix) {
    int order = matrix.getRowDimension();
    RealMatrix symmetric = new Array2DRowRealMatrix(order, order);
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        symmetric.setEntry(i, j, (matrix.getEntry(i, j) + matrix.getEntry(j, i)) / 2);
      }
    }
    return symmetric;
  }
}
