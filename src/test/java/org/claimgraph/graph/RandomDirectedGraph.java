package org.claimgraph.graph;

import java.util.Arrays;
import java.util.Random;

/** Random directed graphs that a seed tells apart: as a matrix of weights, 0 for no edge. */
final class RandomDirectedGraph {

  private static final double[] DENSITIES = {0.02, 0.1, 0.4, 0.8};

  private RandomDirectedGraph() {}

  static long[][] weights(long seed) {
    Random random = new Random(seed);
    int n = 3 + random.nextInt(22);
    double density = DENSITIES[(int) (seed % DENSITIES.length)];
    long[][] weights = new long[n][n];
    for (int from = 0; from < n; from++) {
      for (int to = 0; to < n; to++) {
        if (from != to && random.nextDouble() < density) {
          weights[from][to] = 1L + random.nextInt(9);
        }
      }
    }
    return weights;
  }

  /** The graph of a matrix; a seed orders its edges. */
  static DirectedGraph of(long[][] weights, long seed) {
    int n = weights.length;
    int[] from = new int[n * n];
    int[] to = new int[n * n];
    long[] weight = new long[n * n];
    int count = 0;
    for (int cell : RandomGraph.numbers(n * n, seed)) {
      if (weights[cell / n][cell % n] > 0) {
        from[count] = cell / n;
        to[count] = cell % n;
        weight[count++] = weights[cell / n][cell % n];
      }
    }
    return DirectedGraph.of(
        n, Arrays.copyOf(from, count), Arrays.copyOf(to, count), Arrays.copyOf(weight, count));
  }
}
