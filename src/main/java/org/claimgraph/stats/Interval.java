package org.claimgraph.stats;

/**
 * A confidence interval.
 *
 * <p>Reference: J. Neyman, <i>Outline of a theory of statistical estimation based on the classical
 * theory of probability</i>, Philosophical Transactions of the Royal Society A 236, 1937.
 *
 * <p>Time and memory O(1).
 *
 * @param lower lower confidence limit
 * @param upper upper confidence limit
 */
public record Interval(double lower, double upper) {}
