package org.claimgraph.measures;

import java.util.Arrays;

/**
 * Where the physicians of a network stand in it, as far as that can be told of a network of any
 * size: by kernels of one that fits into a task ({@link NetworkMeasures}), by rounds of messages of
 * one that is spread over many ({@link SpreadPositions}). Both tell the same bits.
 *
 * <p>An array holds one value for each member, in their order.
 */
interface Positions {

  /** The physicians, in id order. */
  Member[] members();

  /** Number of ties. */
  int[] degrees();

  /** Shared patients over all ties. */
  long[] strengths();

  /** Number of the connected component: 1 is the largest, equal sizes by the lowest member. */
  int[] components();

  /** PageRank; adds up to 1. */
  double[] pagerank();

  /** Number of ties of the network. */
  default long ties() {
    return Arrays.stream(degrees()).asLongStream().sum() / 2;
  }
}
