package org.claimgraph.graph;

/**
 * The one-mode projection of a bipartite graph as a graph: nodes with groups in common are
 * neighbors, the edge weighted by the number of these groups.
 *
 * <p>Reference: R. L. Breiger, <i>The duality of persons and groups</i>, Social Forces 53:181,
 * 1974.
 *
 * <p>Time as {@link Projection} and {@link CsrGraph#of}; memory as both together and 48 bytes an
 * edge.
 */
public final class ProjectedGraph {

  private ProjectedGraph() {}

  /**
   * Projects groups with all their members.
   *
   * @param nodeCount number of nodes, those without a group included
   * @param least edges of fewer groups are left out
   */
  public static CsrGraph of(Groups groups, int nodeCount, long least) {
    EdgeList edges = new EdgeList();
    Projection rows = new Projection(groups, nodeCount, Pivots.all(nodeCount));
    while (rows.next()) {
      for (int i = 0; i < rows.degree(); i++) {
        int neighbor = rows.neighbor(i);
        if (rows.common(neighbor) >= least) {
          edges.add(rows.row(), neighbor, rows.common(neighbor));
        }
      }
    }
    return edges.undirected(nodeCount);
  }
}
