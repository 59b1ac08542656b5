package org.claimgraph.stats;

/**
 * Generalized linear model with a logarithmic link: the mean of y is m = exp(x b).
 *
 * <p>{@link #quasiPoisson} takes the variance of y as proportional to m (counts, days, visits),
 * {@link #gamma} to m^2 (costs); both divided by the weight. The mean is modelled rather than the
 * mean logarithm, so b estimates ratios of means whatever the distribution, and a quasi-Poisson
 * outcome may be 0 and need not be whole. {@link PercentEffect#ofLogLinear} turns a coefficient
 * into percent.
 *
 * <p>The coefficients solve the sum over rows of w x (y - m) / v = 0, v = 1 for quasi-Poisson and m
 * for gamma. Steps by Newton's method are halved while they take the likelihood down; the last
 * would change no fitted logarithm by more than 1e-12. If coefficients grow without bound (a column
 * is not 0 only in rows with an outcome of 0), {@link NoMaximumException}.
 *
 * <p>Standard errors here trust the assumed variance up to the dispersion, which is Pearson's
 * chi-square over its degrees of freedom; {@link ClusterRobust} gives those that trust neither it
 * nor the independence of rows. Input is checked as in {@link LeastSquares}; outcomes must not be
 * below 0, for gamma not 0 either, and for quasi-Poisson not all 0.
 *
 * <p>Reference: P. McCullagh and J. A. Nelder, <i>Generalized Linear Models</i>, 2nd ed., Chapman
 * and Hall, 1989, chapters 2, 8 and 9; W. G. Manning and J. Mullahy, <i>Estimating log models: to
 * transform or not to transform?</i>, Journal of Health Economics 20, 2001.
 *
 * <p>Time O(knp^2) for n rows, p columns and k steps (commonly below 10), memory 32np bytes.
 */
public final class LogLinkModel {

  private final LeastSquares workingFit;

  private LogLinkModel(LeastSquares workingFit) {
    this.workingFit = workingFit;
  }

  /**
   * Fits with a variance proportional to the mean.
   *
   * @param y outcome of each row, 0 or more
   * @param x design matrix, one array per row
   * @param weights weight of each row, above 0
   */
  public static LogLinkModel quasiPoisson(double[] y, double[][] x, double[] weights) {
    return of(MeanVariance.MEAN, y, x, weights);
  }

  /**
   * Fits with a variance proportional to the square of the mean.
   *
   * @param y outcome of each row, above 0
   * @param x design matrix, one array per row
   * @param weights weight of each row, above 0
   */
  public static LogLinkModel gamma(double[] y, double[][] x, double[] weights) {
    return of(MeanVariance.SQUARED_MEAN, y, x, weights);
  }

  private static LogLinkModel of(
      MeanVariance variance, double[] y, double[][] x, double[] weights) {
    return new LogLinkModel(new LogLinkLikelihood(variance, y, x, weights).maximum());
  }

  /** Returns the coefficient of a column with its standard error under the assumed variance. */
  public Estimate estimate(int column) {
    return workingFit.estimate(column);
  }

  /** Returns the coefficients, in column order: logarithms of ratios of means. */
  public double[] coefficients() {
    return workingFit.coefficients();
  }

  /** Returns the mean that the model expects of each row, in units of the outcome. */
  public double[] fittedValues() {
    double[] means = workingFit.fittedValues();
    for (int row = 0; row < means.length; row++) {
      means[row] = StrictMath.exp(means[row]);
    }
    return means;
  }

  /** Returns the factor from m or m^2 to the variance of a row with weight 1. */
  public double dispersion() {
    return workingFit.sigma() * workingFit.sigma();
  }

  /** Returns the last step: least squares of logarithms, weights inverse to their variance. */
  LeastSquares workingFit() {
    return workingFit;
  }
}
