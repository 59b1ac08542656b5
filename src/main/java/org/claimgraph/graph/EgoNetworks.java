package org.claimgraph.graph;

import java.io.Serializable;
import java.util.Objects;

/**
 * What depends on a node, its neighbors and the edges among them: closure and structural holes.
 *
 * <p>For node i of degree k and strength s, neighbors j and h, edge weights w and the set Q(i, j)
 * of the neighbors that i and j have in common:
 *
 * <ul>
 *   <li>clustering of Barrat and others: the sum over pairs (j, h) of neighbors that are neighbors
 *       themselves, both orders, of (w(i, j) + w(i, h)) / 2, over s (k - 1). In [0, 1];
 *   <li>clustering of Onnela and others: the sum over the same pairs of the cube root of w(i, j)
 *       w(j, h) w(h, i), each weight over the largest of the whole graph, over k (k - 1). In [0,
 *       1];
 *   <li>constraint of Burt: the sum over j of c(j) = (p(i, j) + the sum over q in Q(i, j) of p(i,
 *       q) p(q, j))², where p(i, j) = 1/k. A node between two cliques has less of it than one
 *       inside; it may exceed 1;
 *   <li>effective size of Burt: k less 2t / k for a node in t triangles, the neighbors that do not
 *       repeat each other. In [1, k];
 *   <li>efficiency of Burt: effective size over k. In (0, 1];
 *   <li>hierarchy of Burt: how far the constraint comes from one neighbor, the sum over j of r
 *       ln(r) over k ln(k), where r is c(j) over its mean. In [0, 1]; 1 for a node of degree 1.
 * </ul>
 *
 * <p>Only the two clusterings know weights: the measures of Burt are those of the ties themselves,
 * all alike. An isolated node has {@code NaN} in all of them, a node of degree 1 in the two
 * clusterings.
 *
 * <p>Every node is measured for itself, so a range of nodes has the bits that it has within the
 * whole graph.
 *
 * <p>Reference: A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, <i>The architecture of
 * complex weighted networks</i>, PNAS 101, 2004; J.-P. Onnela, J. Saramäki, J. Kertész, K. Kaski,
 * <i>Intensity and coherence of motifs in weighted complex networks</i>, Physical Review E 71,
 * 2005; R. S. Burt, <i>Structural holes</i>, Harvard University Press, 1992, chapter 2; S. P.
 * Borgatti, <i>Structural holes: unpacking Burt's redundancy measures</i>, Connections 20, 1997.
 *
 * <p>Time O(n + m) and, for each node of the range, the degrees of its neighbors together; memory
 * 28n + 16m bytes.
 *
 * @param triangles number of triangles at each node of the range, in node order
 * @param clusteringBarrat the same for the clustering of Barrat and others
 * @param clusteringOnnela the same for the clustering of Onnela and others
 * @param constraint the same for the constraint
 * @param effectiveSize the same for the effective size
 * @param efficiency the same for the efficiency
 * @param hierarchy the same for the hierarchy
 */
