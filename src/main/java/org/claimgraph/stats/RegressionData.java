package org.claimgraph.stats;

import java.util.Arrays;

/** The checked input of a regression: its own copy, the design matrix by columns. */
final class RegressionData {

  private final double[] outcomes;
  private final double[][] columns;
  private final double[] weights;

  private RegressionData(double[] outcomes, double[][] columns, double[] weights) {
    this.outcomes = outcomes;
    this.columns = columns;
    this.weights = weights;
  }

  static RegressionData of(double[] y, double[][] x, double[] weights) {
    checkLength("outcomes", y.length, x.length);
    checkLength("weights", weights.length, x.length);
    checkFinite("outcome", y);
    checkWeights(weights);
    return new RegressionData(y.clone(), columns(x), weights.clone());
  }

  static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static void checkLength(String what, int length, int rows) {
    if (length != rows) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": " + length + " for " + rows + " rows of the design matrix");
    }
  }

  private static void checkFinite(String what, double[] values) {
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        throw new IllegalArgumentException(
            "Invalid " + what + " " + values[row] + " in row " + row + " (must be finite)");
      }
    }
  }

  private static void checkWeights(double[] weights) {
    checkFinite("weight", weights);
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] <= 0) {
        throw new IllegalArgumentException(
            "Invalid weight " + weights[row] + " in row " + row + " (must be above 0)");
      }
    }
  }

  private static double[][] columns(double[][] x) {
    int columnCount = x.length == 0 ? 0 : x[0].length;
    checkShape(x.length, columnCount);
    double[][] columns = new double[columnCount][x.length];
    for (int row = 0; row < x.length; row++) {
      if (x[row].length != columnCount) {
        throw new IllegalArgumentException(
            "Invalid design matrix: row "
                + row
                + " has "
                + x[row].length
                + " columns, row 0 has "
                + columnCount);
      }
      for (int column = 0; column < columnCount; column++) {
        columns[column][row] = x[row][column];
      }
    }
    for (int column = 0; column < columnCount; column++) {
      checkFinite("value of column " + column, columns[column]);
    }
    return columns;
  }

  private static void checkShape(int rows, int columns) {
    if (rows <= columns) {
      throw new IllegalArgumentException(
          "Invalid design matrix: "
              + rows
              + " rows for "
              + columns
              + " columns. A fit needs more rows than columns");
    }
    if (columns == 0) {
      throw new IllegalArgumentException("Invalid design matrix: no columns");
    }
  }

  int rowCount() {
    return outcomes.length;
  }

  int columnCount() {
    return columns.length;
  }

  double outcome(int row) {
    return outcomes[row];
  }

  double value(int row, int column) {
    return columns[column][row];
  }

  double weight(int row) {
    return weights[row];
  }

  /** Whether some column is the same in all rows and not 0. */
  boolean hasIntercept() {
    for (double[] column : columns) {
      if (column[0] != 0 && isConstant(column)) {
        return true;
      }
    }
    return false;
  }

  boolean columnIsConstant(int column) {
    return isConstant(columns[column]);
  }

  boolean weightsAreEqual() {
    return isConstant(weights);
  }

  double meanWeight() {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum / weights.length;
  }

  boolean outcomeIsConstant() {
    return isConstant(outcomes);
  }

  private static boolean isConstant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  /** Returns a new array of the columns, rows times the square root of their weights. */
  double[][] weightedColumns() {
    double[][] weighted = new double[columns.length][];
    for (int column = 0; column < columns.length; column++) {
      weighted[column] = weighted(columns[column]);
    }
    return weighted;
  }

  /** Returns a new array of the outcomes, rows times the square root of their weights. */
  double[] weightedOutcomes() {
    return weighted(outcomes);
  }

  private double[] weighted(double[] values) {
    double[] weighted = new double[values.length];
    for (int row = 0; row < values.length; row++) {
      weighted[row] = StrictMath.sqrt(weights[row]) * values[row];
    }
    return weighted;
  }
}
