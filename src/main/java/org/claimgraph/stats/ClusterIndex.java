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

  static ClusterIndex of(int[] labels) {
    int[] sorted = labels.clone();
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

  int count() {
    return count;
  }

  int clusterOf(int row) {
    return clusterOfRow[row];
  }
}
