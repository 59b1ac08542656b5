package org.claimgraph.graph;

import java.util.Arrays;

/**
 * Assortativity: whether edges join nodes that are alike, in [-1, 1].
 *
 * <p>By a number of each node, such as its degree, it is Pearson's correlation of the numbers at
 * both ends of an edge, every edge taken in both directions; not defined if all numbers at edges
 * are equal. By group it is (sum of e_gg - sum of a_g^2) / (1 - sum of a_g^2), e_gg being the share
 * of edges inside group g and a_g the share of ends in it; edges with an end of unknown group are
 * left out; not defined without two groups that have edges. 0 is what chance would give. Weights do
 * not matter.
 *
 * <p>Reference: M. E. J. Newman, <i>Mixing patterns in networks</i>, Physical Review E 67, 2003.
 *
 * <p>Time O(n + m), memory O(1), by degree O(n), by group O(groups).
 */
public final class Assortativity {

  /** The group of a node of which none is known. */
  public static final int UNKNOWN = -1;

  private Assortativity() {}

  /** Returns assortativity by degree; {@code NaN} without edges or if their ends are all alike. */
  public static double byDegree(CsrGraph graph) {
    double[] degrees = new double[graph.nodeCount()];
    Arrays.setAll(degrees, graph::degree);
    return byValue(graph, degrees);
  }

  /**
   * Returns assortativity by a number; {@code NaN} without edges or if their ends are all alike.
   *
   * @param values of each node, none of them {@code NaN}
   */
  public static double byValue(CsrGraph graph, double[] values) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int node = 0; node < values.length; node++) {
      if (graph.degree(node) > 0) {
        sum += graph.degree(node) * values[node];
        least = Math.min(least, values[node]);
        greatest = Math.max(greatest, values[node]);
      }
    }
    return least >= greatest ? Double.NaN : byValue(graph, values, sum / (2.0 * graph.edgeCount()));
  }

  private static double byValue(CsrGraph graph, double[] values, double mean) {
    double covariance = 0;
    double variance = 0;
    for (int node = 0; node < values.length; node++) {
      double difference = values[node] - mean;
      double others = 0;
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        others += values[graph.neighbor(at)] - mean;
      }
      covariance += difference * others;
      variance += graph.degree(node) * difference * difference;
    }
    return covariance / variance;
  }

  /**
   * Returns assortativity by group; {@code NaN} unless two groups have edges between known ends.
   *
   * @param groups the group of each node, from 0 on, or {@link #UNKNOWN}
   */
  public static double byGroup(CsrGraph graph, int[] groups) {
    int count = 0;
    for (int group : groups) {
      count = Math.max(count, group + 1);
    }
    long[] ends = new long[count];
    long inside = 0;
    for (int node = 0; node < groups.length; node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        int other = groups[graph.neighbor(at)];
        if (groups[node] != UNKNOWN && other != UNKNOWN) {
          ends[groups[node]]++;
          inside += groups[node] == other ? 1 : 0;
        }
      }
    }
    return byGroup(ends, inside);
  }

  private static double byGroup(long[] ends, long inside) {
    long all = 0;
    long most = 0;
    for (long end : ends) {
      all += end;
      most = Math.max(most, end);
    }
    if (most == all) { // one group, or none
      return Double.NaN;
    }
    double expected = 0;
    for (long end : ends) {
      double share = (double) end / all;
      expected += share * share;
    }
    return ((double) inside / all - expected) / (1 - expected);
  }
}
