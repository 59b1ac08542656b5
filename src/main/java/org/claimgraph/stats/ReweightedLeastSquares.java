package org.claimgraph.stats;

/**
 * Iteratively reweighted least squares for a model of log m: working residuals (y - m) / m on the
 * regressors tell the next step of log m.
 *
 * <p>The start is log of (y + mean y) / 2. A step is halved while it takes the likelihood down by
 * more than rounding does.
 */
final class ReweightedLeastSquares {

  private static final double CONVERGED = 1e-12;
  private static final double ROUNDING = 1e-10; // of the sum of absolute losses
  private static final int MANY_STEPS = 50;

  private final MeanVariance variance;
  private final RegressionData data;
  private final double[][] x;

  ReweightedLeastSquares(MeanVariance variance, double[] y, double[][] x, double[] weights) {
    this.variance = variance;
    this.data = RegressionData.of(y, x, weights);
    this.x = x;
    variance.check(data);
  }

  /** Returns the fit of log m + (y - m) / m at the maximum, which has its coefficients. */
  LeastSquares converged() {
    double[] logMeans = workingFit(start()).fittedValues();
    for (int step = 0; step < MANY_STEPS; step++) {
      double[] change = fit(workingResiduals(logMeans), logMeans).fittedValues();
      if (largest(change) <= CONVERGED) {
        return workingFit(logMeans);
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
    return fit(plus(logMeans, 1, workingResiduals(logMeans)), logMeans);
  }

  private LeastSquares fit(double[] outcomes, double[] logMeans) {
    double[] weights = new double[logMeans.length];
    for (int row = 0; row < weights.length; row++) {
      double mean = StrictMath.exp(logMeans[row]);
      weights[row] = data.weight(row) * variance.workingWeight(mean);
    }
    return LeastSquares.wls(outcomes, x, weights);
  }

  private double[] workingResiduals(double[] logMeans) {
    double[] residuals = new double[logMeans.length];
    for (int row = 0; row < residuals.length; row++) {
      residuals[row] = data.outcome(row) / StrictMath.exp(logMeans[row]) - 1;
    }
    return residuals;
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
