package org.claimgraph.graph;

import java.util.Arrays;

/**
 * The dependencies of up to sixteen sources on every node, found in one search.
 *
 * <p>A source depends on a node by the sum over all targets of the share of its shortest paths to
 * the target that pass through the node. Every source has a lane: one bit of a mask and one of the
 * sixteen numbers of a node. Every lane has its own levels, the nodes at one distance from its
 * source. All lanes together find their next level in one walk over rows, and give back the
 * dependencies level by level in another, so that a row is read for sixteen sources at once.
 *
 * <p>A walk either gathers, adding up what surrounds the nodes that wait for it, or scatters from
 * the nodes that have it, whichever reads fewer rows. It need not ask which lanes of a neighbor
 * take part: the others hold 0, or end in a lane that is not read.
 *
 * <p>Reference: U. Brandes, <i>A faster algorithm for betweenness centrality</i>, Journal of
 * Mathematical Sociology 25, 2001; S. Beamer, K. Asanović, D. Patterson, <i>Direction-optimizing
 * breadth-first search</i>, SC 2012; M. Then and others, <i>The more the merrier: efficient
 * multi-source graph traversal</i>, PVLDB 8, 2014.
 *
 * <p>Time O(m) for each source, at best a sixteenth of the rows of one search at a time; memory
 * about 420n bytes, and up to 128n more for levels without lanes in common.
 */
final class Dependencies {

  static final int LANES = 16;

  /** What scattering to a neighbor costs beside gathering from it, which writes once a row. */
  private static final int SCATTER = 2;

  private final CsrGraph graph;
  private final int[] components;
  private final double[] paths; // by node and lane: shortest paths from the source; 0 until found
  private final double[] worth; // by node and lane: (1 + dependency) / paths; 0 until settled
  private final double[] sums; // by node and lane: what is being added up; 0 between levels
  private final int[] missing; // by node: the lanes that have yet to find it
  private final int[] arriving; // by node: its lanes in the level at work; 0 between levels
  private final int[] open; // the nodes with missing lanes, and maybe others
  private int openCount;
  private long openEdges; // at nodes with missing lanes
  private final Levels levels = new Levels();

  Dependencies(CsrGraph graph) {
    int n = graph.nodeCount();
    int cells = Math.multiplyExact(n, LANES);
    this.graph = graph;
    components = Components.of(graph);
    paths = new double[cells];
    worth = new double[cells];
    sums = new double[cells];
    missing = new int[n];
    arriving = new int[n];
    open = new int[n];
  }

  /**
   * Adds the dependencies of sources to a value per node.
   *
   * @param from the first of these sources
   * @param to the one after the last, at most sixteen places further
   */
  void add(int[] sources, int from, int to, double[] dependencies) {
    begin(sources, from, to);
    settlePaths(sources, from);
    while (openEdges > 0) {
      if (SCATTER * levels.edges(levels.last()) < openEdges) {
        scatterPaths();
      } else {
        gatherPaths();
      }
      settlePaths(sources, from);
    }
    settleWorth(levels.last(), dependencies);
    for (int level = levels.last() - 1; level > 0; level--) {
      if (SCATTER * levels.edges(level + 1) < levels.edges(level)) {
        scatterWorth(level);
      } else {
        gatherWorth(level);
      }
      settleWorth(level, dependencies);
    }
  }

  private void begin(int[] sources, int from, int to) {
    Arrays.fill(paths, 0);
    Arrays.fill(worth, 0);
    levels.clear();
    int[] lanesInside = new int[components.length + 1]; // by component
    for (int at = from; at < to; at++) {
      lanesInside[components[sources[at]]] |= 1 << (at - from);
    }
    openCount = 0;
    openEdges = 0;
    for (int node = 0; node < missing.length; node++) {
      missing[node] = lanesInside[components[node]];
      if (missing[node] != 0) {
        open[openCount++] = node;
        openEdges += graph.degree(node);
      }
    }
    for (int at = from; at < to; at++) {
      sums[sources[at] * LANES + at - from] = 1;
      arrive(sources[at], 1 << (at - from));
    }
  }

  private void arrive(int node, int lanes) {
    if (arriving[node] == 0) {
      levels.add(node);
    }
    arriving[node] |= lanes;
  }

