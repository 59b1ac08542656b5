package org.claimgraph.measures;

import java.util.ArrayList;
import java.util.List;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.EgoNetworks;

/** The ego networks of some physicians: what depends on their neighbors only. */
record EgoPiece(int from, int to, long work) implements Piece {

  /** Edges that a search visits while one neighbor of a neighbor is looked at. */
  private static final long WORK_OF_NEIGHBOR = 3;

  /** Cuts where the neighbors of neighbors are too many for one piece. */
  static List<Piece> of(CsrGraph graph) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    long work = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      long more = WORK_OF_NEIGHBOR * secondNeighbors(graph, node);
      if (work + more > MOST_WORK / 2 && node > from) {
        pieces.add(new EgoPiece(from, node, work));
        from = node;
        work = 0;
      }
      work += more;
    }
    pieces.add(new EgoPiece(from, graph.nodeCount(), work));
    return pieces;
  }

  private static long secondNeighbors(CsrGraph graph, int node) {
    long count = 0;
    for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
      count += graph.degree(graph.neighbor(at));
    }
    return count;
  }

  @Override
  public Finding compute(CsrGraph graph) {
    return new Found(EgoNetworks.of(graph, from, to));
  }

  private record Found(EgoNetworks egos) implements Finding {

    @Override
    public void addTo(Findings findings) {
      findings.add(egos);
    }
  }
}
