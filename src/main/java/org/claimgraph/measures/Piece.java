package org.claimgraph.measures;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.SourceRanges;

/**
 * A part of what is to be computed on one network that needs none of the other parts.
 *
 * <p>The pieces of a network depend on nothing but the network and the configuration, and what they
 * find is put together in their order: so the bits of a measure do not depend on which tasks
 * computed the pieces.
 */
interface Piece extends Serializable {

  /** As much as a task should have to do: about a second, in edges visited by a search. */
  long MOST_WORK = 1L << 31;

  /** Returns about how long it takes, in edges visited by a search. */
  long work();

  /** Computes it. */
  Finding compute(CsrGraph graph);

  /** What a piece has found. */
  interface Finding extends Serializable {

    /** Puts it to what the pieces before found. */
    void addTo(Findings findings);
  }

  /** Makes a piece of a range of sources, which visit so many edges. */
  interface OfRange {
    Piece of(int from, int to, long visits);
  }

  /** Returns a piece for each range of sources, in order. */
  static List<Piece> ofRanges(CsrGraph graph, int sources, OfRange piece) {
    SourceRanges ranges = SourceRanges.of(graph, sources);
    long visitsOfSource = graph.nodeCount() + 2 * graph.edgeCount();
    List<Piece> pieces = new ArrayList<>();
    for (int range = 0; range < ranges.count(); range++) {
      int from = ranges.from(range);
      int to = ranges.to(range);
      pieces.add(piece.of(from, to, (to - from) * visitsOfSource));
    }
    return pieces;
  }

  /** Returns all pieces of a network, in order. */
  static List<Piece> of(CsrGraph graph, MeasureConfig config) {
    List<Piece> pieces = new ArrayList<>();
    pieces.addAll(BetweennessPiece.of(graph, config.betweenness()));
    pieces.addAll(DistancePiece.of(graph));
    pieces.addAll(EgoPiece.of(graph));
    pieces.addAll(CommunityPiece.of(graph, config.communities()));
    return pieces;
  }
}
