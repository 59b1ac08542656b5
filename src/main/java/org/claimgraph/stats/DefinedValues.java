package org.claimgraph.stats;

import java.util.Arrays;

/** The values that are not NaN. */
final class DefinedValues {

  private DefinedValues() {}

  /**
   * Returns a new array, ascending; what is computed from it cannot depend on the input's order.
   */
  static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted); // NaN last
    int count = sorted.length;
    while (count > 0 && Double.isNaN(sorted[count - 1])) {
      count--;
    }
    return Arrays.copyOf(sorted, count);
  }
}
