package org.claimgraph.graph;

import java.util.Arrays;

/**
 * What nodes have in common through their groups: rows of the one-mode projection A·Aᵀ of a
 * bipartite graph, above the diagonal, one after the other.
 *
 * <p>For nodes a &lt; b: the number of groups of both; Newman's weight, Σ 1 / (size − 1) over those
 * groups; and Σ min(count of a, count of b). A row is multiplied into a dense accumulator, so
 * nothing is sorted but the neighbors of one row.
 *
 * <p>Groups are walked from the largest to the smallest. Groups of one size add the same number to
 * a Newman weight, so the sum has the same bits in whatever order the groups came.
 *
 * <p>Reference: M. E. J. Newman, Phys Rev E 64:016132, 2001; L. P. Casalino et al., 2015 (smaller
 * number of encounters); F. G. Gustavson, ACM Trans Math Softw 4:250, 1978 (sparse rows with a
 * dense accumulator).
 *
 * <p>Time O(Σ over members of rows of the members after them), and sorting each row; memory 20
 * bytes a node and 8 bytes a member of a row.
 */
public final class Projection {

  /** What a node takes, of a row or not. */
  public static final int BYTES_OF_A_NODE = Integer.BYTES + Double.BYTES + Long.BYTES;

  /** What a member of a row takes beside what it takes in its group. */
  public static final int BYTES_OF_A_MEMBER = 2 * Integer.BYTES;

  private final Groups groups;
  private final int[] rows;

  /** Where the members of each row stand, row by row, in the order their groups are walked. */
  private final int[] rowStarts;

  private final int[] places;
  private final int[] groupsOfPlaces;

  private final int[] common;
  private final double[] newman;
  private final long[] minimum;
  private int[] neighbors = new int[64];
  private int degree;
  private int row = -1;

  /**
   * Prepares the rows of some nodes.
   *
   * @param groups groups with all members from the first one in {@code rows} on
   * @param nodeCount number of nodes
   * @param rows nodes whose rows are wanted, each once; they come in this order
   */
  public Projection(Groups groups, int nodeCount, int[] rows) {
    this.groups = groups;
    this.rows = rows;
    this.common = new int[nodeCount];
    this.newman = new double[nodeCount];
    this.minimum = new long[nodeCount];
    int[] rowOf = new int[nodeCount];
    Arrays.fill(rowOf, -1);
    for (int i = 0; i < rows.length; i++) {
      rowOf[rows[i]] = i;
    }
    this.rowStarts = new int[rows.length + 1];
    countMembers(rowOf);
    this.places = new int[rowStarts[rows.length]];
    this.groupsOfPlaces = new int[places.length];
    placeMembers(rowOf);
  }

  private void countMembers(int[] rowOf) {
    for (int at = 0; at < groups.memberCount(); at++) {
      int of = rowOf[groups.node(at)];
      if (of >= 0) {
        rowStarts[of + 1]++;
      }
    }
    for (int i = 0; i < rows.length; i++) {
      rowStarts[i + 1] += rowStarts[i];
    }
  }

  private void placeMembers(int[] rowOf) {
    int[] filled = rowStarts.clone();
    for (int group : fromLargest()) {
      for (int at = groups.start(group); at < groups.end(group); at++) {
        int of = rowOf[groups.node(at)];
        if (of >= 0) {
          places[filled[of]] = at;
          groupsOfPlaces[filled[of]++] = group;
        }
      }
    }
  }

  private int[] fromLargest() {
    int largest = 0;
    for (int group = 0; group < groups.groupCount(); group++) {
      largest = Math.max(largest, groups.size(group));
    }
    int[] starts = new int[largest + 2];
    for (int group = 0; group < groups.groupCount(); group++) {
      starts[largest - groups.size(group) + 1]++;
    }
    for (int i = 0; i <= largest; i++) {
      starts[i + 1] += starts[i];
    }
    int[] order = new int[groups.groupCount()];
    for (int group = 0; group < groups.groupCount(); group++) {
      order[starts[largest - groups.size(group)]++] = group;
    }
    return order;
  }

  /** Goes to the next row with a neighbor; false after the last one. */
  public boolean next() {
    clear();
    while (degree == 0 && ++row < rows.length) {
      for (int i = rowStarts[row]; i < rowStarts[row + 1]; i++) {
        multiply(places[i], groupsOfPlaces[i]);
      }
    }
    Arrays.sort(neighbors, 0, degree);
    return degree > 0;
  }

  private void clear() {
    for (int i = 0; i < degree; i++) {
      int node = neighbors[i];
      common[node] = 0;
      newman[node] = 0;
      minimum[node] = 0;
    }
    degree = 0;
  }

  private void multiply(int place, int group) {
    int end = groups.end(group);
    if (neighbors.length < degree + end - place) {
      neighbors = Arrays.copyOf(neighbors, Math.max(2 * neighbors.length, degree + end - place));
    }
    double share = 1.0 / (groups.size(group) - 1);
    int count = groups.count(place);
    for (int at = place + 1; at < end; at++) {
      int node = groups.node(at);
      if (common[node]++ == 0) {
        neighbors[degree++] = node;
      }
      newman[node] += share;
      minimum[node] += Math.min(count, groups.count(at));
    }
  }

  /** Returns the node of this row. */
  public int row() {
    return rows[row];
  }

  /** Returns the number of groups that the node of this row is in. */
  public int groupCount() {
    return rowStarts[row + 1] - rowStarts[row];
  }

  /** Returns a group of the node of this row, {@code i} from 0 to {@link #groupCount} - 1. */
  public int group(int i) {
    return groupsOfPlaces[rowStarts[row] + i];
  }

  /** Returns where the node of this row stands in its i-th group. */
  public int place(int i) {
    return places[rowStarts[row] + i];
  }

  /** Returns the number of neighbors after the node of this row. */
  public int degree() {
    return degree;
  }

  /** Returns a neighbor of this row, ascending with {@code i} from 0 to {@link #degree} - 1. */
  public int neighbor(int i) {
    return neighbors[i];
  }

  /** Returns the number of groups of both. */
  public int common(int neighbor) {
    return common[neighbor];
  }

  /** Returns the sum of 1 / (size - 1) over the groups of both. */
  public double newman(int neighbor) {
    return newman[neighbor];
  }

  /** Returns the sum of the smaller count over the groups of both. */
  public long minimum(int neighbor) {
    return minimum[neighbor];
  }
}
