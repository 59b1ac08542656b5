package org.claimgraph.stats;

/**
 * Least-squares fit of a linear model, ordinary or weighted.
 *
 * <p>The coefficients b minimize the sum over rows of w (y - x b)^2, found by QR decomposition of
 * the rows times the square root of w. Weights are relative precisions: multiplying all by one
 * number changes only {@link #sigma} and {@link #inverseCrossProduct}. Standard errors here trust
 * the model; {@link ClusterRobust} gives those that allow for dependence within clusters.
 *
 * <p>No intercept is added silently: the design matrix is used as it is, and {@link #withIntercept}
 * puts a column of ones before it. If a column is the same in all rows and not 0, R-squared
 * compares with the weighted mean of y, otherwise with 0, as in R.
 *
 * <p>Outcomes, regressors and weights must be finite and weights above 0: rows with undefined
 * values are for the caller to leave out and to count. There must be more rows than columns. A
 * column that is a combination of earlier ones, up to 1e-7 of its length, is refused with {@link
 * DependentColumnException}.
 *
 * <p>The fit keeps a copy of its input and is immutable; arrays returned are copies.
 *
 * <p>Reference: G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed., Johns Hopkins
 * University Press, 2013, section 5.3.
 *
 * <p>Time O(np^2) for n rows and p columns, memory 16np bytes while fitting, 8np kept.
 */
public final class LeastSquares {

  private final RegressionData data;
  private final double[] coefficients;
  private final double[] fittedValues;
  private final double[] residuals;
  private final double[][] inverseRoot;
  private final double[][] inverseCrossProduct;

  private LeastSquares(RegressionData data) {
    this.data = data;
    HouseholderQr qr = HouseholderQr.of(data.weightedColumns());
    this.coefficients = qr.solve(data.weightedOutcomes());
    this.inverseRoot = qr.inverseOfR();
    this.inverseCrossProduct = qr.inverseCrossProduct();
    this.fittedValues = new double[data.rowCount()];
    this.residuals = new double[data.rowCount()];
    for (int row = 0; row < residuals.length; row++) {
      fittedValues[row] = fitted(row);
      residuals[row] = data.outcome(row) - fittedValues[row];
    }
  }

  /**
   * Fits with equal weights.
   *
   * @param y outcome of each row
   * @param x design matrix, one array per row
   */
  public static LeastSquares ols(double[] y, double[][] x) {
    return wls(y, x, RegressionData.ones(x.length));
  }

  /**
   * Fits with weights.
   *
   * @param y outcome of each row
   * @param x design matrix, one array per row
   * @param weights weight of each row, above 0
   */
  public static LeastSquares wls(double[] y, double[][] x, double[] weights) {
    return new LeastSquares(RegressionData.of(y, x, weights));
  }

  /** Returns a new matrix with a column of ones before the others. */
  public static double[][] withIntercept(double[][] x) {
    double[][] extended = new double[x.length][];
    for (int row = 0; row < x.length; row++) {
      extended[row] = new double[x[row].length + 1];
      extended[row][0] = 1;
      System.arraycopy(x[row], 0, extended[row], 1, x[row].length);
    }
    return extended;
  }

  private double fitted(int row) {
    double sum = 0;
    for (int column = 0; column < coefficients.length; column++) {
      sum += data.value(row, column) * coefficients[column];
    }
    return sum;
  }

  /** Returns the coefficients, in column order. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Returns the coefficient of a column with its model-based standard error. */
  public Estimate estimate(int column) {
    return new Estimate(coefficients[column], standardError(column), degreesOfFreedom());
  }

  /** Returns model-based standard errors, sigma times the root of (X'WX)^-1 on the diagonal. */
  public double[] standardErrors() {
    double[] errors = new double[coefficients.length];
    for (int column = 0; column < errors.length; column++) {
      errors[column] = standardError(column);
    }
    return errors;
  }

  private double standardError(int column) {
    return sigma() * StrictMath.sqrt(inverseCrossProduct[column][column]);
  }

  /** Returns what the model expects of each row. */
  public double[] fittedValues() {
    return fittedValues.clone();
  }

  /** Returns outcome minus fitted value of each row, not weighted. */
  public double[] residuals() {
    return residuals.clone();
  }

  /** Returns the residual standard deviation, of a row with weight 1. */
  public double sigma() {
    return StrictMath.sqrt(residualSquares() / degreesOfFreedom());
  }

  /**
   * Returns the share of the outcome's variation that is fitted; NaN if the outcome is constant.
   */
  public double rSquared() {
    if (data.outcomeIsConstant()) {
      return Double.NaN;
    }
    return 1 - residualSquares() / totalSquares();
  }

  /** Returns R-squared by variances instead of sums of squares; NaN if the outcome is constant. */
  public double adjustedRSquared() {
    int totalDegrees = data.hasIntercept() ? rowCount() - 1 : rowCount();
    return 1 - (1 - rSquared()) * totalDegrees / degreesOfFreedom();
  }

  /** Returns rows minus columns. */
  public int degreesOfFreedom() {
    return rowCount() - columnCount();
  }

  /** Returns the number of rows. */
  public int rowCount() {
    return data.rowCount();
  }

  /** Returns the number of columns, the intercept among them. */
  public int columnCount() {
    return data.columnCount();
  }

  /** Returns (X'WX)^-1, one array per row. */
  public double[][] inverseCrossProduct() {
    double[][] copy = new double[inverseCrossProduct.length][];
    for (int row = 0; row < copy.length; row++) {
      copy[row] = inverseCrossProduct[row].clone();
    }
    return copy;
  }

  RegressionData data() {
    return data;
  }

  /** Returns the residual of a row, not weighted. */
  double residual(int row) {
    return residuals[row];
  }

  /** Returns R^-1 of the QR decomposition of the rows times the root of w. */
  double[][] inverseRoot() {
    return inverseRoot;
  }

  private double residualSquares() {
    double squares = 0;
    for (int row = 0; row < residuals.length; row++) {
      squares += data.weight(row) * residuals[row] * residuals[row];
    }
    return squares;
  }

  private double totalSquares() {
    double origin = data.hasIntercept() ? weightedMean() : 0;
    double squares = 0;
    for (int row = 0; row < residuals.length; row++) {
      double distance = data.outcome(row) - origin;
      squares += data.weight(row) * distance * distance;
    }
    return squares;
  }

  private double weightedMean() {
    double sum = 0;
    double weights = 0;
    for (int row = 0; row < residuals.length; row++) {
      sum += data.weight(row) * data.outcome(row);
      weights += data.weight(row);
    }
    return sum / weights;
  }
}
