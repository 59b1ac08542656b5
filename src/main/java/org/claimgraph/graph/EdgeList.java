package org.claimgraph.graph;

import java.util.Arrays;

/**
 * Edges as they come, before their number is known: arrays that grow, and then a graph.
 *
 * <p>Reference: T. H. Cormen, C. E. Leiserson, R. L. Rivest, C. Stein, <i>Introduction to
 * Algorithms</i>, 3rd ed., MIT Press, 2009, section 17.4.
 *
 * <p>Time O(1) an edge, amortized; memory 16 to 48 bytes an edge, and what the graph takes.
 */
public final class EdgeList {

  private int[] a = new int[16];
  private int[] b = new int[16];
  private long[] weights = new long[16];
  private int count;

  /** Adds an edge, from its first to its second end where direction matters. */
  public void add(int from, int to, long weight) {
    if (count == a.length) {
      a = Arrays.copyOf(a, 2 * count);
      b = Arrays.copyOf(b, 2 * count);
      weights = Arrays.copyOf(weights, 2 * count);
    }
    a[count] = from;
    b[count] = to;
    weights[count++] = weight;
  }

  /** Returns the edges as {@link CsrGraph#of} makes a graph of them. */
  public CsrGraph undirected(int nodeCount) {
    return CsrGraph.of(
        nodeCount, Arrays.copyOf(a, count), Arrays.copyOf(b, count), Arrays.copyOf(weights, count));
  }

  /** Returns the edges as {@link DirectedGraph#of} makes a graph of them. */
  public DirectedGraph directed(int nodeCount) {
    return DirectedGraph.of(
        nodeCount, Arrays.copyOf(a, count), Arrays.copyOf(b, count), Arrays.copyOf(weights, count));
  }
}