public record EgoNetworks(
    long[] triangles,
    double[] clusteringBarrat,
    double[] clusteringOnnela,
    double[] constraint,
    double[] effectiveSize,
    double[] efficiency,
    double[] hierarchy)
    implements Serializable {

  /** Measures all nodes. */
  public static EgoNetworks of(CsrGraph graph) {
    return of(graph, 0, graph.nodeCount());
  }

  /** Measures the nodes from the first to before the last; the arrays begin with the first. */
  public static EgoNetworks of(CsrGraph graph, int from, int to) {
    Objects.checkFromToIndex(from, to, graph.nodeCount());
    int length = to - from;
    EgoNetworks measured =
        new EgoNetworks(
            new long[length],
            new double[length],
            new double[length],
            new double[length],
            new double[length],
            new double[length],
            new double[length]);
    Walk walk = new Walk(graph);
    for (int at = 0; at < length; at++) {
      walk.around(from + at);
      measured.put(at, walk);
    }
    return measured;
  }

  private void put(int at, Walk walk) {
    triangles[at] = walk.closed / 2;
    clusteringBarrat[at] = walk.clusteringBarrat();
    clusteringOnnela[at] = walk.clusteringOnnela();
    constraint[at] = walk.constraint();
    effectiveSize[at] = walk.effectiveSize();
    efficiency[at] = walk.effectiveSize() / walk.degree;
    hierarchy[at] = walk.hierarchy();
  }

  /** The way around one node after the other, along the rows of its neighbors. */
  private static final class Walk {

    private final CsrGraph graph;
    private final double largestWeight;
    private final double[] roots; // by place: cube root of the weight

    // By node, and 0 but for the neighbors of the ego: 1, p(q, j), and the root of the weight.
    private final int[] known;
    private final double[] proportion;
    private final double[] root;

    private int degree;
    private long strength;
    private long closed; // ordered pairs of neighbors that are neighbors themselves
    private double closedWeight; // the weights to the first of each such pair
    private double intensity; // the product of the three roots of each such pair
    private final double[] squares; // by neighbor: c(j) k²
    private double sumOfSquares;

    Walk(CsrGraph graph) {
      int n = graph.nodeCount();
      this.graph = graph;
      known = new int[n];
      proportion = new double[n];
      root = new double[n];
      squares = new double[n];
      largestWeight = largestWeight(graph);
      roots = cubeRoots(graph);
    }

    void around(int ego) {
      int start = graph.rowStart(ego);
      degree = graph.degree(ego);
      strength = graph.strength(ego);
      closed = 0;
      closedWeight = 0;
      intensity = 0;
      sumOfSquares = 0;
      mark(ego);
      for (int at = start; at < start + degree; at++) {
        squares[at - start] = along(graph.neighbor(at), graph.weight(at), roots[at]);
        sumOfSquares += squares[at - start];
      }
      unmark(ego);
    }

    /** Returns c(j) k² of a neighbor j. */
    private double along(int neighbor, long weight, double rootOfWeight) {
      int common = 0;
      double indirect = 0;
      double closing = 0;
      int end = graph.rowEnd(neighbor);
      for (int at = graph.rowStart(neighbor); at < end; at++) {
        int third = graph.neighbor(at);
        common += known[third];
        indirect += proportion[third];
        closing += root[third] * roots[at];
      }
      closed += common;
      closedWeight += (double) weight * common;
      intensity += rootOfWeight * closing;
      return (1 + indirect) * (1 + indirect);
    }

    private void mark(int ego) {
      for (int at = graph.rowStart(ego); at < graph.rowEnd(ego); at++) {
        int neighbor = graph.neighbor(at);
        known[neighbor] = 1;
        proportion[neighbor] = 1.0 / graph.degree(neighbor);
        root[neighbor] = roots[at];
      }
    }

    private void unmark(int ego) {
      for (int at = graph.rowStart(ego); at < graph.rowEnd(ego); at++) {
        int neighbor = graph.neighbor(at);
        known[neighbor] = 0;
        proportion[neighbor] = 0;
        root[neighbor] = 0;
      }
    }

    double clusteringBarrat() {
      return degree < 2 ? Double.NaN : closedWeight / strength / (degree - 1);
    }

    double clusteringOnnela() {
      // Rounding must not lift it above 1.
      double mean = intensity / largestWeight / degree / (degree - 1);
      return degree < 2 ? Double.NaN : Math.min(1, mean);
    }

    double constraint() {
      return sumOfSquares / degree / degree;
    }

    double effectiveSize() {
      return degree - (double) closed / degree;
    }

    double hierarchy() {
      if (degree == 1) {
        return 1;
      }
      double mean = sumOfSquares / degree;
      double sum = 0;
      for (int neighbor = 0; neighbor < degree; neighbor++) {
        double ratio = squares[neighbor] / mean;
        sum += ratio * Math.log(ratio);
      }
      return Math.max(0, sum / degree / Math.log(degree)); // nor rounding below 0
    }

    private static double largestWeight(CsrGraph graph) {
      long largest = 0;
      for (int at = 0; at < 2 * graph.edgeCount(); at++) {
        largest = Math.max(largest, graph.weight(at));
      }
      return largest;
    }

    private static double[] cubeRoots(CsrGraph graph) {
      double[] ofSmall = new double[1 << 10];
      for (int weight = 0; weight < ofSmall.length; weight++) {
        ofSmall[weight] = Math.cbrt(weight);
      }
      double[] roots = new double[Math.toIntExact(2 * graph.edgeCount())];
      for (int at = 0; at < roots.length; at++) {
        long weight = graph.weight(at);
        roots[at] = weight < ofSmall.length ? ofSmall[(int) weight] : Math.cbrt(weight);
      }
      return roots;
    }
  }
}
