package org.claimgraph.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The edges of a graph in the making, in a test. */
final class Edges {

  private record Edge(int a, int b, long weight) {}

  private final int nodeCount;
  private final List<Edge> edges = new ArrayList<>();

  Edges(int nodeCount) {
    this.nodeCount = nodeCount;
  }

  /** Takes a graph apart, each edge once. */
  static Edges of(CsrGraph graph) {
    Edges edges = new Edges(graph.nodeCount());
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (node < graph.neighbor(at)) {
          edges.add(node, graph.neighbor(at), graph.weight(at));
        }
      }
    }
    return edges;
  }

  Edges add(int a, int b) {
    return add(a, b, 1);
  }

  Edges add(int a, int b, long weight) {
    edges.add(new Edge(a, b, weight));
    return this;
  }

  /** The same edges in another order, some of them turned round. */
  Edges shuffled(long seed) {
    Random random = new Random(seed);
    Edges shuffled = new Edges(nodeCount);
    for (Edge edge : edges) {
      if (random.nextBoolean()) {
        shuffled.add(edge.a(), edge.b(), edge.weight());
      } else {
        shuffled.add(edge.b(), edge.a(), edge.weight());
      }
    }
    Collections.shuffle(shuffled.edges, random);
    return shuffled;
  }

  /** The same edges between other nodes: {@code numbers[v]} takes the place of v. */
  Edges renumbered(int[] numbers) {
    Edges renumbered = new Edges(nodeCount);
    for (Edge edge : edges) {
      renumbered.add(numbers[edge.a()], numbers[edge.b()], edge.weight());
    }
    return renumbered;
  }

  /** The same edges, all of one weight. */
  Edges ofWeight(long weight) {
    Edges even = new Edges(nodeCount);
    edges.forEach(edge -> even.add(edge.a(), edge.b(), weight));
    return even;
  }

  /** The same edges, each so many times as heavy. */
  Edges timesWeight(long factor) {
    Edges heavy = new Edges(nodeCount);
    edges.forEach(edge -> heavy.add(edge.a(), edge.b(), factor * edge.weight()));
    return heavy;
  }

  CsrGraph graph() {
    return CsrGraph.of(
        nodeCount,
        edges.stream().mapToInt(Edge::a).toArray(),
        edges.stream().mapToInt(Edge::b).toArray(),
        edges.stream().mapToLong(Edge::weight).toArray());
  }
}
