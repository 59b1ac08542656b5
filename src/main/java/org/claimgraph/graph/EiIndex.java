package org.claimgraph.graph;

/**
 * E-I index: whether ties lead outside one's own group rather than inside it.
 *
 * <p>Of E ties to other groups and I ties inside the own group it is (E - I) / (E + I), in [-1, 1]:
 * 1 if all lead outside, -1 if none does. A tie with an end of unknown group does not count, and
 * without ties that count the index is not defined. Weights do not matter.
 *
 * <p>Reference: D. Krackhardt, R. N. Stern, <i>Informal networks and organizational crises: an
 * experimental simulation</i>, Social Psychology Quarterly 51, 1988.
 *
 * <p>Time O(n + m).
 */
public final class EiIndex {

  /** The group of a node whose group is not known. */
  public static final int UNKNOWN = -1;

  private EiIndex() {}

  /**
   * Returns the index of each node's ties, in node order; {@code NaN} where none counts.
   *
   * @param groups group of each node, 0 and up, or {@link #UNKNOWN}
   */
  public static double[] ofNodes(CsrGraph graph, int[] groups) {
    double[] index = new double[graph.nodeCount()];
    for (int node = 0; node < index.length; node++) {
      long counted = counted(graph, groups, node);
      index[node] = index(counted, inside(graph, groups, node));
    }
    return index;
  }

  /**
   * Returns the index of all ties of the graph; {@code NaN} if none counts.
   *
   * @param groups as for {@link #ofNodes}
   */
  public static double of(CsrGraph graph, int[] groups) {
    long counted = 0;
    long inside = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      counted += counted(graph, groups, node);
      inside += inside(graph, groups, node);
    }
    return index(counted, inside);
  }

  private static double index(long counted, long inside) {
    return counted == 0 ? Double.NaN : (double) (counted - 2 * inside) / counted;
  }

  private static long counted(CsrGraph graph, int[] groups, int node) {
    long counted = 0;
    if (groups[node] != UNKNOWN) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (groups[graph.neighbor(at)] != UNKNOWN) {
          counted++;
        }
      }
    }
    return counted;
  }

  private static long inside(CsrGraph graph, int[] groups, int node) {
    long inside = 0;
    if (groups[node] != UNKNOWN) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (groups[graph.neighbor(at)] == groups[node]) {
          inside++;
        }
      }
    }
    return inside;
  }
}
