package org.claimgraph.measures;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.claimgraph.graph.Assortativity;
import org.claimgraph.graph.Components;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.DegreeCentralization;
import org.claimgraph.graph.EiIndex;
import org.claimgraph.graph.Gini;
import org.claimgraph.graph.LocalClustering;
import org.claimgraph.graph.Transitivity;
import org.claimgraph.graph.Triangles;
import org.claimgraph.stats.Summary;

/**
 * Measures of {@code network.region_measure} that are compared with random networks: those that
 * take no longer than counting triangles. Paths would be searched anew from every physician of
 * every draw.
 */
enum Structure {
  DENSITY(Network::density),
  COMPONENTS(Network::componentsOfTwo),
  GIANT_SHARE(Network::giantShare),
  DEGREE_MEAN(of -> of.degree.mean()),
  DEGREE_SD(of -> of.degree.standardDeviation()),
  DEGREE_GINI(of -> Gini.of(of.graph)),
  DEGREE_CENTRALIZATION(of -> DegreeCentralization.of(of.graph)),
  TRANSITIVITY(of -> Transitivity.of(of.graph, of.triangles)),
  CLUSTERING_MEAN(of -> LocalClustering.meanWithZeros(LocalClustering.of(of.graph, of.triangles))),
  DEGREE_ASSORTATIVITY(of -> Assortativity.byDegree(of.graph)),
  SPECIALTY_ASSORTATIVITY(of -> Assortativity.byGroup(of.graph, of.specialties)),
  EI_SPECIALTY(of -> EiIndex.of(of.graph, of.specialties));

  private final ToDoubleFunction<Network> measure;

  Structure(ToDoubleFunction<Network> measure) {
    this.measure = measure;
  }

  /** The name of its column. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Measures a network of at least one physician.
   *
   * @param specialties the specialty group of each physician, or {@link EiIndex#UNKNOWN}
   * @return a value for each measure, in their order; NaN where undefined
   */
  static double[] of(CsrGraph graph, int[] specialties) {
    Network network = new Network(graph, specialties);
    double[] values = new double[values().length];
    for (Structure one : values()) {
      values[one.ordinal()] = one.measure.applyAsDouble(network);
    }
    return values;
  }

  /** A network, and what several measures need of it. */
  private static final class Network {

    private final CsrGraph graph;
    private final int[] specialties;
    private final Summary degree;
    private final int[] componentSizes;
    private final long[] triangles;

    Network(CsrGraph graph, int[] specialties) {
      this.graph = graph;
      this.specialties = specialties;
      double[] degrees = new double[graph.nodeCount()];
      Arrays.setAll(degrees, graph::degree);
      degree = Summary.of(degrees);
      componentSizes = Components.sizes(Components.of(graph));
      triangles = Triangles.of(graph);
    }

    double density() {
      return RegionColumns.density(graph.nodeCount(), graph.edgeCount());
    }

    double componentsOfTwo() {
      int count = 0;
      while (count < componentSizes.length && componentSizes[count] > 1) {
        count++;
      }
      return count;
    }

    double giantShare() {
      return (double) componentSizes[0] / graph.nodeCount();
    }
  }
}