  private void scatterPaths() {
    int level = levels.last();
    for (int at = levels.start(level); at < levels.end(level); at++) {
      int node = levels.node(at);
      int lanes = levels.lanes(at);
      for (int place = graph.rowStart(node); place < graph.rowEnd(node); place++) {
        int neighbor = graph.neighbor(place);
        if ((missing[neighbor] & lanes) != 0) {
          arrive(neighbor, missing[neighbor] & lanes);
        }
      }
      scatter(node, lanes, paths);
    }
  }

  private void gatherPaths() {
    int stillOpen = 0;
    for (int at = 0; at < openCount; at++) {
      int node = open[at];
      if (missing[node] != 0) {
        open[stillOpen++] = node;
        gather(node, paths);
        int lanes = lanesWithSum(node) & missing[node];
        if (lanes == 0) {
          forgetSums(node);
        } else {
          arrive(node, lanes);
        }
      }
    }
    openCount = stillOpen;
  }

  /** Ends the search for a level: all that arrived are its nodes. */
  private void settlePaths(int[] sources, int from) {
    long edges = 0;
    for (int at = levels.nextStart(); at < levels.nextEnd(); at++) {
      int node = levels.node(at);
      int lanes = arriving[node];
      levels.setLanes(at, lanes);
      for (int left = lanes; left != 0; left &= left - 1) {
        int lane = Integer.numberOfTrailingZeros(left);
        double count = sums[node * LANES + lane];
        if (count == Double.POSITIVE_INFINITY) {
          throw tooManyPaths(sources[from + lane], node);
        }
        paths[node * LANES + lane] = count;
      }
      forgetSums(node);
      arriving[node] = 0;
      missing[node] &= ~lanes;
      edges += graph.degree(node);
      openEdges -= missing[node] == 0 ? graph.degree(node) : 0;
    }
    levels.close(edges);
  }

  private void scatterWorth(int level) {
    for (int at = levels.start(level); at < levels.end(level); at++) {
      arriving[levels.node(at)] = levels.lanes(at);
    }
    for (int at = levels.start(level + 1); at < levels.end(level + 1); at++) {
      scatter(levels.node(at), levels.lanes(at), worth);
    }
  }

  private void gatherWorth(int level) {
    for (int at = levels.start(level); at < levels.end(level); at++) {
      gather(levels.node(at), worth);
    }
  }

  /**
   * The dependency of a node is its paths times the worth of its neighbors in the next level. Those
   * in its own level and in the one before still have 0, and it has none further on.
   */
  private void settleWorth(int level, double[] dependencies) {
    for (int at = levels.start(level); at < levels.end(level); at++) {
      int node = levels.node(at);
      for (int left = levels.lanes(at); left != 0; left &= left - 1) {
        int cell = node * LANES + Integer.numberOfTrailingZeros(left);
        dependencies[node] += paths[cell] * sums[cell];
        worth[cell] = sums[cell] + 1 / paths[cell];
      }
      forgetSums(node);
      arriving[node] = 0;
    }
  }

  /** Adds the values of a node to the sums of those neighbors at which some of its lanes arrive. */
  private void scatter(int node, int lanes, double[] values) {
    int own = node * LANES;
    double value0 = values[own];
    double value1 = values[own + 1];
    double value2 = values[own + 2];
    double value3 = values[own + 3];
    double value4 = values[own + 4];
    double value5 = values[own + 5];
    double value6 = values[own + 6];
    double value7 = values[own + 7];
    double value8 = values[own + 8];
    double value9 = values[own + 9];
    double value10 = values[own + 10];
    double value11 = values[own + 11];
    double value12 = values[own + 12];
    double value13 = values[own + 13];
    double value14 = values[own + 14];
    double value15 = values[own + 15];
    int end = graph.rowEnd(node);
    for (int at = graph.rowStart(node); at < end; at++) {
      int neighbor = graph.neighbor(at);
      if ((arriving[neighbor] & lanes) != 0) {
        int cell = neighbor * LANES;
        sums[cell] += value0;
        sums[cell + 1] += value1;
        sums[cell + 2] += value2;
        sums[cell + 3] += value3;
        sums[cell + 4] += value4;
        sums[cell + 5] += value5;
        sums[cell + 6] += value6;
        sums[cell + 7] += value7;
        sums[cell + 8] += value8;
        sums[cell + 9] += value9;
        sums[cell + 10] += value10;
        sums[cell + 11] += value11;
        sums[cell + 12] += value12;
        sums[cell + 13] += value13;
        sums[cell + 14] += value14;
        sums[cell + 15] += value15;
      }
    }
  }

