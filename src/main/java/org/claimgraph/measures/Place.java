package org.claimgraph.measures;

import java.io.Serializable;

/**
 * The place of a physician in a network that is spread over many tasks, as far as it is known after
 * some rounds of messages.
 *
 * @param degree number of ties
 * @param strength shared patients over all ties
 * @param lowest the lowest node known to be connected with this one; nodes are numbered in id order
 * @param rank PageRank in the units of {@link org.claimgraph.graph.PageRankStep}
 * @param change of lowest or of rank in the last round, down or up
 */
record Place(long degree, long strength, long lowest, long rank, long change)
    implements Serializable {

  /** The place of a node of which nothing but the first rank is known. */
  static Place start(long node, long rank) {
    return new Place(0, 0, node, rank, 0);
  }

  Place withDegree(long ties) {
    return new Place(ties, strength, lowest, rank, 0);
  }

  Place withStrength(long sharedPatients) {
    return new Place(degree, sharedPatients, lowest, rank, 0);
  }

  /** Connected with another node. */
  Place connected(long other) {
    long least = Math.min(lowest, other);
    return new Place(degree, strength, least, rank, lowest - least);
  }

  Place withRank(long next) {
    return new Place(degree, strength, lowest, next, Math.abs(next - rank));
  }

  /** The rank of an isolate, which no tie hands on; else 0. */
  long stranded() {
    return strength == 0 ? rank : 0;
  }
}
