package org.claimgraph.graph;

/**
 * Betweenness: how often a node lies on the shortest ways between other nodes.
 *
 * <p>For node v it is the sum over unordered pairs {s, t} of other nodes of the share of the
 * shortest paths from s to t that pass through v. Every edge has length 1, whatever its weight. A
 * pair without a path adds nothing; an isolated node has 0.
 *
 * <p>It is half the sum over all sources s of what s depends on v: of the shares for s and every t.
 * Summed over k of the n sources and multiplied by n / k, it is an estimate; {@link Pivots} chooses
 * such sources and bounds the error.
 *
 * <p>Paths are counted in double precision: exactly up to 2^53, rounded beyond. More than 1.8e308
 * paths from one node to another are an {@link ArithmeticException}, never a wrong number.
 *
 * <p>Reference: L. C. Freeman, <i>A set of measures of centrality based on betweenness</i>,
 * Sociometry 40, 1977; U. Brandes, <i>A faster algorithm for betweenness centrality</i>, Journal of
 * Mathematical Sociology 25, 2001; U. Brandes, C. Pich, <i>Centrality estimation in large
 * networks</i>, International Journal of Bifurcation and Chaos 17, 2007.
 *
 * <p>Time O(km) for k sources, memory about 420n bytes, at most 550n. Nodes with ties among them
 * are best numbered near each other: a nation numbered by region and hospital takes two fifths of
 * the time of one in random order.
 */
public final class Betweenness {

  private Betweenness() {}

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
    return ofDependencies(SourceRanges.sum(graph, sources, Betweenness::partial), sources.length);
  }

  /**
   * Returns what a range of sources depends on each node: one sum per node, in node order, each
   * pair counted from each end that is a source.
   *
   * @param from the first of these sources, of a range of {@link SourceRanges}
   * @param to the one after the last
   */
  public static double[] partial(CsrGraph graph, int[] sources, int from, int to) {
    double[] dependencies = new double[graph.nodeCount()];
    Dependencies search = new Dependencies(graph);
    for (int first = from; first < to; first += Dependencies.LANES) {
      search.add(sources, first, Math.min(to, first + Dependencies.LANES), dependencies);
    }
    return dependencies;
  }

  /**
   * Returns betweenness from dependencies: half of them, times n / k.
   *
   * @param dependencies what {@link #partial} returns for all ranges, added in their order
   * @param sources k, the number of sources
   */
  public static double[] ofDependencies(double[] dependencies, int sources) {
    double pairs = 2.0 * sources / dependencies.length; // exactly 2 from all sources
    double[] betweenness = new double[dependencies.length];
    for (int node = 0; node < betweenness.length; node++) {
      betweenness[node] = dependencies[node] / pairs;
    }
    return betweenness;
  }

  /**
   * Divides by the number of pairs a node can lie between, (n - 1)(n - 2) / 2.
   *
   * @param betweenness one value per node, as {@link #of} returns it
   * @param nodeCount n, the number of nodes of the graph
   * @return one value in [0, 1] per node; {@code NaN} for every node if n &lt; 3
   */
  public static double[] normalized(double[] betweenness, int nodeCount) {
    double pairs = nodeCount < 3 ? Double.NaN : (nodeCount - 1L) * (nodeCount - 2L) / 2.0;
    double[] normalized = new double[betweenness.length];
    for (int node = 0; node < normalized.length; node++) {
      normalized[node] = betweenness[node] / pairs;
    }
    return normalized;
  }
}
