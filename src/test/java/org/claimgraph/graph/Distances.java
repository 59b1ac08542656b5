package org.claimgraph.graph;

import java.util.Arrays;

/** Slow and plain: distance and number of shortest paths between all nodes, from a matrix. */
final class Distances {

  static final int NONE = -1;

  private final int[][] distance;
  private final long[][] paths;

  Distances(CsrGraph graph) {
    int n = graph.nodeCount();
    boolean[][] adjacent = adjacency(graph);
    distance = new int[n][n];
    paths = new long[n][n];
    for (int source = 0; source < n; source++) {
      Arrays.fill(distance[source], NONE);
      distance[source][source] = 0;
      paths[source][source] = 1;
      for (int step = 1; step < n; step++) {
        addNodesAt(step, source, adjacent);
      }
    }
  }

  static boolean[][] adjacency(CsrGraph graph) {
    boolean[][] adjacent = new boolean[graph.nodeCount()][graph.nodeCount()];
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        adjacent[node][graph.neighbor(at)] = true;
      }
    }
    return adjacent;
  }

  int between(int a, int b) {
    return distance[a][b];
  }

  /** Betweenness as it is defined: over all pairs, the share of their shortest paths through v. */
  double betweenness(int v) {
    double sum = 0;
    for (int s = 0; s < distance.length; s++) {
      for (int t = s + 1; t < distance.length; t++) {
        if (s != v && t != v && isBetween(s, v, t)) {
          sum += (double) Math.multiplyExact(paths[s][v], paths[v][t]) / paths[s][t];
        }
      }
    }
    return sum;
  }

  private boolean isBetween(int s, int v, int t) {
    return distance[s][v] != NONE
        && distance[v][t] != NONE
        && distance[s][v] + distance[v][t] == distance[s][t];
  }

  private void addNodesAt(int step, int source, boolean[][] adjacent) {
    for (int node = 0; node < adjacent.length; node++) {
      for (int other = 0; other < adjacent.length; other++) {
        boolean isNext = adjacent[node][other] && distance[source][node] == step - 1;
        if (isNext && (distance[source][other] == NONE || distance[source][other] == step)) {
          distance[source][other] = step;
          paths[source][other] = Math.addExact(paths[source][other], paths[source][node]);
        }
      }
    }
  }
}
