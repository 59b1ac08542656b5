package org.claimgraph.graph;

/**
 * Closeness centralization: how far one node outdoes the others in closeness.
 *
 * <p>It is the sum over nodes of (largest closeness - closeness), divided by its largest possible
 * value, (n - 1)(n - 2) / (2n - 3): 1 for a star, 0 if all are equal. Not defined for a graph that
 * is not connected, nor for n &lt; 3.
 *
 * <p>Reference: L. C. Freeman, <i>Centrality in social networks: conceptual clarification</i>,
 * Social Networks 1, 1979.
 *
 * <p>Time O(n).
 */
public final class ClosenessCentralization {

  private ClosenessCentralization() {}

  /**
   * Returns a value in [0, 1]; {@code NaN} for fewer than three nodes or more than one component.
   *
   * @param closeness of all nodes, as {@link Closeness#of} returns it
   * @param components as {@link Components#of} returns them
   */
  public static double of(double[] closeness, int[] components) {
    double n = closeness.length;
    if (n < 3 || Components.sizes(components).length > 1) {
      return Double.NaN;
    }
    double largest = 0;
    for (double value : closeness) {
      largest = Math.max(largest, value);
    }
    double excess = 0;
    for (double value : closeness) {
      excess += largest - value;
    }
    return excess / ((n - 1) * (n - 2) / (2 * n - 3));
  }
}
