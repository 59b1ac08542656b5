package org.claimgraph.stats;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The restricted likelihood of a random intercept, as a function of r, the variance of intercepts
 * over that of residuals; coefficients and the residual variance are maximized out.
 *
 * <p>Regressors are those of {@link OrthogonalDesign}, and the outcome is the residual of least
 * squares. Generalized least squares at r is least squares of the rows about the means of their
 * clusters, plus that of the means, with weight k = 1 / (r + 1 / w) for a cluster of total weight
 * w: M are the cross products of the regressors and d the coefficients. Up to a constant, minus
 * twice the log-likelihood is
 *
 * <pre>
 * (n - p) log S + sum of log(1 + r w) + log |M|,
 * </pre>
 *
 * <p>with S the residual squares, and its derivative
 *
 * <pre>
 * sum of k (1 - k q' M^-1 q) - (n - p) / S  sum of k^2 (z - q'd)^2
 * </pre>
 *
 * <p>over clusters with mean regressors q and mean outcome z.
 */
final class RestrictedLikelihood {

  private static final int STEPS_PER_DECADE = 2;
  private static final int LOWEST_DECADE = -6;
  private static final int HIGHEST_DECADE = 8;
  private static final int MANY_EVALUATIONS = 1000;

  private final int freedom; // n - p
  private final double[] weights;
  private final double[][] meanRegressors;
  private final double[] meanOutcomes;
  private final double[][] squares; // of regressors about the means of clusters
  private final double[] products; // of regressors and outcomes about the means
  private double outcomeSquares; // about the means

  private RestrictedLikelihood(int freedom, int clusters, int columns) {
    this.freedom = freedom;
    this.weights = new double[clusters];
    this.meanRegressors = new double[clusters][columns];
    this.meanOutcomes = new double[clusters];
    this.squares = new double[columns][columns];
    this.products = new double[columns];
  }

  static RestrictedLikelihood of(LeastSquares fit, OrthogonalDesign design, ClusterIndex index) {
    RestrictedLikelihood likelihood =
        new RestrictedLikelihood(fit.degreesOfFreedom(), index.count(), fit.columnCount());
    likelihood.takeMeans(fit, design, index);
    likelihood.takeSquares(fit, design, index);
    return likelihood;
  }

  private void takeMeans(LeastSquares fit, OrthogonalDesign design, ClusterIndex index) {
    for (int row = 0; row < fit.rowCount(); row++) {
      int cluster = index.clusterOf(row);
      double weight = fit.data().weight(row);
      double[] regressors = design.row(row);
      weights[cluster] += weight;
      meanOutcomes[cluster] += weight * fit.residual(row);
      for (int i = 0; i < regressors.length; i++) {
        meanRegressors[cluster][i] += weight * regressors[i];
      }
    }
    for (int cluster = 0; cluster < weights.length; cluster++) {
      meanOutcomes[cluster] /= weights[cluster];
      for (int i = 0; i < products.length; i++) {
        meanRegressors[cluster][i] /= weights[cluster];
      }
    }
  }

  private void takeSquares(LeastSquares fit, OrthogonalDesign design, ClusterIndex index) {
    for (int row = 0; row < fit.rowCount(); row++) {
      int cluster = index.clusterOf(row);
      double weight = fit.data().weight(row);
      double[] regressors = design.row(row);
      for (int i = 0; i < regressors.length; i++) {
        regressors[i] -= meanRegressors[cluster][i];
      }
      double outcome = fit.residual(row) - meanOutcomes[cluster];
      outcomeSquares += weight * outcome * outcome;
      addProducts(squares, products, weight, regressors, outcome);
    }
  }

  private static void addProducts(
      double[][] squares, double[] products, double weight, double[] regressors, double outcome) {
    for (int i = 0; i < regressors.length; i++) {
      products[i] += weight * (regressors[i] * outcome);
      for (int j = 0; j < regressors.length; j++) {
        squares[i][j] += weight * (regressors[i] * regressors[j]);
      }
    }
  }

