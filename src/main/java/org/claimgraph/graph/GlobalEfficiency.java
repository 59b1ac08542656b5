package org.claimgraph.graph;

/**
 * Global efficiency: the mean over all pairs of nodes of 1 / distance, which is 0 for a pair
 * without a path.
 *
 * <p>In [0, 1]: 1 if all nodes are neighbors, 0 without edges. Isolated nodes count. Not defined
 * for n &lt; 2.
 *
 * <p>Reference: V. Latora, M. Marchiori, <i>Efficient behavior of small-world networks</i>,
 * Physical Review Letters 87, 2001.
 *
 * <p>Time O(n) once {@link SourceDistances} are known.
 */
public final class GlobalEfficiency {

  private GlobalEfficiency() {}

  /**
   * Returns a value in [0, 1]; {@code NaN} for fewer than two nodes.
   *
   * @param distances from all nodes, in node order
   */
  public static double of(SourceDistances distances) {
    double n = distances.reciprocals().length;
    if (n < 2) {
      return Double.NaN;
    }
    double sum = 0;
    for (double reciprocals : distances.reciprocals()) {
      sum += reciprocals;
    }
    return sum / (n * (n - 1));
  }
}
