package org.claimgraph.graph;

import java.util.Arrays;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.VertexScoringAlgorithm;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/** A graph for measures by JGraphT, without weights. */
final class JgraphtGraph {

  private JgraphtGraph() {}

  static Graph<Integer, DefaultEdge> of(CsrGraph graph) {
    Graph<Integer, DefaultEdge> result = new SimpleGraph<>(DefaultEdge.class);
    for (int node = 0; node < graph.nodeCount(); node++) {
      result.addVertex(node);
    }
    for (int node = 0; node < graph.nodeCount(); node++) {
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        if (node < graph.neighbor(at)) {
          result.addEdge(node, graph.neighbor(at));
        }
      }
    }
    return result;
  }

  /** One score per node, in node order. */
  static double[] scores(VertexScoringAlgorithm<Integer, Double> algorithm, int nodeCount) {
    double[] scores = new double[nodeCount];
    Arrays.setAll(scores, algorithm::getVertexScore);
    return scores;
  }
}
