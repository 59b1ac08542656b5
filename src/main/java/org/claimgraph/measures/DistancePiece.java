package org.claimgraph.measures;

import java.util.ArrayList;
import java.util.List;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.Pivots;
import org.claimgraph.graph.SourceDistances;
import org.claimgraph.graph.SourceRanges;

/** How far all others are from some physicians. */
record DistancePiece(int from, int to, long work) implements Piece {

  /** Searches that go on at once, so that each takes a part of the time. */
  private static final long AT_ONCE = 16;

  static List<Piece> of(CsrGraph graph) {
    SourceRanges ranges = SourceRanges.of(graph, graph.nodeCount());
    long workOfSource = graph.nodeCount() + 2 * graph.edgeCount();
    List<Piece> pieces = new ArrayList<>();
    for (int range = 0; range < ranges.count(); range++) {
      int from = ranges.from(range);
      int to = ranges.to(range);
      pieces.add(new DistancePiece(from, to, (to - from) * workOfSource / AT_ONCE));
    }
    return pieces;
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
