package org.claimgraph.graph;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The dependencies of one source on every node, where an edge of weight w has the length 1 / w.
 *
 * <p>Lengths are told apart exactly. A length is held as a double, with a bound of its error, and
 * as its residue modulo the prime 2^61 - 1. Two lengths whose doubles are further apart than their
 * errors differ; others are equal if their residues are (two different lengths so close have equal
 * residues once in 2^61 times); the rest are compared as fractions of big integers.
 *
 * <p>Reference: U. Brandes, <i>A faster algorithm for betweenness centrality</i>, Journal of
 * Mathematical Sociology 25, 2001; E. W. Dijkstra, <i>A note on two problems in connexion with
 * graphs</i>, Numerische Mathematik 1, 1959; N. J. Higham, <i>Accuracy and Stability of Numerical
 * Algorithms</i>, 2nd ed., SIAM, 2002, section 4.2.
 *
 * <p>Time O(m + n log n) for each source, memory 16m + O(n) bytes.
 */
final class WeightedDependencies {

  private static final long PRIME = (1L << 61) - 1;
  private static final int NONE = -1;

  private final CsrGraph graph;
  private final long[] inverses; // by place in the rows: 1 / weight modulo the prime
  private final double shortestEdge;

  /** Twice the relative error of a sum of n reciprocals, rounded up. */
  private final double tolerance;

  private final double[] length; // by node: infinite until found
  private final long[] residues; // by node: of its length
  private final double[] paths; // by node: shortest paths from the source
  private final double[] worth; // by node: (1 + dependency) / paths
  private final int[] before; // by node: one node before it on a shortest path
  private final long[] weightBefore; // by node: the weight of the edge from there
  private final int[] settled; // nodes, nearest first
  private int settledCount;
  private final NearestFirst queue;

  WeightedDependencies(CsrGraph graph) {
    int n = graph.nodeCount();
    this.graph = graph;
    inverses = inverses(graph);
    shortestEdge = 1.0 / largestWeight(graph);
    tolerance = n * 0x1.0p-51;
    length = new double[n];
    Arrays.fill(length, Double.POSITIVE_INFINITY);
    residues = new long[n];
    paths = new double[n];
    worth = new double[n];
    before = new int[n];
    weightBefore = new long[n];
    settled = new int[n];
    queue = new NearestFirst(length);
  }

  /** Adds the dependencies of a source to a value per node. */
  void add(int source, double[] dependencies) {
    search(source);
    for (int at = settledCount - 1; at > 0; at--) {
      int node = settled[at];
      double beyond = worthBeyond(node);
      dependencies[node] += paths[node] * beyond;
      worth[node] = beyond + 1 / paths[node];
    }
    for (int at = 0; at < settledCount; at++) {
      length[settled[at]] = Double.POSITIVE_INFINITY;
    }
  }

  private void search(int source) {
    settledCount = 0;
    set(source, 0, 0, NONE, 0);
    paths[source] = 1;
    queue.put(source);
    while (!queue.isEmpty()) {
      int node = queue.take();
      settle(source, node);
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        relax(node, at);
      }
    }
  }

  private void settle(int source, int node) {
    // An edge is longer than all errors together: whatever could come before a node is settled.
    if (2 * tolerance * length[node] >= shortestEdge) {
      throw new ArithmeticException(
          "Cannot order the paths from node "
              + source
              + " to node "
              + node
              + ": their length "
              + length[node]
              + " is too far from that of the shortest edge, "
              + shortestEdge);
    }
    if (paths[node] == Double.POSITIVE_INFINITY) {
      throw Dependencies.tooManyPaths(source, node);
    }
    settled[settledCount++] = node;
  }

  private void relax(int node, int at) {
    int neighbor = graph.neighbor(at);
    double through = length[node] + 1.0 / graph.weight(at);
    double error = tolerance * through;
    if (through > length[neighbor] + error) {
      return;
    }
    long residue = plus(residues[node], inverses[at]);
    int order = -1;
    if (through >= length[neighbor] - error) {
      order = residue == residues[neighbor] ? 0 : compareExactly(node, at);
    }
    if (order < 0) {
      set(neighbor, through, residue, node, graph.weight(at));
      paths[neighbor] = paths[node];
      queue.put(neighbor);
    } else if (order == 0) {
      paths[neighbor] += paths[node];
    }
  }

  private void set(int node, double to, long residue, int nodeBefore, long weight) {
    length[node] = to;
    residues[node] = residue;
    before[node] = nodeBefore;
    weightBefore[node] = weight;
  }

  /** The worth of the neighbors to which a shortest path goes on from a node. */
  private double worthBeyond(int node) {
    double sum = 0;
    for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
      int neighbor = graph.neighbor(at);
      double through = length[node] + 1.0 / graph.weight(at);
      if (Math.abs(through - length[neighbor]) <= tolerance * through
          && plus(residues[node], inverses[at]) == residues[neighbor]) {
        sum += worth[neighbor];
      }
    }
    return sum;
  }

  /** Compares the length through a node and an edge with that of the neighbor there. */
  private int compareExactly(int node, int at) {
    BigInteger[] through = lengthAsFraction(node);
    addReciprocal(through, graph.weight(at));
    BigInteger[] known = lengthAsFraction(graph.neighbor(at));
    return through[0].multiply(known[1]).compareTo(known[0].multiply(through[1]));
  }

  private BigInteger[] lengthAsFraction(int node) {
    BigInteger[] sum = {BigInteger.ZERO, BigInteger.ONE};
    for (int at = node; before[at] != NONE; at = before[at]) {
      addReciprocal(sum, weightBefore[at]);
    }
    return sum;
  }

  private static void addReciprocal(BigInteger[] fraction, long weight) {
    BigInteger factor = BigInteger.valueOf(weight);
    fraction[0] = fraction[0].multiply(factor).add(fraction[1]);
    fraction[1] = fraction[1].multiply(factor);
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    return sum >= PRIME ? sum - PRIME : sum;
  }

  private static long largestWeight(CsrGraph graph) {
    long largest = 1;
    for (int at = 0; at < 2 * graph.edgeCount(); at++) {
      largest = Math.max(largest, graph.weight(at));
    }
    return largest;
  }

  private static long[] inverses(CsrGraph graph) {
    Map<Long, Long> known = new HashMap<>();
    BigInteger prime = BigInteger.valueOf(PRIME);
    long[] inverses = new long[Math.toIntExact(2 * graph.edgeCount())];
    for (int at = 0; at < inverses.length; at++) {
      inverses[at] =
          known.computeIfAbsent(
              graph.weight(at), weight -> BigInteger.valueOf(weight).modInverse(prime).longValue());
    }
    return inverses;
  }
}
