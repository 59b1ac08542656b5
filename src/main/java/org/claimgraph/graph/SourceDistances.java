package org.claimgraph.graph;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How far everything else is from each of some sources, in edges.
 *
 * <p>Nodes that a source cannot reach are left out of all four values. An isolated node has 0 in
 * each. Weights do not matter.
 *
 * <p>Sixty-four sources search together: every node has one bit for each, a node's next bits are
 * those of its neighbors, and a level is found either from the nodes of the level before or from
 * those that some source has yet to find, whichever have fewer edges.
 *
 * <p>Reference: M. Then and others, <i>The more the merrier: efficient multi-source graph
 * traversal</i>, PVLDB 8, 2014; S. Beamer, K. Asanović, D. Patterson, <i>Direction-optimizing
 * breadth-first search</i>, SC 2012.
 *
 * <p>Time O(m + n) for each source, at best a sixty-fourth of the rows of one search at a time;
 * memory O(n).
 *
 * @param reached by source: the number of nodes with a path to it, without itself
 * @param sum by source: the sum of their distances
 * @param reciprocals by source: the sum of 1 / distance, nearest nodes first
 * @param eccentricity by source: the largest distance
 */
public record SourceDistances(int[] reached, long[] sum, double[] reciprocals, int[] eccentricity)
    implements Serializable {

  /** Returns the distances from every node, in node order. */
  public static SourceDistances of(CsrGraph graph) {
    return of(graph, Pivots.all(graph.nodeCount()), 0, graph.nodeCount());
  }

  /**
   * Returns the distances from some sources. No source depends on which others are with it.
   *
   * @param from the first of these sources, of a range of {@link SourceRanges}
   * @param to the one after the last
   */
  public static SourceDistances of(CsrGraph graph, int[] sources, int from, int to) {
    int count = to - from;
    SourceDistances distances =
        new SourceDistances(new int[count], new long[count], new double[count], new int[count]);
    Search search = new Search(graph, distances);
    for (int first = from; first < to; first += Long.SIZE) {
      search.fill(sources, first, Math.min(to, first + Long.SIZE), first - from);
    }
    return distances;
  }

  /** A breadth-first search from up to sixty-four sources at once. */
  private static final class Search {

    private final CsrGraph graph;
    private final SourceDistances distances;
    private final int[] components;
    private final long[] missing; // by node: the sources that have yet to find it
    private final long[] arriving; // by node: those that find it in the level at work; else 0
    private final int[] open; // the nodes that some source has yet to find, and maybe others
    private int openCount;
    private long openEdges; // at nodes that some source has yet to find
    private int[] level; // the nodes of the last level
    private long[] lanes; // and for which sources they are in it
    private int levelCount;
    private long levelEdges;
    private int[] next; // the nodes of the level at work
    private int nextCount;
    private final int[] counts = new int[Long.SIZE]; // by source: nodes of the level

    Search(CsrGraph graph, SourceDistances distances) {
      int n = graph.nodeCount();
      this.graph = graph;
      this.distances = distances;
      components = Components.of(graph);
      missing = new long[n];
      arriving = new long[n];
      open = new int[n];
      level = new int[n];
      lanes = new long[n];
      next = new int[n];
    }

    void fill(int[] sources, int from, int to, int firstPlace) {
      begin(sources, from, to);
      settle();
      Arrays.fill(counts, 0); // a source does not reach itself
      for (int distance = 1; openEdges > 0; distance++) {
        if (levelEdges < openEdges) {
          scatter();
        } else {
          gather();
        }
        add(distance, settle(), firstPlace);
      }
    }

    private void begin(int[] sources, int from, int to) {
      long[] lanesInside = new long[components.length + 1]; // by component
      for (int at = from; at < to; at++) {
        lanesInside[components[sources[at]]] |= 1L << (at - from);
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
        arrive(sources[at], 1L << (at - from));
      }
    }

    private void arrive(int node, long lanesOfNode) {
      if (arriving[node] == 0) {
        next[nextCount++] = node;
      }
      arriving[node] |= lanesOfNode;
    }

    private void scatter() {
      for (int i = 0; i < levelCount; i++) {
        int node = level[i];
        int end = graph.rowEnd(node);
        for (int at = graph.rowStart(node); at < end; at++) {
          long found = lanes[i] & missing[graph.neighbor(at)];
          if (found != 0) {
            arrive(graph.neighbor(at), found);
          }
        }
      }
    }

    private void gather() {
      int stillOpen = 0;
      for (int i = 0; i < openCount; i++) {
        int node = open[i];
        if (missing[node] != 0) {
          open[stillOpen++] = node;
          // Whoever found a neighbor but not the node found the neighbor in the last level.
          long left = missing[node];
          int end = graph.rowEnd(node);
          for (int at = graph.rowStart(node); at < end && left != 0; at++) {
            left &= missing[graph.neighbor(at)];
          }
          if (left != missing[node]) {
            arrive(node, missing[node] & ~left);
          }
        }
      }
      openCount = stillOpen;
    }

    /** Makes what arrived the last level, counts it for each source, and returns the sources. */
    private long settle() {
      long present = 0;
      levelEdges = 0;
      for (int i = 0; i < nextCount; i++) {
        int node = next[i];
        lanes[i] = arriving[node];
        present |= lanes[i];
        arriving[node] = 0;
        missing[node] &= ~lanes[i];
        levelEdges += graph.degree(node);
        openEdges -= missing[node] == 0 ? graph.degree(node) : 0;
        for (long left = lanes[i]; left != 0; left &= left - 1) {
          counts[Long.numberOfTrailingZeros(left)]++;
        }
      }
      int[] settled = next;
      next = level;
      level = settled;
      levelCount = nextCount;
      nextCount = 0;
      return present;
    }

    private void add(int distance, long present, int firstPlace) {
      for (long left = present; left != 0; left &= left - 1) {
        int lane = Long.numberOfTrailingZeros(left);
        int place = firstPlace + lane;
        distances.reached[place] += counts[lane];
        distances.sum[place] += (long) counts[lane] * distance;
        distances.reciprocals[place] += (double) counts[lane] / distance;
        distances.eccentricity[place] = distance;
        counts[lane] = 0;
      }
    }
  }
}
