package org.claimgraph.graph;

/**
 * Transitivity: the share of the connected triples of a graph that are closed.
 *
 * <p>It is 3 times the number of triangles divided by the number of paths of two edges, the sum
 * over nodes of k (k - 1) / 2. Unlike the mean of {@link LocalClustering} it gives every path, not
 * every node, the same say. Not defined for a graph without such paths. No count can overflow: m is
 * below 2^30.
 *
 * <p>Reference: M. E. J. Newman, <i>The structure and function of complex networks</i>, SIAM Review
 * 45, 2003.
 *
 * <p>Time O(m^1.5); O(n) once the triangles are counted.
 */
public final class Transitivity {

  private Transitivity() {}

  /** Returns a value in [0, 1]; {@code NaN} if no node has two neighbors. */
  public static double of(CsrGraph graph) {
    return of(graph, Triangles.of(graph));
  }

  /**
   * Returns the same from triangles already counted.
   *
   * @param triangles as {@link Triangles#of} returns them for this graph
   */
  public static double of(CsrGraph graph, long[] triangles) {
    long closed = 0;
    long triples = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      long degree = graph.degree(node);
      closed += triangles[node];
      triples += degree * (degree - 1) / 2;
    }
    return triples == 0 ? Double.NaN : (double) closed / triples;
  }
}
