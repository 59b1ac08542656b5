package org.claimgraph.stats;

import java.util.Map;
import java.util.TreeMap;

/**
 * Mean of values by whole weights, sum of w x / sum of w.
 *
 * <p>Weights of equal values are added up exactly, then values are taken in ascending order, so
 * that the mean has the same bits for every order of the input. Without values it is NaN.
 *
 * <p>Time O(n log n), memory O(different values).
 */
public final class WeightedMean {

  private WeightedMean() {}

  /**
   * Returns the mean.
   *
   * @param values none of them NaN
   * @param weights one for each value, at least 1
   * @throws ArithmeticException if the weights add up to more than a long holds
   */
  public static double of(double[] values, long[] weights) {
    Map<Double, Long> weightOf = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      weightOf.merge(values[i], weights[i], Math::addExact);
    }
    double sum = 0;
    long total = 0;
    for (Map.Entry<Double, Long> one : weightOf.entrySet()) {
      sum += one.getKey() * one.getValue();
      total = Math.addExact(total, one.getValue());
    }
    return total == 0 ? Double.NaN : sum / total;
  }
}
