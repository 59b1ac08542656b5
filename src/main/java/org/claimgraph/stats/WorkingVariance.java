package org.claimgraph.stats;

/** What CR2 takes for the variance of a row's residual, to decide how far to enlarge it. */
enum WorkingVariance {
  /** The same in all rows, whatever their weights: weights say how many a row stands for. */
  EQUAL,
  /**
   * In inverse proportion to the weights, as in the last step of a generalized linear model: rows
   * are divided by their standard deviation before CR2 looks at them.
   */
  INVERSE_WEIGHT
}