  /**
   * The model at one ratio of variances.
   *
   * @param coefficients of the orthogonal design, to be added to those of least squares
   * @param inverse M^-1
   */
  record Point(
      double ratio,
      double[] coefficients,
      RealMatrix inverse,
      double residualVariance,
      double deviance,
      double slope) {}

  /** Returns the point with the highest likelihood; of equals that with the least ratio. */
  Point maximum() {
    List<Point> grid = grid();
    Point best = grid.get(0).slope() >= 0 ? grid.get(0) : null;
    for (int i = 1; i < grid.size(); i++) {
      if (grid.get(i - 1).slope() < 0 && grid.get(i).slope() >= 0) {
        Point turn = turn(grid.get(i - 1).ratio(), grid.get(i).ratio());
        best = best == null || turn.deviance() < best.deviance() ? turn : best;
      }
    }
    if (best == null) {
      throw new NoMaximumException(
          "Cannot fit a random intercept: outcomes hardly vary within clusters beside the"
              + " regressors. Use the means of clusters as rows");
    }
    return best;
  }

  private List<Point> grid() {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double unit = weights.length / total;
    List<Point> grid = new ArrayList<>();
    grid.add(at(0));
    for (int step = STEPS_PER_DECADE * LOWEST_DECADE;
        step <= STEPS_PER_DECADE * HIGHEST_DECADE;
        step++) {
      grid.add(at(unit * StrictMath.pow(10, (double) step / STEPS_PER_DECADE)));
    }
    return grid;
  }

  private Point turn(double low, double high) {
    BrentSolver solver = new BrentSolver(1e-15, high * 1e-15, 0);
    return at(solver.solve(MANY_EVALUATIONS, ratio -> at(ratio).slope(), low, high));
  }

  private Point at(double ratio) {
    double[][] cross = new double[products.length][];
    for (int i = 0; i < cross.length; i++) {
      cross[i] = squares[i].clone();
    }
    double[] right = products.clone();
    double outcomes = outcomeSquares;
    double logarithms = 0;
    for (int cluster = 0; cluster < weights.length; cluster++) {
      double weight = meanWeight(ratio, cluster);
      outcomes += weight * meanOutcomes[cluster] * meanOutcomes[cluster];
      addProducts(cross, right, weight, meanRegressors[cluster], meanOutcomes[cluster]);
      logarithms += StrictMath.log1p(ratio * weights[cluster]);
    }
    CholeskyDecomposition cholesky =
        new CholeskyDecomposition(new Array2DRowRealMatrix(cross, false), 0, 0);
    RealMatrix inverse = cholesky.getSolver().getInverse();
    double[] coefficients = inverse.operate(right);
    double residuals = outcomes - dot(coefficients, right);
    double deviance =
        freedom * StrictMath.log(residuals) + logarithms + logDeterminant(cholesky.getL());
    return new Point(
        ratio,
        coefficients,
        inverse,
        residuals / freedom,
        deviance,
        slope(ratio, coefficients, inverse, residuals / freedom));
  }

  private double meanWeight(double ratio, int cluster) {
    return weights[cluster] / (1 + ratio * weights[cluster]);
  }

  private double slope(
      double ratio, double[] coefficients, RealMatrix inverse, double residualVariance) {
    double slope = 0;
    for (int cluster = 0; cluster < weights.length; cluster++) {
      double weight = meanWeight(ratio, cluster);
      double[] regressors = meanRegressors[cluster];
      double residual = meanOutcomes[cluster] - dot(regressors, coefficients);
      double leverage = weight * dot(regressors, inverse.operate(regressors));
      slope += weight * (1 - leverage - weight * residual * residual / residualVariance);
    }
    return slope;
  }

  private static double logDeterminant(RealMatrix root) {
    double sum = 0;
    for (int i = 0; i < root.getRowDimension(); i++) {
      sum += 2 * StrictMath.log(root.getEntry(i, i));
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
