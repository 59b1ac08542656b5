package org.claimgraph.graph;

/**
 * The roles of nodes in the modules of a graph: hubs of their own module, and ties to others.
 *
 * <p>Both measures count ties, whatever their weight. An isolated node has no role: it has {@code
 * NaN} in both.
 *
 * <p>Reference: R. Guimerà, L. A. Nunes Amaral, <i>Functional cartography of complex metabolic
 * networks</i>, Nature 433, 2005.
 *
 * <p>Time O(n + m), memory O(n).
 */
public final class ModuleRoles {

  private ModuleRoles() {}

  /**
   * Returns how many more neighbors in its own module each node has than others there, in standard
   * deviations.
   *
   * <p>For a node with c neighbors in its module it is (c - mean) / SD, mean and population SD over
   * all nodes of the module, isolated ones included; 0 if all have the same.
   *
   * @param modules module of each node, in [0, n)
   */
  public static double[] withinModuleZ(CsrGraph graph, int[] modules) {
    int n = graph.nodeCount();
    int[] inside = neighborsInside(graph, modules);
    long[] sizes = new long[n];
    long[] sums = new long[n];
    for (int node = 0; node < n; node++) {
      sizes[modules[node]]++;
      sums[modules[node]] += inside[node];
    }
    double[] squares = new double[n];
    for (int node = 0; node < n; node++) {
      double excess = inside[node] - (double) sums[modules[node]] / sizes[modules[node]];
      squares[modules[node]] += excess * excess;
    }
    double[] z = new double[n];
    for (int node = 0; node < n; node++) {
      int module = modules[node];
      double excess = inside[node] - (double) sums[module] / sizes[module];
      double deviation = Math.sqrt(squares[module] / sizes[module]);
      z[node] = deviation == 0 ? 0 : excess / deviation;
      z[node] = graph.degree(node) == 0 ? Double.NaN : z[node];
    }
    return z;
  }

  private static int[] neighborsInside(CsrGraph graph, int[] modules) {
    int[] inside = new int[graph.nodeCount()];
    for (int node = 0; node < inside.length; node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (modules[graph.neighbor(at)] == modules[node]) {
          inside[node]++;
        }
      }
    }
    return inside;
  }

  /**
   * Returns how evenly the ties of each node are spread over modules, in [0, 1).
   *
   * <p>It is 1 less the sum over modules of the squared share of the node's ties that lead there: 0
   * if all lead to one module.
   *
   * @param modules module of each node, in [0, n)
   */
  public static double[] participation(CsrGraph graph, int[] modules) {
    double[] participation = new double[graph.nodeCount()];
    int[] ties = new int[participation.length]; // by module: ties of the node
    for (int node = 0; node < participation.length; node++) {
      int start = graph.rowStart(node);
      int end = graph.rowEnd(node);
      long squares = 0;
      for (int at = start; at < end; at++) {
        squares += 2L * ties[modules[graph.neighbor(at)]]++ + 1; // (c + 1)² - c²
      }
      for (int at = start; at < end; at++) {
        ties[modules[graph.neighbor(at)]] = 0;
      }
      double degree = graph.degree(node);
      participation[node] = 1 - squares / degree / degree;
    }
    return participation;
  }
}
