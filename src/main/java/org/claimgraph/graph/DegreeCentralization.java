package org.claimgraph.graph;

/**
 * Degree centralization: how far one node outdoes the others in degree.
 *
 * <p>It is the sum over nodes of (largest degree - degree), divided by its largest possible value,
 * (n - 1)(n - 2): 1 for a star, 0 if all degrees are equal. Isolated nodes count. Not defined for n
 * &lt; 3.
 *
 * <p>Reference: L. C. Freeman, <i>Centrality in social networks: conceptual clarification</i>,
 * Social Networks 1, 1979.
 *
 * <p>Time O(n).
 */
public final class DegreeCentralization {

  private DegreeCentralization() {}

  /** Returns a value in [0, 1]; {@code NaN} for fewer than three nodes. */
  public static double of(CsrGraph graph) {
    long n = graph.nodeCount();
    if (n < 3) {
      return Double.NaN;
    }
    long largest = 0;
    for (int node = 0; node < n; node++) {
      largest = Math.max(largest, graph.degree(node));
    }
    long excess = n * largest - 2 * graph.edgeCount();
    return (double) excess / ((n - 1) * (n - 2));
  }
}
