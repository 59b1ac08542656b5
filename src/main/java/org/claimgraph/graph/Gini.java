package org.claimgraph.graph;

import java.util.Arrays;

/**
 * Gini coefficient of degree: how unequally the edges are spread over the nodes.
 *
 * <p>With degrees k ascending, it is the sum over i = 1..n of (2i - n - 1) k_i, divided by n times
 * the sum of all degrees: 0 if all degrees are equal, near 1 if few nodes have all the edges.
 * Isolated nodes count. Not defined for a graph without edges. No count can overflow: n and 2m are
 * below 2^31.
 *
 * <p>Reference: R. Dorfman, <i>A formula for the Gini coefficient</i>, Review of Economics and
 * Statistics 61, 1979.
 *
 * <p>Time O(n log n), memory O(n).
 */
public final class Gini {

  private Gini() {}

  /** Returns a value in [0, 1); {@code NaN} for a graph without edges. */
  public static double of(CsrGraph graph) {
    long n = graph.nodeCount();
    int[] degrees = Degree.of(graph);
    Arrays.sort(degrees);
    long difference = 0;
    for (int at = 0; at < n; at++) {
      difference += (2L * at + 1 - n) * degrees[at];
    }
    long ends = 2 * graph.edgeCount();
    return ends == 0 ? Double.NaN : (double) difference / (n * ends);
  }
}
