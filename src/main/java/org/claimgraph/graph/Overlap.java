package org.claimgraph.graph;

import java.util.Arrays;

/**
 * How two partitions of the same nodes overlap.
 *
 * <p>With n_ab nodes in group a of the first and b of the second, the Jaccard similarity of two
 * groups is n_ab / (n_a + n_b - n_ab). The adjusted Rand index compares the number of pairs of
 * nodes that both partitions put together with the number that chance would: (together - expected)
 * / ((pairs_a + pairs_b) / 2 - expected) with expected = pairs_a pairs_b / C(n, 2); 1 for equal
 * partitions.
 *
 * <p>Reference: L. Hubert, P. Arabie, <i>Comparing partitions</i>, Journal of Classification 2,
 * 1985.
 *
 * <p>Time O(n log n), memory O(n).
 */
final class Overlap {

  private final int[] sizesA;
  private final int[] sizesB;

  /** For each node the groups it is in, a first, ascending. */
  private final long[] cells;

  /**
   * Compares two partitions.
   *
   * @param a group of each node in the first partition, numbered from 1 on without gaps
   * @param b group of each node in the second
   */
  Overlap(int[] a, int[] b) {
    sizesA = Components.sizes(a);
    sizesB = Components.sizes(b);
    cells = new long[a.length];
    for (int node = 0; node < cells.length; node++) {
      cells[node] = (long) a[node] << Integer.SIZE | b[node];
    }
    Arrays.sort(cells);
  }

  /** Adds to each group of the first partition its largest similarity with one of the second. */
  void addJaccard(double[] sums) {
    double[] largest = new double[sizesA.length];
    for (int from = 0, to; from < cells.length; from = to) {
      to = end(from);
      int a = (int) (cells[from] >> Integer.SIZE) - 1;
      int b = (int) cells[from] - 1;
      double similarity = (double) (to - from) / (sizesA[a] + sizesB[b] - (to - from));
      largest[a] = Math.max(largest[a], similarity);
    }
    for (int group = 0; group < largest.length; group++) {
      sums[group] += largest[group];
    }
  }

  /** Returns the adjusted Rand index; 1 where both partitions hold all nodes apart or together. */
  double adjustedRand() {
    long together = 0;
    for (int from = 0, to; from < cells.length; from = to) {
      to = end(from);
      together += pairs(to - from);
    }
    double inA = pairs(sizesA);
    double inB = pairs(sizesB);
    if (together == inA && together == inB) {
      return 1;
    }
    double expected = inA * inB / pairs(cells.length);
    return (together - expected) / ((inA + inB) / 2 - expected);
  }

  private int end(int from) {
    int to = from + 1;
    while (to < cells.length && cells[to] == cells[from]) {
      to++;
    }
    return to;
  }

  private static long pairs(int[] sizes) {
    long pairs = 0;
    for (int size : sizes) {
      pairs += pairs(size);
    }
    return pairs;
  }

  private static long pairs(long size) {
    return size * (size - 1) / 2;
  }
}
