package org.claimgraph.graph;

/**
 * Triangles: how many pairs of a node's neighbors are neighbors themselves.
 *
 * <p>Nodes with fewer than two neighbors have 0. The counts add up to three times the number of
 * triangles in the graph. No count can overflow: a graph of m edges has fewer than m^1.5 triangles,
 * and m is below 2^30.
 *
 * <p>Every edge points to its end of higher degree (of equal ones, the higher node), so that each
 * triangle is found once, from its lowest corner, and no node points to many.
 *
 * <p>Reference: T. Schank, D. Wagner, <i>Finding, counting and listing all triangles in large
 * graphs, an experimental study</i>, WEA 2005; M. Latapy, <i>Main-memory triangle computations for
 * very large (sparse (power-law)) graphs</i>, Theoretical Computer Science 407, 2008.
 *
 * <p>Time O(m^1.5), memory O(n + m).
 */
public final class Triangles {

  private Triangles() {}

  /** Returns the number of triangles at each node, in node order. */
  public static long[] of(CsrGraph graph) {
    int n = graph.nodeCount();
    int[] starts = new int[n + 1];
    int[] upward = upwardNeighbors(graph, starts);
    long[] triangles = new long[n];
    int[] marked = new int[n]; // 1 for the nodes that the lowest corner points to
    for (int low = 0; low < n; low++) {
      mark(starts, upward, low, marked, 1);
      for (int at = starts[low]; at < starts[low + 1]; at++) {
        int middle = upward[at];
        int found = 0;
        for (int above = starts[middle]; above < starts[middle + 1]; above++) {
          int high = upward[above];
          triangles[high] += marked[high]; // no branch: a processor could not guess it
          found += marked[high];
        }
        triangles[middle] += found;
        triangles[low] += found;
      }
      mark(starts, upward, low, marked, 0);
    }
    return triangles;
  }

  /** Returns the neighbors each node points to, row after row, and where each row starts. */
  private static int[] upwardNeighbors(CsrGraph graph, int[] starts) {
    int[] upward = new int[Math.toIntExact(graph.edgeCount())];
    int end = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        int neighbor = graph.neighbor(at);
        if (isUpward(node, neighbor, graph)) {
          upward[end++] = neighbor;
        }
      }
      starts[node + 1] = end;
    }
    return upward;
  }

  private static boolean isUpward(int from, int to, CsrGraph graph) {
    int difference = graph.degree(to) - graph.degree(from);
    return difference > 0 || (difference == 0 && to > from);
  }

  private static void mark(int[] starts, int[] upward, int node, int[] marked, int mark) {
    for (int at = starts[node]; at < starts[node + 1]; at++) {
      marked[upward[at]] = mark;
    }
  }
}
