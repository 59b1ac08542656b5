package org.claimgraph.graph;

/** Families of graphs for which every measure has a closed form. All weights are 1. */
final class Families {

  private Families() {}

  /** 0 - 1 - ... - (n-1). */
  static CsrGraph path(int n) {
    Edges edges = new Edges(n);
    for (int node = 1; node < n; node++) {
      edges.add(node - 1, node);
    }
    return edges.graph();
  }

  /** Node 0 in the center, n-1 leaves around it. */
  static CsrGraph star(int n) {
    Edges edges = new Edges(n);
    for (int leaf = 1; leaf < n; leaf++) {
      edges.add(0, leaf);
    }
    return edges.graph();
  }

  static CsrGraph cycle(int n) {
    Edges edges = new Edges(n);
    for (int node = 0; node < n; node++) {
      edges.add(node, (node + 1) % n);
    }
    return edges.graph();
  }

  static CsrGraph clique(int n) {
    Edges edges = new Edges(n);
    addClique(edges, 0, n);
    return edges.graph();
  }

  /** Cliques of nodes 0 to n-1 and n to 2n-1, and one edge between n-1 and n. */
  static CsrGraph twoCliquesWithBridge(int n) {
    Edges edges = new Edges(2 * n).add(n - 1, n);
    addClique(edges, 0, n);
    addClique(edges, n, 2 * n);
    return edges.graph();
  }

  /** A chain of squares: joints 3i, and between joints 3i and 3i+3 the sides 3i+1 and 3i+2. */
  static CsrGraph lozenges(int count) {
    Edges edges = new Edges(3 * count + 1);
    for (int joint = 0; joint < 3 * count; joint += 3) {
      edges.add(joint, joint + 1).add(joint, joint + 2);
      edges.add(joint + 1, joint + 3).add(joint + 2, joint + 3);
    }
    return edges.graph();
  }

  /** Triangles that share node 0, two further nodes each. */
  static CsrGraph windmill(int triangles) {
    Edges edges = new Edges(2 * triangles + 1);
    for (int node = 1; node <= 2 * triangles; node += 2) {
      edges.add(0, node).add(0, node + 1).add(node, node + 1);
    }
    return edges.graph();
  }

  /** A full binary tree: node v above 2v+1 and 2v+2. */
  static CsrGraph binaryTree(int levels) {
    Edges edges = new Edges((1 << levels) - 1);
    for (int node = 1; node < (1 << levels) - 1; node++) {
      edges.add((node - 1) / 2, node);
    }
    return edges.graph();
  }

  private static void addClique(Edges edges, int from, int to) {
    for (int a = from; a < to; a++) {
      for (int b = a + 1; b < to; b++) {
        edges.add(a, b);
      }
    }
  }
}
