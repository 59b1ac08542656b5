package org.claimgraph.measures;

import java.util.ArrayList;
import java.util.List;
import org.claimgraph.config.CommunityConfig;
import org.claimgraph.graph.Communities;
import org.claimgraph.graph.CsrGraph;

/** One run of the search for communities. */
record CommunityPiece(CommunityConfig config, int run, long work) implements Piece {

  /** Edges that a search visits while the communities are found that hold one edge. */
  private static final long WORK_OF_EDGE = 800;

  static List<Piece> of(CsrGraph graph, CommunityConfig config) {
    long work = WORK_OF_EDGE * (graph.nodeCount() + 2 * graph.edgeCount());
    List<Piece> pieces = new ArrayList<>();
    for (int run = 0; run < config.runs(); run++) {
      pieces.add(new CommunityPiece(config, run, work));
    }
    return pieces;
  }

  @Override
  public Finding compute(CsrGraph graph) {
    return new Found(
        Communities.run(graph, config.weighted(), config.resolution(), config.seed(), run));
  }

  private record Found(int[] membership) implements Finding {

    @Override
    public void addTo(Findings findings) {
      findings.communityRuns.add(membership);
    }
  }
}
