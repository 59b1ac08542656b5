package org.claimgraph.graph;

/**
 * What lies inside each community of a graph, and what leaves it.
 *
 * <p>Every array has one entry for each community, the one numbered 1 first. A tie from one
 * community to another leaves both.
 *
 * <p>Reference: B. E. Landon, J.-P. Onnela, N. L. Keating, M. L. Barnett, S. Paul, A. J. O'Malley,
 * T. Keegan, N. A. Christakis, <i>Using administrative data to identify naturally occurring
 * networks of physicians</i>, Medical Care 51, 2013.
 *
 * <p>Time O(n + m), memory O(communities).
 *
 * @param nodes number of nodes
 * @param tiesInside edges between two nodes of the community
 * @param weightInside their weights added up
 * @param tiesLeaving edges between a node of the community and one of another
 * @param weightLeaving their weights added up
 * @param shareInside share of the strength of the community's nodes that lies inside: 2
 *     weightInside / (2 weightInside + weightLeaving); {@code NaN} for a node without edges
 */
public record CommunitySummary(
    int[] nodes,
    long[] tiesInside,
    long[] weightInside,
    long[] tiesLeaving,
    long[] weightLeaving,
    double[] shareInside) {

  /**
   * Sums up each community.
   *
   * @param membership community of each node, numbered from 1 on without gaps
   */
  public static CommunitySummary of(CsrGraph graph, int[] membership) {
    int[] nodes = Components.sizes(membership);
    CommunitySummary summary =
        new CommunitySummary(
            nodes,
            new long[nodes.length],
            new long[nodes.length],
            new long[nodes.length],
            new long[nodes.length],
            new double[nodes.length]);
    for (int node = 0; node < membership.length; node++) {
      summary.add(node, graph, membership);
    }
    for (int community = 0; community < nodes.length; community++) {
      double inside = 2.0 * summary.weightInside[community];
      summary.shareInside[community] = inside / (inside + summary.weightLeaving[community]);
    }
    return summary;
  }

  private void add(int node, CsrGraph graph, int[] membership) {
    int community = membership[node] - 1;
    for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
      int neighbor = graph.neighbor(at);
      if (membership[neighbor] != membership[node]) {
        tiesLeaving[community]++;
        weightLeaving[community] += graph.weight(at);
      } else if (node < neighbor) {
        tiesInside[community]++;
        weightInside[community] += graph.weight(at);
      }
    }
  }
}
