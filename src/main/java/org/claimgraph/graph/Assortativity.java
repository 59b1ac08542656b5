package org.claimgraph.graph;

/**
 * Assortativity: whether edges join nodes that are alike, in [-1, 1].
 *
 * <p>By degree it is Pearson's correlation of the degrees at both ends of an edge, every edge taken
 * in both directions; not defined if all degrees at edges are equal. By group it is (sum of e_gg -
 * sum of a_g^2) / (1 - sum of a_g^2), e_gg being the share of edges inside group g and a_g the
 * share of ends in it; edges with an end of unknown group are left out; not defined without two
 * groups that have edges. 0 is what chance would give. Weights do not matter.
 *
 * <p>Reference: M. E. J. Newman, <i>Mixing patterns in networks</i>, Physical Review E 67, 2003.
 *
 * <p>Time O(n + m), memory O(1), by group O(groups).
 */
public final class Assortativity {

  /** The group of a node of which none is known. */
  public static final int UNKNOWN = -1;

  private Assortativity() {}

  /** Returns assortativity by degree; {@code NaN} without edges or if their ends are all alike. */
  public static double byDegree(CsrGraph graph) {
    double ends = 2.0 * graph.edgeCount();
    double sum = 0;
    int least = Integer.MAX_VALUE;
    int greatest = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      int degree = graph.degree(node);
      if (degree > 0) {
        sum += (double) degree * degree;
        least = Math.min(least, degree);
        greatest = Math.max(greatest, degree);
      }
    }
    return least >= greatest ? Double.NaN : byDegree(graph, sum / ends);
  }

  private static double byDegree(CsrGraph graph, double mean) {
    double covariance = 0;
    double variance = 0;
    for (int node = 0; node < graph.nodeCount(); node++) {
      double difference = graph.degree(node) - mean;
      double others = 0;
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        others += graph.degree(graph.neighbor(at)) - mean;
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
