package org.claimgraph.graph;

import java.math.BigInteger;

/**
 * Slow and plain: lengths and numbers of shortest paths between all nodes where an edge of weight w
 * has the length 1 / w. Lengths are integers: fractions times the product of all weights.
 */
final class NaiveWeightedPaths {

  private final int n;
  private final BigInteger[][] edges; // null where there is none
  private final BigInteger[][] lengths; // null where there is no path
  private final BigInteger[][] paths;

  NaiveWeightedPaths(CsrGraph graph) {
    n = graph.nodeCount();
    edges = edges(graph);
    lengths = new BigInteger[n][n];
    paths = new BigInteger[n][n];
    for (int node = 0; node < n; node++) {
      lengths[node] = edges[node].clone();
      lengths[node][node] = BigInteger.ZERO;
    }
    for (int middle = 0; middle < n; middle++) {
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          BigInteger through = sum(lengths[a][middle], lengths[middle][b]);
          if (through != null && (lengths[a][b] == null || through.compareTo(lengths[a][b]) < 0)) {
            lengths[a][b] = through;
          }
        }
      }
    }
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        paths[a][b] = paths(a, b);
      }
    }
  }

  private static BigInteger[][] edges(CsrGraph graph) {
    int n = graph.nodeCount();
    BigInteger unit = BigInteger.ONE;
    for (int at = 0; at < 2 * graph.edgeCount(); at++) {
      BigInteger weight = BigInteger.valueOf(graph.weight(at));
      unit = unit.divide(unit.gcd(weight)).multiply(weight);
    }
    BigInteger[][] edges = new BigInteger[n][n];
    for (int node = 0; node < n; node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        edges[node][graph.neighbor(at)] = unit.divide(BigInteger.valueOf(graph.weight(at)));
      }
    }
    return edges;
  }

  private static BigInteger sum(BigInteger a, BigInteger b) {
    return a == null || b == null ? null : a.add(b);
  }

  /** Every path to b ends with an edge from a node that is nearer to a by its length. */
  private BigInteger paths(int a, int b) {
    if (a == b) {
      return BigInteger.ONE;
    }
    if (paths[a][b] == null) {
      BigInteger sum = BigInteger.ZERO;
      for (int last = 0; last < n; last++) {
        BigInteger through = sum(lengths[a][last], edges[last][b]);
        if (through != null && through.equals(lengths[a][b])) {
          sum = sum.add(paths(a, last));
        }
      }
      paths[a][b] = sum;
    }
    return paths[a][b];
  }

  /** Betweenness as it is defined: over all pairs, the share of their shortest paths through v. */
  double betweenness(int v) {
    double sum = 0;
    for (int s = 0; s < n; s++) {
      for (int t = s + 1; t < n; t++) {
        BigInteger through = sum(lengths[s][v], lengths[v][t]);
        if (s != v && t != v && through != null && through.equals(lengths[s][t])) {
          sum += paths[s][v].multiply(paths[v][t]).doubleValue() / paths[s][t].doubleValue();
        }
      }
    }
    return sum;
  }
}
