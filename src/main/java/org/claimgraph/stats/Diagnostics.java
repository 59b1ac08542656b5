package org.claimgraph.stats;

/**
 * How far a least-squares fit hangs on few rows, and its coefficients on each other.
 *
 * <p>The leverage of a row is its weight in its own fitted value, the diagonal of X (X'WX)^-1 X'W:
 * between 0 and 1, with the number of columns as sum. The variance inflation factor of a column is
 * 1 / (1 - R-squared of the column on the others), 1 if it is uncorrelated with them: by how much
 * the others raise the variance of its coefficient.
 *
 * <p>Reference: D. A. Belsley, E. Kuh and R. E. Welsch, <i>Regression Diagnostics</i>, Wiley, 1980,
 * chapters 2 and 3.
 *
 * <p>Time O(np^2), memory 8n bytes.
 */
public final class Diagnostics {

  private Diagnostics() {}

  /** Returns the leverage of each row. */
  public static double[] leverages(LeastSquares fit) {
    OrthogonalDesign design = OrthogonalDesign.of(fit);
    double[] leverages = new double[fit.rowCount()];
    for (int row = 0; row < leverages.length; row++) {
      double squares = 0;
      for (double value : design.row(row)) {
        squares += value * value;
      }
      leverages[row] = fit.data().weight(row) * squares;
    }
    return leverages;
  }

  /** Returns the largest leverage of a row. */
  public static double largestLeverage(LeastSquares fit) {
    double largest = 0;
    for (double leverage : leverages(fit)) {
      largest = StrictMath.max(largest, leverage);
    }
    return largest;
  }

  /**
   * Returns the variance inflation factor of each column. With an intercept, R-squared compares
   * with the weighted mean of the column; that of a constant column is NaN.
   */
  public static double[] varianceInflationFactors(LeastSquares fit) {
    RegressionData data = fit.data();
    double[][] inverse = fit.inverseCrossProduct();
    double[] factors = new double[inverse.length];
    for (int column = 0; column < factors.length; column++) {
      factors[column] =
          data.columnIsConstant(column)
              ? Double.NaN
              : inverse[column][column] * variation(data, column);
    }
    return factors;
  }

  private static double variation(RegressionData data, int column) {
    double origin = data.hasIntercept() ? mean(data, column) : 0;
    double squares = 0;
    for (int row = 0; row < data.rowCount(); row++) {
      double distance = data.value(row, column) - origin;
      squares += data.weight(row) * distance * distance;
    }
    return squares;
  }

  private static double mean(RegressionData data, int column) {
    double sum = 0;
    double weights = 0;
    for (int row = 0; row < data.rowCount(); row++) {
      sum += data.weight(row) * data.value(row, column);
      weights += data.weight(row);
    }
    return sum / weights;
  }
}
