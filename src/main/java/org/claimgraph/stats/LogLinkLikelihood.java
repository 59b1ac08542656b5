package org.claimgraph.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * Newton's method for a model of log m, in regressors that are orthonormal under the working
 * weights of every step.
 *
 * <p>The likelihood is concave in log m, so a step that is halved while it takes the likelihood
 * down, by more than rounding does, leads to the maximum if there is one. The start is log of (y +
 * mean y) / 2. For quasi-Poisson this is least squares reweighted in each step; for gamma, where
 * that would converge slowly or not at all, curvatures are those of the outcomes observed.
 */
final class LogLinkLikelihood {

  private static final double CONVERGED = 1e-12;
  private static final double ROUNDING = 1e-10; // of the sum of absolute losses
  private static final int MANY_STEPS = 50;

  private final MeanVariance variance;
  private final RegressionData data;
  private final double[][] x;

  LogLinkLikelihood(MeanVariance variance, double[] y, double[][] x, double[] weights) {
    this.variance = variance;
    this.data = RegressionData.of(y, x, weights);
    this.x = x;
    variance.check(data);
  }

  /** Returns the fit of log m + (y - m) / m at the maximum, which has its coefficients. */
  LeastSquares maximum() {
    double[] logMeans = workingFit(start()).fittedValues();
    for (int step = 0; step < MANY_STEPS; step++) {
      LeastSquares fit = workingFit(logMeans);
      double[] change = newtonStep(logMeans, OrthogonalDesign.of(fit));
      if (largest(change) <= CONVERGED) {
        return fit;
      }
      logMeans = improved(logMeans, change);
    }
    throw new NoMaximumException(
        "Cannot fit a log-link model: coefficients still grow after "
            + MANY_STEPS
            + " steps. Drop columns that are not 0 only in rows with an outcome of 0");
  }

  private double[] start() {
    double sum = 0;
    for (int row = 0; row < data.rowCount(); row++) {
      sum += data.outcome(row);
    }
    double mean = sum / data.rowCount();
    double[] start = new double[data.rowCount()];
    for (int row = 0; row < start.length; row++) {
      start[row] = StrictMath.log((data.outcome(row) + mean) / 2);
    }
    return start;
  }

  private LeastSquares workingFit(double[] logMeans) {
    double[] outcomes = new double[logMeans.length];
    double[] weights = new double[logMeans.length];
    for (int row = 0; row < weights.length; row++) {
      double mean = StrictMath.exp(logMeans[row]);
      outcomes[row] = logMeans[row] + (data.outcome(row) - mean) / mean;
      weights[row] = data.weight(row) * variance.workingWeight(mean);
    }
    return LeastSquares.wls(outcomes, x, weights);
  }

  private double[] newtonStep(double[] logMeans, OrthogonalDesign design) {
    int p = x[0].length;
    double[] slopes = new double[p];
    double[][] curvatures = new double[p][p];
    for (int row = 0; row < logMeans.length; row++) {
      double mean = StrictMath.exp(logMeans[row]);
      double slope = data.weight(row) * variance.slope(data.outcome(row), mean);
      double curvature = data.weight(row) * variance.curvature(data.outcome(row), mean);
      double[] regressors = design.row(row);
      for (int i = 0; i < p; i++) {
        slopes[i] += slope * regressors[i];
        for (int j = 0; j < p; j++) {
          curvatures[i][j] += curvature * (regressors[i] * regressors[j]);
        }
      }
    }
    RealMatrix matrix = new Array2DRowRealMatrix(curvatures, false);
    RealVector step =
        new CholeskyDecomposition(matrix, 0, 0).getSolver().solve(new ArrayRealVector(slopes));
    double[] change = new double[logMeans.length];
    for (int row = 0; row < change.length; row++) {
      change[row] = step.dotProduct(new ArrayRealVector(design.row(row), false));
    }
    return change;
  }

  private double[] improved(double[] logMeans, double[] change) {
    double before = loss(logMeans);
    double allowed = before + ROUNDING * absoluteLoss(logMeans);
    double share = 1;
    double[] next = plus(logMeans, share, change);
    while (!(loss(next) <= allowed)) { // which may be NaN or infinite
      share /= 2;
      next = plus(logMeans, share, change);
    }
    return next;
  }

  private double loss(double[] logMeans) {
    double sum = 0;
    for (int row = 0; row < logMeans.length; row++) {
      sum += data.weight(row) * variance.loss(data.outcome(row), logMeans[row]);
    }
    return sum;
  }

  private double absoluteLoss(double[] logMeans) {
    double sum = 0;
    for (int row = 0; row < logMeans.length; row++) {
      sum += data.weight(row) * StrictMath.abs(variance.loss(data.outcome(row), logMeans[row]));
    }
    return sum;
  }

  private static double[] plus(double[] values, double factor, double[] others) {
    double[] sums = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      sums[i] = values[i] + factor * others[i];
    }
    return sums;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = StrictMath.max(largest, StrictMath.abs(value));
    }
    return largest;
  }
}
