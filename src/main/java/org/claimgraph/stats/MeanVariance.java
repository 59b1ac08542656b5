package org.claimgraph.stats;

/** How the variance of an outcome goes with its mean m, in a model of log m. */
enum MeanVariance {
  /** In proportion to m: quasi-Poisson. */
  MEAN,
  /** In proportion to m^2: gamma. */
  SQUARED_MEAN;

  /** Returns m^2 over the variance: the weight of a row on the scale of log m. */
  double workingWeight(double mean) {
    return this == MEAN ? mean : 1;
  }

  /** Returns minus the log-likelihood of an outcome, up to a constant; convex in log m. */
  double loss(double outcome, double logMean) {
    double mean = StrictMath.exp(logMean);
    return this == MEAN ? mean - outcome * logMean : outcome / mean + logMean;
  }

  /** Returns the second derivative of the loss by log m. */
  double curvature(double outcome, double mean) {
    return this == MEAN ? mean : outcome / mean;
  }

  /** Returns minus the first derivative of the loss by log m. */
  double slope(double outcome, double mean) {
    return workingWeight(mean) * (outcome - mean) / mean;
  }

  void check(RegressionData data) {
    double largest = 0;
    for (int row = 0; row < data.rowCount(); row++) {
      double outcome = data.outcome(row);
      if (outcome < 0 || outcome == 0 && this == SQUARED_MEAN) {
        throw new IllegalArgumentException(
            "Invalid outcome "
                + outcome
                + " in row "
                + row
                + (this == MEAN ? " (must not be below 0)" : " (must be above 0)"));
      }
      largest = StrictMath.max(largest, outcome);
    }
    if (largest == 0) {
      throw new NoMaximumException("Cannot fit a log-link model: the outcome is 0 in all rows");
    }
  }
}
