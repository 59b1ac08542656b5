package org.claimgraph.graph;

import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.VertexScoringAlgorithm;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/** Our graphs as JGraphT's, and its scores as our arrays. */
final class JGraphTs {

  private JGraphTs() {}

  static Graph<Integer, DefaultWeightedEdge> of(CsrGraph graph) {
    Graph<Integer, DefaultWeightedEdge> other =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    for (int node = 0; node < graph.nodeCount(); node++) {
      other.addVertex(node);
    }
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (node < graph.neighbor(at)) {
          DefaultWeightedEdge edge = other.addEdge(node, graph.neighbor(at));
          other.setEdgeWeight(edge, graph.weight(at));
        }
      }
    }
    return other;
  }

  static double[] scores(VertexScoringAlgorithm<Integer, ? extends Number> scores, int nodeCount) {
    return IntStream.range(0, nodeCount)
        .mapToDouble(node -> scores.getVertexScore(node).doubleValue())
        .toArray();
  }
}
