package org.claimgraph.graph;

import java.util.Arrays;

/**
 * Connected components: the largest sets of nodes with a path between any two.
 *
 * <p>Components are numbered from 1 by size, the largest first; of equal ones, the one with the
 * lowest node first. An isolated node is a component of its own. Where nodes are in groups, the
 * components within groups are those that remain without the edges between groups.
 *
 * <p>Reference: J. Hopcroft, R. Tarjan, <i>Algorithm 447: Efficient algorithms for graph
 * manipulation</i>, Communications of the ACM 16, 1973.
 *
 * <p>Time O(n log n + m), memory O(n).
 */
public final class Components {

  private Components() {}

  /** Returns the number of each node's component, in node order. */
  public static int[] of(CsrGraph graph) {
    return within(graph, new int[graph.nodeCount()]);
  }

  /**
   * Returns the number of each node's component within groups, in node order.
   *
   * @param groups the group of each node, any number
   */
  public static int[] within(CsrGraph graph, int[] groups) {
    return numberedBySize(inOrderOfLowestNode(graph, groups));
  }

  /**
   * Returns the number of each node's component, in node order.
   *
   * @param lowest the lowest node of each node's component
   */
  public static int[] ofLowest(int[] lowest) {
    int[] components = new int[lowest.length];
    int count = 0;
    for (int node = 0; node < lowest.length; node++) {
      components[node] = lowest[node] == node ? ++count : components[lowest[node]];
    }
    return numberedBySize(components);
  }

  private static int[] numberedBySize(int[] components) {
    int[] numbers = numbersBySize(sizes(components));
    for (int node = 0; node < components.length; node++) {
      components[node] = numbers[components[node] - 1];
    }
    return components;
  }

  /**
   * Returns the number of nodes of each component, descending; as many entries as components.
   *
   * @param components as {@link #of} returns them
   */
  public static int[] sizes(int[] components) {
    int count = 0;
    for (int component : components) {
      count = Math.max(count, component);
    }
    int[] sizes = new int[count];
    for (int component : components) {
      sizes[component - 1]++;
    }
    return sizes;
  }

  private static int[] inOrderOfLowestNode(CsrGraph graph, int[] groups) {
    int n = graph.nodeCount();
    int[] components = new int[n]; // 0 until found
    int[] queue = new int[n];
    int count = 0;
    for (int node = 0; node < n; node++) {
      if (components[node] == 0) {
        count++;
        fill(node, count, graph, groups, components, queue);
      }
    }
    return components;
  }

  private static void fill(
      int first, int component, CsrGraph graph, int[] groups, int[] components, int[] queue) {
    queue[0] = first;
    components[first] = component;
    int found = 1;
    for (int next = 0; next < found; next++) {
      int node = queue[next];
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        int neighbor = graph.neighbor(at);
        if (components[neighbor] == 0 && groups[neighbor] == groups[first]) {
          components[neighbor] = component;
          queue[found++] = neighbor;
        }
      }
    }
  }

  private static int[] numbersBySize(int[] sizes) {
    long[] keys = new long[sizes.length]; // size descending, then index
    for (int index = 0; index < sizes.length; index++) {
      keys[index] = (long) (Integer.MAX_VALUE - sizes[index]) << Integer.SIZE | index;
    }
    Arrays.sort(keys);
    int[] numbers = new int[sizes.length];
    for (int at = 0; at < keys.length; at++) {
      numbers[(int) keys[at]] = at + 1;
    }
    return numbers;
  }
}
