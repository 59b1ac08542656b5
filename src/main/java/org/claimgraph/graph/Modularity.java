package org.claimgraph.graph;

/**
 * Modularity: how much more of all weight lies inside the groups of a partition than chance would
 * put there.
 *
 * <p>With W the sum of all weights, w_c that of the edges inside group c, and d_c the strengths of
 * its nodes added up, it is the sum over groups of w_c / W - gamma (d_c / 2W)^2. At resolution
 * gamma = 1 it is at most 1, and 0 if all nodes are in one group; a higher gamma favors smaller
 * groups. Every weight counts as 1 where weights are not asked for. Not defined for a graph without
 * edges.
 *
 * <p>Reference: M. E. J. Newman, M. Girvan, <i>Finding and evaluating community structure in
 * networks</i>, Physical Review E 69, 2004; J. Reichardt, S. Bornholdt, <i>Statistical mechanics of
 * community detection</i>, Physical Review E 74, 2006, for gamma.
 *
 * <p>Time O(n + m), memory O(n).
 */
public final class Modularity {

  private Modularity() {}

  /**
   * Returns the modularity of a partition; {@code NaN} for a graph without edges.
   *
   * @param groups the group of each node, in [0, n]
   * @param resolution gamma
   * @param weighted whether weights count, or each edge as 1
   */
  public static double of(CsrGraph graph, int[] groups, double resolution, boolean weighted) {
    long[] inside = new long[groups.length + 1]; // at both ends
    long[] strengths = new long[groups.length + 1];
    long total = 0;
    for (int node = 0; node < groups.length; node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        long weight = weighted ? graph.weight(at) : 1;
        strengths[groups[node]] += weight;
        total += weight;
        if (groups[graph.neighbor(at)] == groups[node]) {
          inside[groups[node]] += weight;
        }
      }
    }
    double modularity = total == 0 ? Double.NaN : 0;
    for (int group = 0; group < strengths.length; group++) {
      double share = (double) strengths[group] / total;
      modularity += (double) inside[group] / total - resolution * share * share;
    }
    return modularity;
  }
}
