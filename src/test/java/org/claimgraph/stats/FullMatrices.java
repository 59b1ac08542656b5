package org.claimgraph.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** CR2 as it is written in the papers, with matrices of all rows by all rows. */
final class FullMatrices {

  private final RealMatrix bread;
  private final RealMatrix residualMaker; // I - H
  private final List<RealMatrix> adjusted = new ArrayList<>(); // A_g W_g X_g in the cluster's rows
  private final double[] y;

  FullMatrices(double[] y, double[][] design, double[] weights, int[] clusters) {
    this.y = y;
    RealMatrix x = MatrixUtils.createRealMatrix(design);
    RealMatrix w = new DiagonalMatrix(weights);
    bread = MatrixUtils.createRealMatrix(NaiveRegression.inverseCrossProduct(design, weights));
    RealMatrix hat = x.multiply(bread).multiply(x.transpose()).multiply(w);
    residualMaker = MatrixUtils.createRealIdentityMatrix(y.length).subtract(hat);
    RealMatrix residualVariance = residualMaker.multiply(residualMaker.transpose());
    for (int cluster : new TreeSet<>(IntStream.of(clusters).boxed().toList())) {
      int[] rows = IntStream.range(0, y.length).filter(i -> clusters[i] == cluster).toArray();
      RealMatrix a = inverseRoot(residualVariance.getSubMatrix(rows, rows));
      RealMatrix embedded = MatrixUtils.createRealMatrix(y.length, bread.getColumnDimension());
      RealMatrix own = a.multiply(w.multiply(x).getSubMatrix(rows, all(bread)));
      for (int i = 0; i < rows.length; i++) {
        embedded.setRowVector(rows[i], own.getRowVector(i));
      }
      adjusted.add(embedded);
    }
  }

  private static int[] all(RealMatrix columns) {
    return IntStream.range(0, columns.getColumnDimension()).toArray();
  }

  private static RealMatrix inverseRoot(RealMatrix matrix) {
    RealMatrix symmetric = matrix.add(matrix.transpose()).scalarMultiply(0.5);
    EigenDecomposition eigen = new EigenDecomposition(symmetric);
    double[] values = eigen.getRealEigenvalues();
    double largest = StrictMath.max(1, eigen.getRealEigenvalue(0)); // they descend
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] < 1e-12 * largest ? 0 : 1 / StrictMath.sqrt(values[i]);
    }
    return eigen.getV().multiply(new DiagonalMatrix(values)).multiply(eigen.getVT());
  }

  /** By cluster, the weight of each outcome in what the cluster adds to a contrast. */
  private List<double[]> weightsOfOutcomes(double[] contrast) {
    return adjusted.stream()
        .map(own -> residualMaker.preMultiply(own.operate(bread.operate(contrast))))
        .toList();
  }

  double standardError(double[] contrast) {
    double squares = 0;
    for (double[] weights : weightsOfOutcomes(contrast)) {
      double added = NaiveRegression.fitted(weights, y);
      squares += added * added;
    }
    return StrictMath.sqrt(squares);
  }

  double degreesOfFreedom(double[] contrast) {
    List<double[]> weights = weightsOfOutcomes(contrast);
    double trace = 0;
    double squares = 0;
    for (double[] g : weights) {
      trace += NaiveRegression.fitted(g, g);
      for (double[] h : weights) {
        double product = NaiveRegression.fitted(g, h);
        squares += product * product;
      }
    }
    return trace * trace / squares;
  }
}
