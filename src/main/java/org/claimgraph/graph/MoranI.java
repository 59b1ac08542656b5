package org.claimgraph.graph;

/**
 * Moran's I: whether values are alike where edges are heavy.
 *
 * <p>With W the sum of the weights w_ij over ordered pairs of nodes, z_i the distance of a value
 * from the mean of all n values and both ends of an edge counted, it is (n / W) times the sum of
 * w_ij z_i z_j over the sum of z_i^2. Isolated nodes count in n, in the mean and in the sum of
 * squares. Where values are in no order it is -1 / (n - 1) on average. Not defined without edges or
 * if all values are equal.
 *
 * <p>Reference: P. A. P. Moran, <i>Notes on continuous stochastic phenomena</i>, Biometrika 37,
 * 1950.
 *
 * <p>Time O(n + m), memory O(1).
 */
public final class MoranI {

  private MoranI() {}

  /**
   * Returns the statistic; {@code NaN} without edges or if all values are equal.
   *
   * @param values of each node, none of them {@code NaN}
   */
  public static double of(CsrGraph graph, double[] values) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      sum += value;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    return least >= greatest || graph.edgeCount() == 0
        ? Double.NaN
        : of(graph, values, sum / values.length);
  }

  private static double of(CsrGraph graph, double[] values, double mean) {
    long weights = 0;
    double products = 0;
    double squares = 0;
    for (int node = 0; node < values.length; node++) {
      double distance = values[node] - mean;
      double others = 0;
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        others += graph.weight(at) * (values[graph.neighbor(at)] - mean);
        weights += graph.weight(at);
      }
      products += distance * others;
      squares += distance * distance;
    }
    return values.length * (products / weights) / squares;
  }
}
