package org.claimgraph.graph;

import java.io.Serializable;

/**
 * An undirected weighted simple graph in compressed rows.
 *
 * <p>Every edge stands in the rows of both its ends. The row of a node lies at the places {@link
 * #rowStart} to {@link #rowEnd} (exclusive), neighbors ascending, so that a kernel walks it without
 * copying:
 *
 * <pre>{@code
 * for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
 *   visit(graph.neighbor(at), graph.weight(at));
 * }
 * }</pre>
 *
 * <p>The graph is immutable and does not depend on the order of the edges it was built from, nor on
 * which end of an edge came first. All its weights together, counted at both ends, fit into a long;
 * no sum of weights can overflow.
 *
 * <p>Reference: Y. Saad, <i>Iterative Methods for Sparse Linear Systems</i>, 2nd ed., SIAM, 2003,
 * section 3.4.
 *
 * <p>Time O(n + m) to build, memory 4n + 24m bytes.
 */
public final class CsrGraph implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int MAX_EDGES = Integer.MAX_VALUE / 2 - 4;

  private final int[] rowStarts;
  private final int[] neighbors;
  private final long[] weights;

  private CsrGraph(int[] rowStarts, int[] neighbors, long[] weights) {
    this.rowStarts = rowStarts;
    this.neighbors = neighbors;
    this.weights = weights;
  }

  /**
   * Builds a graph from its edges, in any order.
   *
   * @param nodeCount number of nodes, isolated ones included
   * @param a one end of each edge, in [0, nodeCount)
   * @param b the other end
   * @param weights weight of each edge, at least 1
   * @throws IllegalArgumentException if an edge is a self-loop, is repeated (in either direction),
   *     ends outside the graph or has no positive weight
   * @throws ArithmeticException if the edges are too many for one array, or the weights at both
   *     ends add up to more than a long holds
   */
  public static CsrGraph of(int nodeCount, int[] a, int[] b, long[] weights) {
    checkSizes(nodeCount, a, b, weights);
    checkEdges(nodeCount, a, b, weights);
    int[] rowStarts = rowStarts(nodeCount, a, b);
    int[] edges = edgesByRow(rowStarts, a, b);
    // Nodes in turn append themselves to the rows of their neighbors: every row comes out sorted.
    int[] filled = rowStarts.clone();
    int[] neighbors = new int[edges.length];
    long[] rowWeights = new long[edges.length];
    for (int node = 0; node < nodeCount; node++) {
      for (int at = rowStarts[node]; at < rowStarts[node + 1]; at++) {
        int edge = edges[at];
        int row = a[edge] == node ? b[edge] : a[edge];
        int end = filled[row]++;
        if (end > rowStarts[row] && neighbors[end - 1] == node) {
          throw invalidEdge(edge, "repeats the edge between nodes " + a[edge] + " and " + b[edge]);
        }
        neighbors[end] = node;
        rowWeights[end] = weights[edge];
      }
    }
    return new CsrGraph(rowStarts, neighbors, rowWeights);
  }

  /** Returns n, the number of nodes, isolated ones included. */
  public int nodeCount() {
    return rowStarts.length - 1;
  }

  /** Returns m, the number of edges, as a long because it is made to be multiplied. */
  public long edgeCount() {
    return neighbors.length / 2;
  }

  /** Returns the number of neighbors of a node. */
  public int degree(int node) {
    return rowStarts[node + 1] - rowStarts[node];
  }

  /** Returns the sum of the weights of the edges at a node, in time O(degree). */
  public long strength(int node) {
    long strength = 0;
    for (int at = rowStart(node); at < rowEnd(node); at++) {
      strength += weights[at];
    }
    return strength;
  }

  /** Returns the first place of the row of a node. */
  public int rowStart(int node) {
    return rowStarts[node];
  }

  /** Returns the place after the last of the row of a node. */
  public int rowEnd(int node) {
    return rowStarts[node + 1];
  }

  /** Returns the neighbor at a place of a row. */
  public int neighbor(int at) {
    return neighbors[at];
  }

  /** Returns the weight of the edge at a place of a row. */
  public long weight(int at) {
    return weights[at];
  }

  private static void checkSizes(int nodeCount, int[] a, int[] b, long[] weights) {
    if (nodeCount < 0) {
      throw new IllegalArgumentException("Invalid node count " + nodeCount);
    }
    if (a.length != b.length || a.length != weights.length) {
      throw new IllegalArgumentException(
          "Invalid edges: "
              + a.length
              + " and "
              + b.length
              + " ends, "
              + weights.length
              + " weights");
    }
    if (a.length > MAX_EDGES) {
      throw new ArithmeticException(
          "Cannot index " + a.length + " edges: one graph holds at most " + MAX_EDGES);
    }
  }

  private static void checkEdges(int nodeCount, int[] a, int[] b, long[] weights) {
    long room = Long.MAX_VALUE / 2;
    for (int edge = 0; edge < a.length; edge++) {
      checkEnd(nodeCount, edge, a[edge]);
      checkEnd(nodeCount, edge, b[edge]);
      if (a[edge] == b[edge]) {
        throw invalidEdge(edge, "self-loop at node " + a[edge]);
      }
      if (weights[edge] <= 0) {
        throw invalidEdge(edge, "weight " + weights[edge] + " is not positive");
      }
      if (weights[edge] > room) {
        throw new ArithmeticException(
            "Cannot add weight "
                + weights[edge]
                + " of edge "
                + edge
                + ": the weights at both ends exceed "
                + Long.MAX_VALUE
                + " together");
      }
      room -= weights[edge];
    }
  }

  private static void checkEnd(int nodeCount, int edge, int node) {
    if (node < 0 || node >= nodeCount) {
      throw invalidEdge(edge, "node " + node + " is not in [0, " + nodeCount + ")");
    }
  }

  private static IllegalArgumentException invalidEdge(int edge, String why) {
    return new IllegalArgumentException("Invalid edge " + edge + ": " + why);
  }

  private static int[] rowStarts(int nodeCount, int[] a, int[] b) {
    int[] starts = new int[nodeCount + 1];
    for (int edge = 0; edge < a.length; edge++) {
      starts[a[edge] + 1]++;
      starts[b[edge] + 1]++;
    }
    for (int node = 0; node < nodeCount; node++) {
      starts[node + 1] += starts[node];
    }
    return starts;
  }

  private static int[] edgesByRow(int[] rowStarts, int[] a, int[] b) {
    int[] filled = rowStarts.clone();
    int[] edges = new int[2 * a.length];
    for (int edge = 0; edge < a.length; edge++) {
      edges[filled[a[edge]]++] = edge;
      edges[filled[b[edge]]++] = edge;
    }
    return edges;
  }
}
