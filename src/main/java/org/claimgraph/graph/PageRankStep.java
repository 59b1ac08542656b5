package org.claimgraph.graph;

/**
 * The arithmetic of one step of {@link PageRank}, for who adds what nodes hand on in another order.
 *
 * <p>A rank is a whole number of units of 2^-60. What a node hands on to a neighbor is rounded to
 * units, so that sums are exact in whatever order, and any two programs that go by these functions
 * get the same bits. All ranks together are 2^60 but for that rounding; no sum overflows.
 *
 * <p>Reference: S. Brin, L. Page, <i>The anatomy of a large-scale hypertextual Web search
 * engine</i>, Computer Networks 30, 1998.
 *
 * <p>Time O(1) each.
 */
public final class PageRankStep {

  /** Steps after which ranks are taken as they are; 0.85^147 is less than 1e-10 / 2. */
  public static final int MOST = 200;

  /** The units in 1. */
  public static final long ONE = 1L << 60;

  private static final double DAMPING = 0.85;
  private static final double TOLERANCE = 1e-10;

  private PageRankStep() {}

  /** Returns the rank that each node begins with. */
  public static long start(long nodeCount) {
    return ONE / nodeCount;
  }

  /**
   * Returns what a node hands on along an edge.
   *
   * @param rank the rank of the node
   * @param strength the weights of its edges added up
   * @param weight the weight of the edge
   */
  public static long share(long rank, long strength, long weight) {
    return share(perWeight(rank, strength), weight);
  }

  /** Returns what a node hands on along an edge of weight 1, in units and parts of units. */
  static double perWeight(long rank, long strength) {
    return (double) rank / strength;
  }

  static long share(double perWeight, long weight) {
    return (long) Math.rint(perWeight * weight);
  }

  /**
   * Returns the new rank of a node.
   *
   * @param received what its neighbors handed on to it, added up
   * @param stranded the ranks of all isolated nodes added up, which everybody shares
   * @param nodeCount n
   */
  public static long next(long received, long stranded, long nodeCount) {
    double spread = ((1 - DAMPING) * ONE + DAMPING * stranded) / nodeCount;
    return (long) Math.rint(spread + DAMPING * received);
  }

  /**
   * Tells whether ranks are near enough to where they would stay.
   *
   * @param change how much ranks changed in the last step, up or down, added up
   */
  public static boolean isSettled(long change) {
    return change <= TOLERANCE * ONE;
  }

  /**
   * Returns a rank as a share of 1.
   *
   * @param sum all ranks added up
   */
  public static double normalized(long rank, long sum) {
    return (double) rank / sum;
  }
}
