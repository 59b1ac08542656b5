package org.claimgraph.stats;

import java.util.Arrays;

/**
 * Clusters numbered from 0 in the order in which the rows first name them, so that what is computed
 * from the numbers does not depend on the labels.
 */
final class ClusterIndex {

  private final int[] clusterOfRow;
  private final int count;

  private ClusterIndex(int[] clusterOfRow, int count) {
    this.clusterOfRow = clusterOfRow;
    this.count = count;
  }

  /** Numbers the clusters of rows, of which there must be two at least. */
  static ClusterIndex of(int[] labels, int rows) {
    if (labels.length != rows) {
      throw new IllegalArgumentException(
          "Invalid clusters: " + labels.length + " labels for " + rows + " rows");
    }
    ClusterIndex index = of(Arrays.stream(labels).asLongStream().toArray());
    if (index.count < 2) {
      throw new IllegalArgumentException(
          "Invalid clusters: " + index.count + " (at least 2 needed)");
    }
    return index;
  }

  private static ClusterIndex of(long[] labels) {
    long[] sorted = labels.clone();
    Arrays.sort(sorted);
    int[] numberOfPlace = new int[labels.length];
    Arrays.fill(numberOfPlace, -1);
    int[] clusterOfRow = new int[labels.length];
    int count = 0;
    for (int row = 0; row < labels.length; row++) {
      int place = Arrays.binarySearch(sorted, labels[row]); // the same for equal labels
      if (numberOfPlace[place] < 0) {
        numberOfPlace[place] = count++;
      }
      clusterOfRow[row] = numberOfPlace[place];
    }
    return new ClusterIndex(clusterOfRow, count);
  }

  /** Returns the clusters of rows that share a cluster here and in the other. */
  ClusterIndex and(ClusterIndex other) {
    long[] pairs = new long[clusterOfRow.length];
    for (int row = 0; row < pairs.length; row++) {
      pairs[row] = (long) clusterOfRow[row] * other.count + other.clusterOfRow[row];
    }
    return of(pairs);
  }

  /** Returns the rows of each cluster, ascending. */
  int[][] rows() {
    int[] sizes = new int[count];
    for (int cluster : clusterOfRow) {
      sizes[cluster]++;
    }
    int[][] rows = new int[count][];
    for (int cluster = 0; cluster < count; cluster++) {
      rows[cluster] = new int[sizes[cluster]];
    }
    for (int row = clusterOfRow.length - 1; row >= 0; row--) {
      int cluster = clusterOfRow[row];
      rows[cluster][--sizes[cluster]] = row;
    }
    return rows;
  }

  int count() {
    return count;
  }

  int clusterOf(int row) {
    return clusterOfRow[row];
  }
}
