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
    int[] ranks = ranksByDegree(graph);
    int[] starts = new int[n + 1];
    long[] found = count(starts, upwardNeighbors(graph, ranks, starts));
    long[] triangles = new long[n];
    for (int node = 0; node < n; node++) {
      triangles[node] = found[ranks[node]];
    }
    return triangles;
  }

  /** Returns the triangles at each rank. */
  private static long[] count(int[] starts, int[] upward) {
    long[] triangles = new long[starts.length - 1];
    int[] marked = new int[triangles.length]; // 1 for what the lowest corner points to
    for (int low = 0; low < triangles.length; low++) {
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

  /** Returns the place of each node among all by degree, equal ones by node. */
  private static int[] ranksByDegree(CsrGraph graph) {
    int[] ranks = Degree.of(graph);
    int[] filled = new int[ranks.length + 1]; // by degree: nodes of lower degree, then ranks given
    for (int degree : ranks) {
      filled[degree + 1]++;
    }
    for (int degree = 1; degree < filled.length; degree++) {
      filled[degree] += filled[degree - 1];
    }
    for (int node = 0; node < ranks.length; node++) {
      ranks[node] = filled[ranks[node]]++;
    }
    return ranks;
  }

  /** Returns the ranks that each rank points to, row after row, and where each row starts. */
  private static int[] upwardNeighbors(CsrGraph graph, int[] ranks, int[] starts) {
    int[] nodes = new int[ranks.length]; // by rank
    for (int node = 0; node < nodes.length; node++) {
      nodes[ranks[node]] = node;
    }
    int[] upward = new int[Math.toIntExact(graph.edgeCount())];
    int end = 0;
    for (int rank = 0; rank < nodes.length; rank++) {
      for (int at = graph.rowStart(nodes[rank]); at < graph.rowEnd(nodes[rank]); at++) {
        int other = ranks[graph.neighbor(at)];
        if (other > rank) {
          upward[end++] = other;
        }
      }
      starts[rank + 1] = end;
    }
    return upward;
  }

  private static void mark(int[] starts, int[] upward, int rank, int[] marked, int mark) {
    for (int at = starts[rank]; at < starts[rank + 1]; at++) {
      marked[upward[at]] = mark;
    }
  }
}
