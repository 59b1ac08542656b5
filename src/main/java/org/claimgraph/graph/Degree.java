package org.claimgraph.graph;

/**
 * Degree: how many neighbors a node has.
 *
 * <p>An isolated node has 0. The degrees add up to 2m.
 *
 * <p>Reference: L. C. Freeman, <i>Centrality in social networks: conceptual clarification</i>,
 * Social Networks 1, 1979.
 *
 * <p>Time O(n).
 */
public final class Degree {

  private Degree() {}

  /** Returns one degree per node, in node order. */
  public static int[] of(CsrGraph graph) {
    int[] degrees = new int[graph.nodeCount()];
    for (int node = 0; node < degrees.length; node++) {
      degrees[node] = graph.degree(node);
    }
    return degrees;
  }
}
