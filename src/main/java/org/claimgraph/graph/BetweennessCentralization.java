package org.claimgraph.graph;

/**
 * Betweenness centralization: how far one node outdoes the others in betweenness.
 *
 * <p>It is the sum over nodes of (largest normalized betweenness - normalized betweenness), divided
 * by its largest possible value, n - 1: 1 for a star, 0 if all are equal. Isolated nodes count. Not
 * defined for n &lt; 3.
 *
 * <p>Reference: L. C. Freeman, <i>A set of measures of centrality based on betweenness</i>,
 * Sociometry 40, 1977.
 *
 * <p>Time O(n).
 */
public final class BetweennessCentralization {

  private BetweennessCentralization() {}

  /**
   * Returns a value in [0, 1]; {@code NaN} for fewer than three nodes.
   *
   * @param normalized one value per node, as {@link Betweenness#normalized} returns it
   */
  public static double of(double[] normalized) {
    if (normalized.length < 3) {
      return Double.NaN;
    }
    double largest = 0;
    for (double value : normalized) {
      largest = Math.max(largest, value);
    }
    double excess = 0;
    for (double value : normalized) {
      excess += largest - value;
    }
    return excess / (normalized.length - 1);
  }
}
