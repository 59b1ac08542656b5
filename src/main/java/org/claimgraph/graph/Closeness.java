package org.claimgraph.graph;

/**
 * Closeness: how near a node is to those it can reach, and how many those are.
 *
 * <p>For a node that reaches r others at distances that add up to D it is (r / D) * (r / (n - 1)),
 * in [0, 1], Wasserman and Faust's form for graphs that need not be connected; in connected ones it
 * is Freeman's (n - 1) / D. An isolated node has 0. Not defined for n &lt; 2.
 *
 * <p>Reference: S. Wasserman, K. Faust, <i>Social Network Analysis</i>, Cambridge University Press,
 * 1994, p. 201; L. C. Freeman, <i>Centrality in social networks: conceptual clarification</i>,
 * Social Networks 1, 1979.
 *
 * <p>Time O(1) for each source once {@link SourceDistances} are known.
 */
public final class Closeness {

  private Closeness() {}

  /**
   * Returns one value per source.
   *
   * @param nodeCount n, the number of nodes of the graph
   */
  public static double[] of(SourceDistances distances, int nodeCount) {
    double[] closeness = new double[distances.sum().length];
    for (int source = 0; source < closeness.length; source++) {
      closeness[source] = of(distances.reached()[source], distances.sum()[source], nodeCount);
    }
    return closeness;
  }

  private static double of(double reached, double sum, int nodeCount) {
    if (nodeCount < 2) {
      return Double.NaN;
    }
    return reached == 0 ? 0 : reached / sum * (reached / (nodeCount - 1));
  }
}
