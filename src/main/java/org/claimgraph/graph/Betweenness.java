package org.claimgraph.graph;

import java.util.Arrays;

/**
 * Betweenness: how often a node lies on the shortest ways between other nodes.
 *
 * <p>For node v it is the sum over unordered pairs {s, t} of other nodes of the share of the
 * shortest paths from s to t that pass through v. Every edge has length 1, whatever its weight. A
 * pair without a path adds nothing; an isolated node has 0.
 *
 * <p>Paths are counted in double precision: exactly up to 2^53, rounded beyond. More than 1.8e308
 * paths from one node to another are an {@link ArithmeticException}, never a wrong number.
 *
 * <p>Reference: L. C. Freeman, <i>A set of measures of centrality based on betweenness</i>,
 * Sociometry 40, 1977; U. Brandes, <i>A faster algorithm for betweenness centrality</i>, Journal of
 * Mathematical Sociology 25, 2001.
 *
 * <p>Time O(nm), memory O(n): there are no predecessor lists.
 */
public final class Betweenness {

  private Betweenness() {}

  /** Returns one value per node, in node order, not normalized. */
  public static double[] of(CsrGraph graph) {
    double[] betweenness = new double[graph.nodeCount()];
    Search search = new Search(graph);
    for (int source = 0; source < betweenness.length; source++) {
      search.addDependencies(source, betweenness);
    }
    for (int node = 0; node < betweenness.length; node++) {
      betweenness[node] /= 2; // every pair was met from both its ends
    }
    return betweenness;
  }

  /**
   * Divides by the number of pairs a node can lie between, (n - 1)(n - 2) / 2.
   *
   * @param betweenness one value per node, as {@link #of} returns it
   * @param nodeCount n, the number of nodes of the graph
   * @return one value in [0, 1] per node; {@code NaN} for every node if n &lt; 3
   */
  public static double[] normalized(double[] betweenness, int nodeCount) {
    double pairs = nodeCount < 3 ? Double.NaN : (nodeCount - 1L) * (nodeCount - 2L) / 2.0;
    double[] normalized = new double[betweenness.length];
    for (int node = 0; node < normalized.length; node++) {
      normalized[node] = betweenness[node] / pairs;
    }
    return normalized;
  }

  /**
   * The shortest paths from one source at a time, level by level. A level is the set of nodes at
   * one distance from the source.
   *
   * <p>The loops over edges never ask how far a neighbor is, which a processor cannot guess. They
   * add to every neighbor, and what a node gets once its own level has begun is not read.
   */
  private static final class Search {

    private final CsrGraph graph;
    private final int[] components;
    private final int[] componentSizes;
    private final int[] queue; // the nodes found, by level; one place more than nodes
    private final int[] levelStarts; // places in the queue, by level, then its end
    private final int[] unseen; // by node: 1 until found, then 0
    private final double[] arriving; // by node: paths from the level before, until its level begins
    private final double[] paths; // by place in the queue: number of shortest paths from the source

    /**
     * By node: what each path that reaches it is worth, (1 + dependency) / paths; 0 until its whole
     * level has been pulled. Brandes' dependency of a node is its paths times the worth of its
     * neighbors in the next level: those in its own and the level before still have 0.
     */
    private final double[] worth;

    private final double[] pulled; // by place in the queue: the worth to be shown next

    Search(CsrGraph graph) {
      int n = graph.nodeCount();
      this.graph = graph;
      components = Components.of(graph);
      componentSizes = Components.sizes(components);
      queue = new int[n + 1];
      levelStarts = new int[n + 1];
      unseen = new int[n];
      Arrays.fill(unseen, 1);
      arriving = new double[n];
      paths = new double[n];
      worth = new double[n];
      pulled = new double[n];
    }

    void addDependencies(int source, double[] betweenness) {
      int last = countPaths(source);
      for (int level = last; level > 0; level--) {
        for (int at = levelStarts[level]; at < levelStarts[level + 1]; at++) {
          double beyond = level == last ? 0 : worthAround(queue[at]);
          betweenness[queue[at]] += paths[at] * beyond;
          pulled[at] = beyond + 1 / paths[at];
        }
        showWorth(level);
      }
      forget(levelStarts[last + 1]);
    }

    /** Returns the last level. */
    private int countPaths(int source) {
      int reachable = componentSizes[components[source] - 1];
      queue[0] = source;
      unseen[source] = 0;
      arriving[source] = 1;
      int level = 0;
      int found = 1;
      levelStarts[1] = found;
      settlePaths(source, level);
      while (found < reachable) {
        for (int at = levelStarts[level]; at < levelStarts[level + 1]; at++) {
          found = push(queue[at], paths[at], found);
        }
        level++;
        levelStarts[level + 1] = found;
        settlePaths(source, level);
      }
      return level;
    }

    private int push(int node, double pathsToNode, int foundBefore) {
      int found = foundBefore;
      int end = graph.rowEnd(node);
      for (int at = graph.rowStart(node); at < end; at++) {
        int neighbor = graph.neighbor(at);
        arriving[neighbor] += pathsToNode;
        queue[found] = neighbor; // stays only if unseen
        found += unseen[neighbor];
        unseen[neighbor] = 0;
      }
      return found;
    }

    private void settlePaths(int source, int level) {
      for (int at = levelStarts[level]; at < levelStarts[level + 1]; at++) {
        paths[at] = arriving[queue[at]];
        if (paths[at] == Double.POSITIVE_INFINITY) {
          throw new ArithmeticException(
              "Cannot count the shortest paths from node "
                  + source
                  + " to node "
                  + queue[at]
                  + ": more than "
                  + Double.MAX_VALUE);
        }
      }
    }

    private double worthAround(int node) {
      double sum = 0;
      int end = graph.rowEnd(node);
      for (int at = graph.rowStart(node); at < end; at++) {
        sum += worth[graph.neighbor(at)];
      }
      return sum;
    }

    private void showWorth(int level) {
      for (int at = levelStarts[level]; at < levelStarts[level + 1]; at++) {
        worth[queue[at]] = pulled[at];
      }
    }

    private void forget(int found) {
      for (int at = 0; at < found; at++) {
        unseen[queue[at]] = 1;
        arriving[queue[at]] = 0;
        worth[queue[at]] = 0;
      }
    }
  }
}
