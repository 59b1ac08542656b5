package org.claimgraph.graph;

import java.util.Arrays;

/**
 * Pivots: the sources that stand for all nodes where a search from every node takes too long.
 *
 * <p>They are the k nodes with the lowest keys, and the key of node v is the (v + 1)th number of
 * SplitMix64 for the seed, unsigned: a draw without replacement that any language can repeat.
 *
 * <p>The error of betweenness estimated from k pivots is bounded for all nodes at once. What a
 * source depends on a node is between 0 and n - 2, so that by Hoeffding's inequality in Serfling's
 * form, for draws without replacement, with a chance of 0.05 / n for each node, the normalized
 * estimate is further from the truth than
 *
 * <pre>n / (n - 1) * sqrt((1 - (k - 1) / n) * ln(2n / 0.05) / (2k))</pre>
 *
 * <p>with a chance of 0.05 at most for any node; from all nodes it is exact.
 *
 * <p>Reference: U. Brandes, C. Pich, <i>Centrality estimation in large networks</i>, International
 * Journal of Bifurcation and Chaos 17, 2007; R. J. Serfling, <i>Probability inequalities for the
 * sum in sampling without replacement</i>, Annals of Statistics 2, 1974; G. L. Steele, D. Lea, C.
 * H. Flood, <i>Fast splittable pseudorandom number generators</i>, OOPSLA 2014.
 *
 * <p>Time O(n log n), memory O(n).
 */
public final class Pivots {

  private static final double CHANCE_OF_ERROR = 0.05;

  private Pivots() {}

  /** Returns every node. */
  public static int[] all(int nodeCount) {
    int[] nodes = new int[nodeCount];
    Arrays.setAll(nodes, node -> node);
    return nodes;
  }

  /**
   * Returns k distinct nodes, ascending; all nodes if there are no more than k.
   *
   * @throws IllegalArgumentException if k is not positive
   */
  public static int[] choose(int nodeCount, int k, long seed) {
    if (k <= 0) {
      throw new IllegalArgumentException("Invalid number of pivots " + k);
    }
    if (k >= nodeCount) {
      return all(nodeCount);
    }
    long[] keys = new long[nodeCount];
    Arrays.setAll(keys, node -> key(node, seed));
    long[] ascending = keys.clone();
    Arrays.sort(ascending);
    int[] pivots = new int[k];
    int chosen = 0;
    for (int node = 0; node < nodeCount; node++) {
      if (keys[node] < ascending[k]) { // no two keys are equal
        pivots[chosen++] = node;
      }
    }
    return pivots;
  }

  /**
   * Returns what the error of normalized betweenness from k pivots does not exceed at any node,
   * with probability 0.95; 0 if all nodes are pivots, {@code NaN} for fewer than three nodes.
   */
  public static double betweennessError(int nodeCount, int k) {
    double n = nodeCount;
    if (nodeCount < 3) {
      return Double.NaN;
    }
    if (k >= nodeCount) {
      return 0;
    }
    double left = 1 - (k - 1) / n;
    return n / (n - 1) * Math.sqrt(left * Math.log(2 * n / CHANCE_OF_ERROR) / (2.0 * k));
  }

  /** SplitMix64; the sign is turned so that the order of longs is the unsigned one. */
  private static long key(int node, long seed) {
    long mixed = seed + (node + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31) ^ Long.MIN_VALUE;
  }
}
