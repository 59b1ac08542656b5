package org.claimgraph.measures;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.claimgraph.config.MeasureConfig;

/**
 * Pieces of one network that are computed in one task: all of them, unless they are too many.
 *
 * @param first the place of the first piece among those of the network; the others follow it
 * @param work of the pieces together, as {@link Piece#work}
 */
record Lot(Region region, int first, List<Piece> pieces, long work) implements Serializable {

  /** Cuts the pieces of a network, in their order, where a lot would have more than most work. */
  static List<Lot> of(RegionGraph network, MeasureConfig config, long mostWork) {
    List<Piece> pieces = Piece.of(network.graph(), config);
    List<Lot> lots = new ArrayList<>();
    int first = 0;
    long work = 0;
    for (int at = 0; at < pieces.size(); at++) {
      if (at > first && work + pieces.get(at).work() > mostWork) {
        lots.add(new Lot(network.region(), first, pieces.subList(first, at), work));
        first = at;
        work = 0;
      }
      work += pieces.get(at).work();
    }
    lots.add(new Lot(network.region(), first, pieces.subList(first, pieces.size()), work));
    return lots;
  }

  Lot {
    pieces = List.copyOf(pieces);
  }
}
