package org.claimgraph.graph;

import java.util.Arrays;

/**
 * Mean absolute difference of the values of two nodes: of those that an edge joins, or of any two.
 * Where edges join nodes that are alike the first is below the second. Weights do not matter.
 *
 * <p>Reference: C. Gini, <i>Variabilità e mutabilità</i>, Bologna, 1912, for all pairs.
 *
 * <p>Time O(n + m), for all pairs O(n log n), memory O(n).
 */
public final class MeanDifference {

  private MeanDifference() {}

  /**
   * Returns the mean over edges; {@code NaN} without.
   *
   * @param values of each node, none of them {@code NaN}
   */
  public static double ofEdges(CsrGraph graph, double[] values) {
    double sum = 0;
    for (int node = 0; node < values.length; node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (node < graph.neighbor(at)) {
          sum += Math.abs(values[node] - values[graph.neighbor(at)]);
        }
      }
    }
    return sum / graph.edgeCount();
  }

  /**
   * Returns the mean over all pairs; {@code NaN} below two values.
   *
   * @param values of each node, none of them {@code NaN}
   */
  public static double ofPairs(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0; // every gap of neighbors in order lies between so many pairs
    for (int below = 1; below < sorted.length; below++) {
      long pairs = (long) below * (sorted.length - below);
      sum += pairs * (sorted[below] - sorted[below - 1]);
    }
    return sum / ((long) sorted.length * (sorted.length - 1) / 2.0);
  }
}
