package org.claimgraph.measures;

import java.util.Arrays;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.DirectedGraph;

/** Edges as they come, in growing arrays. */
final class Edges {

  private int[] a = new int[16];
  private int[] b = new int[16];
  private long[] weights = new long[16];
  private int count;

  void add(int from, int to, long weight) {
    if (count == a.length) {
      a = Arrays.copyOf(a, 2 * count);
      b = Arrays.copyOf(b, 2 * count);
      weights = Arrays.copyOf(weights, 2 * count);
    }
    a[count] = from;
    b[count] = to;
    weights[count++] = weight;
  }

  CsrGraph undirected(int nodes) {
    trim();
    return CsrGraph.of(nodes, a, b, weights);
  }

  DirectedGraph directed(int nodes) {
    trim();
    return DirectedGraph.of(nodes, a, b, weights);
  }

  private void trim() {
    a = Arrays.copyOf(a, count);
    b = Arrays.copyOf(b, count);
    weights = Arrays.copyOf(weights, count);
  }
}
