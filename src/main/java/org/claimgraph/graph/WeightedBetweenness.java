package org.claimgraph.graph;

/**
 * Weighted betweenness: {@link Betweenness} where an edge of weight w has the length 1 / w, so that
 * strong ties are short ways.
 *
 * <p>Lengths are compared exactly, never with floating-point ties: 1/3 + 1/3 + 1/3 is as long as 1.
 * A pair without a path adds nothing; an isolated node has 0. {@link Betweenness#ofDependencies}
 * and {@link Betweenness#normalized} do the rest, as for lengths of 1.
 *
 * <p>Paths are counted in double precision: exactly up to 2^53, rounded beyond. More than 1.8e308
 * paths from one node to another are an {@link ArithmeticException}; so is an edge so short that
 * rounding could hide it, shorter than about 10^-15 n times the longest path.
 *
 * <p>Reference: U. Brandes, <i>A faster algorithm for betweenness centrality</i>, Journal of
 * Mathematical Sociology 25, 2001; M. E. J. Newman, <i>Scientific collaboration networks II:
 * Shortest paths, weighted networks, and centrality</i>, Physical Review E 64, 2001.
 *
 * <p>Time O(k (m + n log n)) for k sources, memory 16m + O(n) bytes.
 */
public final class WeightedBetweenness {

  private WeightedBetweenness() {}

  /** Returns one value per node, in node order, not normalized. */
  public static double[] of(CsrGraph graph) {
    return of(graph, Pivots.all(graph.nodeCount()));
  }

  /**
   * Returns estimates from some sources, exact from all: one value per node, not normalized.
   *
   * @param sources distinct nodes, at least one unless the graph has none
   */
  public static double[] of(CsrGraph graph, int[] sources) {
    return Betweenness.ofDependencies(
        SourceRanges.sum(graph, sources, WeightedBetweenness::partial), sources.length);
  }

  /**
   * Returns what a range of sources depends on each node, as {@link Betweenness#partial} does.
   *
   * @param from the first of these sources, of a range of {@link SourceRanges}
   * @param to the one after the last
   */
  public static double[] partial(CsrGraph graph, int[] sources, int from, int to) {
    double[] dependencies = new double[graph.nodeCount()];
    WeightedDependencies search = new WeightedDependencies(graph);
    for (int at = from; at < to; at++) {
      search.add(sources[at], dependencies);
    }
    return dependencies;
  }
}
