package org.claimgraph.graph;

/**
 * Nodes that wait for their turn, nearest first: a binary heap that knows where each node is.
 *
 * <p>Reference: J. W. J. Williams, <i>Algorithm 232: Heapsort</i>, Communications of the ACM 7,
 * 1964.
 *
 * <p>Time O(log n) for each change, memory O(n).
 */
final class NearestFirst {

  private final double[] distance;
  private final int[] heap;
  private final int[] places; // by node: its place in the heap, from 1; 0 while it is not in it
  private int size;

  /**
   * Makes an empty queue.
   *
   * @param distance by node; after it changes, {@link #put} restores the order
   */
  NearestFirst(double[] distance) {
    this.distance = distance;
    heap = new int[distance.length + 1];
    places = new int[distance.length];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds a node, or moves it to where its distance belongs now. */
  void put(int node) {
    int place = places[node] == 0 ? ++size : places[node];
    sink(node, rise(node, place));
  }

  /** Removes a node with the least distance. */
  int take() {
    int nearest = heap[1];
    places[nearest] = 0;
    int last = heap[size--];
    if (size > 0) {
      sink(last, 1);
    }
    return nearest;
  }

  private int rise(int node, int from) {
    int place = from;
    while (place > 1 && distance[node] < distance[heap[place / 2]]) {
      set(place, heap[place / 2]);
      place /= 2;
    }
    return place;
  }

  private void sink(int node, int from) {
    int place = from;
    while (2 * place <= size) {
      int child = 2 * place;
      if (child < size && distance[heap[child + 1]] < distance[heap[child]]) {
        child++;
      }
      if (distance[node] <= distance[heap[child]]) {
        break;
      }
      set(place, heap[child]);
      place = child;
    }
    set(place, node);
  }

  private void set(int place, int node) {
    heap[place] = node;
    places[node] = place;
  }
}
