package org.claimgraph.graph;

/**
 * Strength: the weights of a node's edges added up.
 *
 * <p>An isolated node has 0. The strengths add up to twice the sum of the weights, which fits into
 * a long in every graph.
 *
 * <p>Reference: A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, <i>The architecture of
 * complex weighted networks</i>, PNAS 101, 2004.
 *
 * <p>Time O(n + m).
 */
public final class Strength {

  private Strength() {}

  /** Returns one strength per node, in node order. */
  public static long[] of(CsrGraph graph) {
    long[] strengths = new long[graph.nodeCount()];
    for (int node = 0; node < strengths.length; node++) {
      strengths[node] = graph.strength(node);
    }
    return strengths;
  }
}
