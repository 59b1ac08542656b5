package org.claimgraph.graph;

/**
 * Cores: how deep a node lies inside the graph.
 *
 * <p>The k-core of a graph is its largest part in which every node has k neighbors or more inside
 * that part. The core number of a node is the largest k whose k-core holds it. An isolated node has
 * 0. Weights do not matter.
 *
 * <p>Reference: S. B. Seidman, <i>Network structure and minimum degree</i>, Social Networks 5,
 * 1983; V. Batagelj, M. Zaveršnik, <i>Fast algorithms for determining generalized core groups in
 * social networks</i>, Advances in Data Analysis and Classification 5, 2011.
 *
 * <p>Time O(n + m), memory 16n bytes.
 */
public final class Cores {

  private final CsrGraph graph;
  private final int[] left; // by node: neighbors among those not taken away, and then its core
  private final int[] order; // nodes by what is left of them
  private final int[] places; // by node: its place in that order
  private final int[] starts; // by neighbors left: first place of nodes that still stand

  private Cores(CsrGraph graph) {
    this.graph = graph;
    left = Degree.of(graph);
    order = new int[left.length];
    places = new int[left.length];
    starts = new int[left.length + 1];
    sortByDegree();
  }

  /** Returns the core number of each node, in node order. */
  public static int[] of(CsrGraph graph) {
    Cores cores = new Cores(graph);
    for (int place = 0; place < cores.order.length; place++) {
      cores.takeAway(cores.order[place]);
    }
    return cores.left;
  }

  private void sortByDegree() {
    for (int degree : left) {
      starts[degree + 1]++;
    }
    for (int degree = 1; degree < starts.length; degree++) {
      starts[degree] += starts[degree - 1];
    }
    int[] filled = starts.clone();
    for (int node = 0; node < left.length; node++) {
      places[node] = filled[left[node]]++;
      order[places[node]] = node;
    }
  }

  /** Takes away the node of fewest neighbors left; those with more lose one. */
  private void takeAway(int node) {
    for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
      int neighbor = graph.neighbor(at);
      if (left[neighbor] > left[node]) {
        swap(neighbor, order[Math.max(starts[left[neighbor]], places[node] + 1)]);
        starts[left[neighbor]] = places[neighbor] + 1;
        left[neighbor]--;
      }
    }
  }

  private void swap(int a, int b) {
    int place = places[a];
    places[a] = places[b];
    places[b] = place;
    order[places[a]] = a;
    order[places[b]] = b;
  }
}
