package org.claimgraph.graph;

/**
 * Path length and diameter of the giant component: the mean and the largest distance between two of
 * its nodes, in edges.
 *
 * <p>The giant component is the largest; of equal ones, that with the lowest node. Neither value is
 * defined if it has fewer than two nodes, that is, in a graph without edges.
 *
 * <p>Reference: M. E. J. Newman, <i>Networks</i>, 2nd ed., Oxford University Press, 2018, section
 * 6.11.
 *
 * <p>Time O(n) once {@link SourceDistances} are known.
 */
public final class GiantPaths {

  private GiantPaths() {}

  /**
   * Returns the mean distance, at least 1; {@code NaN} without edges.
   *
   * @param distances from all nodes, in node order
   * @param components as {@link Components#of} returns them
   */
  public static double meanLength(SourceDistances distances, int[] components) {
    long sum = 0;
    long pairs = 0;
    for (int node = 0; node < components.length; node++) {
      if (components[node] == 1) {
        sum = Math.addExact(sum, distances.sum()[node]);
        pairs += distances.reached()[node];
      }
    }
    return pairs == 0 ? Double.NaN : (double) sum / pairs;
  }

  /**
   * Returns the largest distance, at least 1; {@code NaN} without edges.
   *
   * @param distances from all nodes, in node order
   * @param components as {@link Components#of} returns them
   */
  public static double diameter(SourceDistances distances, int[] components) {
    int largest = 0;
    for (int node = 0; node < components.length; node++) {
      if (components[node] == 1) {
        largest = Math.max(largest, distances.eccentricity()[node]);
      }
    }
    return largest == 0 ? Double.NaN : largest;
  }
}
