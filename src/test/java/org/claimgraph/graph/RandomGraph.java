package org.claimgraph.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Random graphs that a seed tells apart: thin and dense ones, in two parts, with two isolates. */
final class RandomGraph {

  private static final double[] DENSITIES = {0.05, 0.15, 0.4, 0.9};

  private RandomGraph() {}

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  static CsrGraph of(long seed) {
    Random random = new Random(seed);
    int n = 12 + random.nextInt(30);
    double density = DENSITIES[(int) (seed % DENSITIES.length)];
    int[] numbers = numbers(n, seed);
    Edges edges = new Edges(n);
    for (int a = 0; a < n - 2; a++) {
      for (int b = a + 2; b < n - 2; b += 2) { // even with even, odd with odd
        if (random.nextDouble() < density) {
          edges.add(numbers[a], numbers[b], 1 + random.nextInt(9));
        }
      }
    }
    return edges.graph();
  }

  /**
   * A connected graph of 150 to 300 nodes: a tree of long branches, and groups of its nodes in
   * which most are neighbors. So some nodes are many steps apart and some levels hold most nodes.
   */
  static CsrGraph large(long seed) {
    Random random = new Random(seed);
    int n = 150 + random.nextInt(150);
    int[] numbers = numbers(n, seed);
    Edges edges = new Edges(n);
    for (int node = 1; node < n; node++) {
      edges.add(numbers[node], numbers[node - 1 - random.nextInt(Math.min(node, 5))]);
    }
    for (int first = 0; first + 60 < n; first += 75) {
      for (int a = first; a < first + 60; a++) {
        for (int b = a + 6; b < first + 60; b++) { // the tree has none of these
          if (random.nextInt(3) > 0) {
            edges.add(numbers[a], numbers[b], 1 + random.nextInt(20));
          }
        }
      }
    }
    return edges.graph();
  }

  /** The numbers 0 to n-1 in random order. */
  static int[] numbers(int n, long seed) {
    List<Integer> numbers = new ArrayList<>();
    for (int node = 0; node < n; node++) {
      numbers.add(node);
    }
    Collections.shuffle(numbers, new Random(seed));
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