  /** Makes the sums of a node those of its neighbors' values. */
  private void gather(int node, double[] values) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    double sum4 = 0;
    double sum5 = 0;
    double sum6 = 0;
    double sum7 = 0;
    double sum8 = 0;
    double sum9 = 0;
    double sum10 = 0;
    double sum11 = 0;
    double sum12 = 0;
    double sum13 = 0;
    double sum14 = 0;
    double sum15 = 0;
    int end = graph.rowEnd(node);
    for (int at = graph.rowStart(node); at < end; at++) {
      int cell = graph.neighbor(at) * LANES;
      sum0 += values[cell];
      sum1 += values[cell + 1];
      sum2 += values[cell + 2];
      sum3 += values[cell + 3];
      sum4 += values[cell + 4];
      sum5 += values[cell + 5];
      sum6 += values[cell + 6];
      sum7 += values[cell + 7];
      sum8 += values[cell + 8];
      sum9 += values[cell + 9];
      sum10 += values[cell + 10];
      sum11 += values[cell + 11];
      sum12 += values[cell + 12];
      sum13 += values[cell + 13];
      sum14 += values[cell + 14];
      sum15 += values[cell + 15];
    }
    int own = node * LANES;
    sums[own] = sum0;
    sums[own + 1] = sum1;
    sums[own + 2] = sum2;
    sums[own + 3] = sum3;
    sums[own + 4] = sum4;
    sums[own + 5] = sum5;
    sums[own + 6] = sum6;
    sums[own + 7] = sum7;
    sums[own + 8] = sum8;
    sums[own + 9] = sum9;
    sums[own + 10] = sum10;
    sums[own + 11] = sum11;
    sums[own + 12] = sum12;
    sums[own + 13] = sum13;
    sums[own + 14] = sum14;
    sums[own + 15] = sum15;
  }

  private int lanesWithSum(int node) {
    int lanes = 0;
    for (int lane = 0; lane < LANES; lane++) {
      lanes |= sums[node * LANES + lane] > 0 ? 1 << lane : 0;
    }
    return lanes;
  }

  private void forgetSums(int node) {
    Arrays.fill(sums, node * LANES, (node + 1) * LANES, 0);
  }

  static ArithmeticException tooManyPaths(int source, int node) {
    return new ArithmeticException(
        "Cannot count the shortest paths from node "
            + source
            + " to node "
            + node
            + ": more than "
            + Double.MAX_VALUE);
  }

  /** The nodes of each level, in the order found, with the lanes for which they are in it. */
  private static final class Levels {

    private int[] nodes = new int[1024];
    private int[] lanes = new int[1024];
    private int found;
    private int[] starts = new int[64]; // by level, then where the next one starts
    private long[] edges = new long[64]; // by level: at its nodes
    private int count;

    void clear() {
      found = 0;
      count = 0;
    }

    /** Adds a node to the level that is not closed yet. */
    void add(int node) {
      if (found == nodes.length) {
        nodes = Arrays.copyOf(nodes, Math.multiplyExact(2, found));
        lanes = Arrays.copyOf(lanes, nodes.length);
      }
      nodes[found++] = node;
    }

    void setLanes(int at, int ofNode) {
      lanes[at] = ofNode;
    }

    void close(long edgesOfLevel) {
      if (count + 1 == starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
        edges = Arrays.copyOf(edges, starts.length);
      }
      edges[count] = edgesOfLevel;
      starts[++count] = found;
    }

    /** Returns the last closed level. */
    int last() {
      return count - 1;
    }

    int start(int level) {
      return starts[level];
    }

    int end(int level) {
      return starts[level + 1];
    }

    int nextStart() {
      return starts[count];
    }

    int nextEnd() {
      return found;
    }

    int node(int at) {
      return nodes[at];
    }

    int lanes(int at) {
      return lanes[at];
    }

    long edges(int level) {
      return edges[level];
    }
  }
}
