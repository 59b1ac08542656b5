package org.claimgraph.measures;

import java.util.List;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.Pivots;
import org.claimgraph.graph.SourceDistances;

/** How far all others are from some physicians. */
record DistancePiece(int from, int to, long work) implements Piece {

  /** Searches that go on at once, so that each takes a part of the time. */
  private static final long AT_ONCE = 16;

  static List<Piece> of(CsrGraph graph) {
    return Piece.ofRanges(
        graph,
        graph.nodeCount(),
        (from, to, visits) -> new DistancePiece(from, to, visits / AT_ONCE));
  }

  @Override
  public Finding compute(CsrGraph graph) {
    int[] all = Pivots.all(graph.nodeCount());
    return new Found(SourceDistances.of(graph, all, from, to));
  }

  private record Found(SourceDistances distances) implements Finding {

    @Override
    public void addTo(Findings findings) {
      findings.add(distances);
    }
  }
}
