package org.claimgraph.measures;

import java.util.List;
import org.claimgraph.config.BetweennessConfig;
import org.claimgraph.graph.Betweenness;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.Pivots;
import org.claimgraph.graph.SourceRanges;
import org.claimgraph.graph.WeightedBetweenness;

/** What some sources depend on each physician. */
record BetweennessPiece(BetweennessConfig config, int from, int to, long work) implements Piece {

  /** How much longer than a plain search the one over lengths takes. */
  private static final long WEIGHTED = 20;

  static List<Piece> of(CsrGraph graph, BetweennessConfig config) {
    long searches = config.weighted() ? 1 + WEIGHTED : 1;
    return Piece.ofRanges(
        graph,
        sources(graph, config).length,
        (from, to, visits) -> new BetweennessPiece(config, from, to, visits * searches));
  }

  /** All physicians, or the pivots of a large region. */
  static int[] sources(CsrGraph graph, BetweennessConfig config) {
    int n = graph.nodeCount();
    return n <= config.exactPhysicians()
        ? Pivots.all(n)
        : Pivots.choose(n, config.pivots(), config.seed());
  }

  @Override
  public Finding compute(CsrGraph graph) {
    int[] sources = sources(graph, config);
    return new Found(
        Betweenness.partial(graph, sources, from, to),
        config.weighted() ? WeightedBetweenness.partial(graph, sources, from, to) : null);
  }

  /** Weighted is null where it is not wanted. */
  private record Found(double[] plain, double[] weighted) implements Finding {

    @Override
    public void addTo(Findings findings) {
      SourceRanges.add(plain, findings.dependencies);
      if (weighted != null) {
        SourceRanges.add(weighted, findings.weightedDependencies);
      }
    }
  }
}
