package org.claimgraph.stats;

import java.util.Arrays;

/**
 * p-values adjusted for the number of tests in a family.
 *
 * <p>For m p-values ascending, p_1 .. p_m: Holm's is the largest (m + 1 - j) p_j over j up to i,
 * Benjamini and Hochberg's the smallest (m / j) p_j over j from i on, neither above 1. NaN stays
 * NaN and does not count in m. Equal p-values have equal adjusted values, so the order of the input
 * does not matter.
 *
 * <p>Reference: S. Holm, <i>A simple sequentially rejective multiple test procedure</i>,
 * Scandinavian Journal of Statistics 6, 1979; Y. Benjamini and Y. Hochberg, <i>Controlling the
 * false discovery rate</i>, Journal of the Royal Statistical Society B 57, 1995.
 *
 * <p>Time O(m log m), memory 32m bytes.
 */
public final class MultipleTesting {

  private MultipleTesting() {}

  /** Returns p-values that bound the chance of any false rejection, in the order of the input. */
  public static double[] holm(double[] pValues) {
    double[] sorted = sortedFamily(pValues);
    double[] adjusted = new double[sorted.length];
    double largest = 0;
    for (int i = 0; i < sorted.length; i++) {
      largest = StrictMath.max(largest, (sorted.length - i) * sorted[i]);
      adjusted[i] = StrictMath.min(1, largest);
    }
    return inInputOrder(pValues, sorted, adjusted);
  }

  /** Returns p-values that bound the false discovery rate (q-values), in the order of the input. */
  public static double[] benjaminiHochberg(double[] pValues) {
    double[] sorted = sortedFamily(pValues);
    double[] adjusted = new double[sorted.length];
    double smallest = 1;
    for (int i = sorted.length - 1; i >= 0; i--) {
      smallest = StrictMath.min(smallest, (double) sorted.length / (i + 1) * sorted[i]);
      adjusted[i] = smallest;
    }
    return inInputOrder(pValues, sorted, adjusted);
  }

  private static double[] sortedFamily(double[] pValues) {
    for (int i = 0; i < pValues.length; i++) {
      if (pValues[i] < 0 || pValues[i] > 1) {
        throw new IllegalArgumentException(
            "Invalid p-value " + pValues[i] + " at " + i + " (must be between 0 and 1, or NaN)");
      }
    }
    return DefinedValues.sorted(pValues);
  }

  /** Any place of a repeated p-value will do: their adjusted values are equal. */
  private static double[] inInputOrder(double[] pValues, double[] sorted, double[] adjusted) {
    double[] result = new double[pValues.length];
    for (int i = 0; i < pValues.length; i++) {
      result[i] =
          Double.isNaN(pValues[i]) ? Double.NaN : adjusted[Arrays.binarySearch(sorted, pValues[i])];
    }
    return result;
  }
}
