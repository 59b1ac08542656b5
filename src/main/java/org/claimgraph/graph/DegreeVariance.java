package org.claimgraph.graph;

/**
 * Variance of degree: how far nodes differ in their number of neighbors.
 *
 * <p>The mean squared difference of a node's degree from the mean degree, over all n nodes,
 * isolated ones included. Not defined for a graph without nodes.
 *
 * <p>Reference: T. A. B. Snijders, <i>The degree variance: an index of graph heterogeneity</i>,
 * Social Networks 3, 1981.
 *
 * <p>Time O(n).
 */
public final class DegreeVariance {

  private DegreeVariance() {}

  /** Returns the variance; {@code NaN} for a graph without nodes. */
  public static double of(CsrGraph graph) {
    int n = graph.nodeCount();
    double mean = 2.0 * graph.edgeCount() / n;
    double sum = 0;
    for (int node = 0; node < n; node++) {
      double difference = graph.degree(node) - mean;
      sum += difference * difference;
    }
    return sum / n;
  }
}
