package org.claimgraph.graph;

/**
 * Local clustering: the share of the pairs of a node's neighbors that are neighbors themselves.
 *
 * <p>For a node of degree k in t triangles it is 2t / (k (k - 1)), in [0, 1]. It is not defined for
 * a node with fewer than two neighbors, and the mean of a graph comes in two forms that differ in
 * what they make of such nodes. Weights do not matter.
 *
 * <p>Reference: D. J. Watts, S. H. Strogatz, <i>Collective dynamics of 'small-world' networks</i>,
 * Nature 393, 1998.
 *
 * <p>Time O(m^1.5); O(n) once the triangles are counted.
 */
public final class LocalClustering {

  private LocalClustering() {}

  /** Returns one value per node, in node order; {@code NaN} for a node of degree 0 or 1. */
  public static double[] of(CsrGraph graph) {
    return of(graph, Triangles.of(graph));
  }

  /**
   * Returns the same from triangles already counted.
   *
   * @param triangles as {@link Triangles#of} returns them for this graph
   */
  public static double[] of(CsrGraph graph, long[] triangles) {
    double[] clustering = new double[graph.nodeCount()];
    for (int node = 0; node < clustering.length; node++) {
      long degree = graph.degree(node);
      double pairs = degree < 2 ? Double.NaN : degree * (degree - 1) / 2.0;
      clustering[node] = triangles[node] / pairs;
    }
    return clustering;
  }

  /** Returns the mean over all nodes, undefined ones as 0; {@code NaN} without nodes. */
  public static double meanWithZeros(double[] clustering) {
    return sumOfDefined(clustering) / clustering.length;
  }

  /** Returns the mean over the nodes of degree 2 and more; {@code NaN} if there is none. */
  public static double meanOfDefined(double[] clustering) {
    int defined = 0;
    for (double value : clustering) {
      if (!Double.isNaN(value)) {
        defined++;
      }
    }
    return sumOfDefined(clustering) / defined;
  }

  private static double sumOfDefined(double[] clustering) {
    double sum = 0;
    for (double value : clustering) {
      if (!Double.isNaN(value)) {
        sum += value;
      }
    }
    return sum;
  }
}
