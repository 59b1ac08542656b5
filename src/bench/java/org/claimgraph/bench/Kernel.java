package org.claimgraph.bench;

import java.util.Arrays;
import java.util.Locale;
import org.claimgraph.graph.Betweenness;
import org.claimgraph.graph.Closeness;
import org.claimgraph.graph.Cores;
import org.claimgraph.graph.EgoNetworks;
import org.claimgraph.graph.Eigenvector;
import org.claimgraph.graph.Harmonic;
import org.claimgraph.graph.LocalClustering;
import org.claimgraph.graph.PageRank;
import org.claimgraph.graph.SourceDistances;
import org.claimgraph.graph.SourceRanges;
import org.claimgraph.graph.Triangles;
import org.claimgraph.graph.WeightedBetweenness;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.VertexScoringAlgorithm;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.jgrapht.alg.scoring.ClosenessCentrality;
import org.jgrapht.alg.scoring.ClusteringCoefficient;
import org.jgrapht.alg.scoring.HarmonicCentrality;
import org.jgrapht.graph.DefaultEdge;

/** One measure, by claimgraph, by igraph under the same label, and by JGraphT. */
enum Kernel {
  /** Not normalized. igraph has none from some sources. */
  BETWEENNESS {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return betweenness(of, ranges, Betweenness::partial);
    }

    @Override
    boolean isSplit() {
      return true;
    }

    @Override
    boolean igraphHasIt(BenchmarkGraph of) {
      return of.hasAllSources();
    }

    @Override
    VertexScoringAlgorithm<Integer, Double> jgrapht(Graph<Integer, DefaultEdge> graph) {
      return new BetweennessCentrality<>(graph);
    }
  },
  /**
   * Not normalized, edges of length 1 / weight. JGraphT takes floating-point ties for different.
   */
  WEIGHTED_BETWEENNESS {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return betweenness(of, ranges, WeightedBetweenness::partial);
    }

    @Override
    boolean isSplit() {
      return true;
    }

    @Override
    boolean igraphHasIt(BenchmarkGraph of) {
      return of.hasAllSources();
    }
  },
  /** Of the sources. */
  CLOSENESS {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return concatenated(of, ranges, Closeness::of);
    }

    @Override
    boolean isSplit() {
      return true;
    }

    @Override
    boolean isOfSources() {
      return true;
    }

    @Override
    VertexScoringAlgorithm<Integer, Double> jgrapht(Graph<Integer, DefaultEdge> graph) {
      return new ClosenessCentrality<>(graph);
    }
  },
  /** Of the sources. */
  HARMONIC {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return concatenated(of, ranges, Harmonic::of);
    }

    @Override
    boolean isSplit() {
      return true;
    }

    @Override
    boolean isOfSources() {
      return true;
    }

    @Override
    VertexScoringAlgorithm<Integer, Double> jgrapht(Graph<Integer, DefaultEdge> graph) {
      return new HarmonicCentrality<>(graph);
    }
  },
  /** Watts and Strogatz's, undefined below two neighbors. */
  CLUSTERING {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return LocalClustering.of(of.graph());
    }

    @Override
    VertexScoringAlgorithm<Integer, Double> jgrapht(Graph<Integer, DefaultEdge> graph) {
      return new ClusteringCoefficient<>(graph);
    }
  },
  /** Number of triangles at each node. */
  TRIANGLES {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return Arrays.stream(Triangles.of(of.graph())).asDoubleStream().toArray();
    }
  },
  /** Burt's; ours finds all that ego networks tell in the same walk, effective size too. */
  CONSTRAINT {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      if (!of.hasAllSources()) {
        return EgoNetworks.of(of.graph()).constraint();
      }
      return ranges
          .map(of, (from, to) -> EgoNetworks.of(of.graph(), from, to).constraint())
          .stream()
          .flatMapToDouble(Arrays::stream)
          .toArray();
    }

    @Override
    boolean isSplit() {
      return true;
    }
  },
  CORES {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return Arrays.stream(Cores.of(of.graph())).asDoubleStream().toArray();
    }
  },
  /** Weighted. JGraphT's graph here has no weights. */
  PAGERANK {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return PageRank.of(of.graph());
    }
  },
  /**
   * Of a connected graph: igraph has noise outside the largest component, where ours is undefined.
   */
  EIGENVECTOR {
    @Override
    double[] ours(BenchmarkGraph of, Ranges ranges) {
      return Eigenvector.of(of.graph());
    }
  };

  /** Turns distances from sources into their values. */
  private interface OfDistances {
    double[] of(SourceDistances distances, int nodes);
  }

  /** Computes the measure; in as many threads as the ranges have, if it is split. */
  abstract double[] ours(BenchmarkGraph of, Ranges ranges);

  /** JGraphT's, over edges that all have the length 1; null where it has none that agrees. */
  VertexScoringAlgorithm<Integer, Double> jgrapht(Graph<Integer, DefaultEdge> graph) {
    return null;
  }

  /** Whether ranges of sources can be computed at the same time. */
  boolean isSplit() {
    return false;
  }

  /** Whether there is one value per source, not one per node. */
  boolean isOfSources() {
    return false;
  }

  boolean igraphHasIt(BenchmarkGraph of) {
    return true;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double[] betweenness(BenchmarkGraph of, Ranges ranges, SourceRanges.Part part) {
    double[] sum = new double[of.nodes()];
    ranges
        .map(of, (from, to) -> part.of(of.graph(), of.sources(), from, to))
        .forEach(ofRange -> SourceRanges.add(ofRange, sum));
    return Betweenness.ofDependencies(sum, of.sources().length);
  }

  private static double[] concatenated(BenchmarkGraph of, Ranges ranges, OfDistances values) {
    double[] all = new double[of.sources().length];
    int end = 0;
    for (double[] part :
        ranges.map(
            of,
            (from, to) ->
                values.of(SourceDistances.of(of.graph(), of.sources(), from, to), of.nodes()))) {
      System.arraycopy(part, 0, all, end, part.length);
      end += part.length;
    }
    return all;
  }
}
