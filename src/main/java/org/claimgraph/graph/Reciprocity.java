package org.claimgraph.graph;

/**
 * Reciprocity: whether edges are answered.
 *
 * <p>The share of edges whose reverse is an edge too, in [0, 1]; or, with weights, Pearson's
 * correlation of w_ij and w_ji over all ordered pairs of different nodes, 0 standing for no edge:
 * above 0 where edges are answered in kind more than chance would do, below 0 where they avoid it.
 *
 * <p>Reference: D. Garlaschelli, M. I. Loffredo, <i>Patterns of link reciprocity in directed
 * networks</i>, Physical Review Letters 93, 2004.
 *
 * <p>Time O(n + m), memory O(1).
 */
public final class Reciprocity {

  private Reciprocity() {}

  /** Returns the share of edges whose reverse is an edge; {@code NaN} without edges. */
  public static double of(DirectedGraph graph) {
    long mutual = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      int back = graph.in().start(node);
      for (int at = graph.out().start(node); at < graph.out().end(node); at++) {
        back = find(graph.out().node(at), graph.in(), back, node);
        mutual += isAt(graph.out().node(at), graph.in(), back, node) ? 1 : 0;
      }
    }
    return (double) mutual / graph.edgeCount();
  }

  /**
   * Returns the correlation of the weights of both directions; {@code NaN} without edges, or if all
   * pairs have the same weight.
   */
  public static double correlation(DirectedGraph graph) {
    double sum = 0;
    double squares = 0;
    double products = 0;
    long least = Long.MAX_VALUE;
    long greatest = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      int back = graph.in().start(node);
      for (int at = graph.out().start(node); at < graph.out().end(node); at++) {
        long weight = graph.out().weight(at);
        back = find(graph.out().node(at), graph.in(), back, node);
        if (isAt(graph.out().node(at), graph.in(), back, node)) {
          products += (double) weight * graph.in().weight(back);
        }
        sum += weight;
        squares += (double) weight * weight;
        least = Math.min(least, weight);
        greatest = Math.max(greatest, weight);
      }
    }
    double pairs = (double) graph.nodeCount() * (graph.nodeCount() - 1);
    boolean constant = graph.edgeCount() == 0 || graph.edgeCount() == pairs && least == greatest;
    double expected = constant ? Double.NaN : sum * sum / pairs;
    return (products - expected) / (squares - expected);
  }

  /** The first place, from one on, of a row where the other node is not below the one wanted. */
  private static int find(int wanted, DirectedGraph.Rows rows, int from, int node) {
    int at = from;
    while (at < rows.end(node) && rows.node(at) < wanted) {
      at++;
    }
    return at;
  }

  private static boolean isAt(int wanted, DirectedGraph.Rows rows, int at, int node) {
    return at < rows.end(node) && rows.node(at) == wanted;
  }
}
