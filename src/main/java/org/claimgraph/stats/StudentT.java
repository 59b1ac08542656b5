package org.claimgraph.stats;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Student's t distribution; degrees of freedom may be fractional.
 *
 * <p>Both functions work in the lower tail, where small probabilities keep all their digits.
 */
final class StudentT {

  private static final double ACCURACY = 1e-12;

  private StudentT() {}

  /** Returns the probability of a value at least as far from 0; NaN for NaN. */
  static double twoSidedP(double t, double degreesOfFreedom) {
    return 2 * distribution(degreesOfFreedom).cumulativeProbability(-StrictMath.abs(t));
  }

  /** Returns the half width of the interval around 0 that holds a probability. */
  static double critical(double level, double degreesOfFreedom) {
    return -distribution(degreesOfFreedom).inverseCumulativeProbability((1 - level) / 2);
  }

  /** The generator is null, because nothing is drawn; the default one would be seeded by time. */
  private static TDistribution distribution(double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom, ACCURACY);
  }
}
