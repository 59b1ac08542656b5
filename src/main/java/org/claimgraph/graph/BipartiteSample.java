package org.claimgraph.graph;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A random bipartite graph drawn from a {@link BipartiteConfigurationModel}: every edge is there
 * with its probability, independently of all others.
 *
 * <p>All pairs of a row class and a column class have the same probability p. Between two edges
 * among them lies a number of pairs without one that is geometric, floor(log(U) / log(1 - p)) for U
 * uniform in (0, 1], and is jumped over. Only {@link SplittableRandom#nextLong()}, whose algorithm
 * is fixed, and {@link StrictMath} are used: a seed draws the same graph on every machine.
 *
 * <p>Reference: V. Batagelj, U. Brandes, <i>Efficient generation of large random networks</i>,
 * Physical Review E 71:036113, 2005; F. Saracco, M. J. Straka, R. Di Clemente, A. Gabrielli, G.
 * Caldarelli, T. Squartini, <i>Inferring monopartite projections of bipartite networks: an
 * entropy-based approach</i>, New Journal of Physics 19:053022, 2017.
 *
 * <p>Time O(a b + e log e) for a and b classes and e edges, whatever the number of pairs; memory 8
 * bytes an edge of one column class, and what {@link Groups.Builder} takes for all.
 */
public final class BipartiteSample {

  private final BipartiteConfigurationModel model;
  private final SplittableRandom random;

  /** The row nodes of each class, ascending. */
  private final int[][] rows;

  /** Edges of the column class at hand: its column, then the row node. */
  private long[] edges = new long[64];

  private int edgeCount;

  private BipartiteSample(BipartiteConfigurationModel model, int[] rowDegrees, long seed) {
    this.model = model;
    this.random = new SplittableRandom(seed);
    this.rows = nodesOfClasses(model, rowDegrees);
  }

  /**
   * Draws a graph.
   *
   * @param rowDegrees the degree in the model of each row node, which tells its class
   * @return the column nodes with at least two edges, each as the group of its row nodes, in order
   *     of their classes
   * @throws IllegalArgumentException if the model has no row of such a degree, or other numbers of
   *     rows
   */
  public static Groups of(BipartiteConfigurationModel model, int[] rowDegrees, long seed) {
    BipartiteSample sample = new BipartiteSample(model, rowDegrees, seed);
    Groups.Builder groups = new Groups.Builder();
    for (int columnClass = 0; columnClass < model.columnClasses(); columnClass++) {
      sample.edgeCount = 0;
      for (int rowClass = 0; rowClass < model.rowClasses(); rowClass++) {
        sample.draw(rowClass, columnClass);
      }
      sample.addTo(groups);
    }
    return groups.build();
  }

  private static int[][] nodesOfClasses(BipartiteConfigurationModel model, int[] rowDegrees) {
    int[] filled = new int[model.rowClasses()];
    int[][] nodes = new int[model.rowClasses()][];
    for (int c = 0; c < nodes.length; c++) {
      nodes[c] = new int[Math.toIntExact(model.rowCount(c))];
    }
    for (int node = 0; node < rowDegrees.length; node++) {
      int rowClass = model.rowClassOf(rowDegrees[node]);
      if (filled[rowClass] < nodes[rowClass].length) {
        nodes[rowClass][filled[rowClass]] = node;
      }
      filled[rowClass]++;
    }
    for (int c = 0; c < nodes.length; c++) {
      if (filled[c] != nodes[c].length) {
        throw new IllegalArgumentException(
            "Invalid degrees: "
                + filled[c]
                + " rows of degree "
                + model.rowDegree(c)
                + ", the model has "
                + nodes[c].length);
      }
    }
    return nodes;
  }

  /** Draws the edges between two classes; their pairs are numbered column by column. */
  private void draw(int rowClass, int columnClass) {
    double p = model.probability(rowClass, columnClass);
    if (p == 0) {
      return;
    }
    int[] nodes = rows[rowClass];
    // Two ints multiplied: twice as much still fits into a long.
    long pairs = (long) nodes.length * Math.toIntExact(model.columnCount(columnClass));
    double scale = StrictMath.log1p(-p);
    for (long pair = jump(scale, pairs); pair < pairs; pair += 1 + jump(scale, pairs)) {
      add(pair / nodes.length, nodes[(int) (pair % nodes.length)]);
    }
  }

  private long jump(double scale, long most) {
    double uniform = 1 - (random.nextLong() >>> 11) * 0x1.0p-53;
    return (long) Math.min(StrictMath.log(uniform) / scale, most);
  }

  private void add(long column, int node) {
    if (edgeCount == edges.length) {
      edges = Arrays.copyOf(edges, 2 * edges.length);
    }
    edges[edgeCount++] = column << Integer.SIZE | node;
  }

  private void addTo(Groups.Builder groups) {
    Arrays.sort(edges, 0, edgeCount);
    int from = 0;
    while (from < edgeCount) {
      long column = edges[from] >>> Integer.SIZE;
      int to = from + 1;
      while (to < edgeCount && edges[to] >>> Integer.SIZE == column) {
        to++;
      }
      if (to - from > 1) {
        groups.begin(to - from);
        for (int at = from; at < to; at++) {
          groups.add((int) edges[at], 1);
        }
      }
      from = to;
    }
  }
}
