package org.claimgraph.measures;

import java.util.Arrays;
import java.util.List;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.TeamConfig;
import org.claimgraph.graph.Betweenness;
import org.claimgraph.graph.Closeness;
import org.claimgraph.graph.Communities;
import org.claimgraph.graph.Components;
import org.claimgraph.graph.Cores;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.Degree;
import org.claimgraph.graph.EgoNetworks;
import org.claimgraph.graph.EiIndex;
import org.claimgraph.graph.Eigenvector;
import org.claimgraph.graph.Harmonic;
import org.claimgraph.graph.LocalClustering;
import org.claimgraph.graph.ModuleRoles;
import org.claimgraph.graph.PageRank;
import org.claimgraph.graph.SourceDistances;
import org.claimgraph.graph.Strength;

/**
 * What kernels measure on one network; an array holds one value for each member, in their order.
 */
final class NetworkMeasures implements Positions {

  final Member[] members;
  final CsrGraph graph;
  final int[] degrees;
  final long[] strengths;

  /** Number of members that betweenness was searched from. */
  final int sources;

  final double[] betweenness;
  final double[] betweennessNormalized;
  final double[] betweennessWeighted;
  final SourceDistances distances;
  final double[] closeness;
  final double[] harmonic;
  final EgoNetworks egos;
  final double[] clustering;
  final double[] eigenvector;
  final double[] pagerank;
  final int[] cores;
  final int[] components;
  final Communities communities;
  final double[] withinModuleZ;
  final double[] participation;

  /** The specialty group of each, or {@link EiIndex#UNKNOWN}. */
  final int[] specialties;

  final double[] eiSpecialty;

  /**
   * Measures what remains.
   *
   * @param found what the pieces of the network found, in their order
   */
  NetworkMeasures(RegionGraph network, List<Piece.Finding> found, MeasureConfig config) {
    members = network.members();
    graph = network.graph();
    degrees = Degree.of(graph);
    strengths = Strength.of(graph);
    int n = members.length;
    Findings findings = new Findings(n, found);
    sources = BetweennessPiece.sources(graph, config.betweenness()).length;
    betweenness = Betweenness.ofDependencies(findings.dependencies, sources);
    betweennessNormalized = Betweenness.normalized(betweenness, n);
    betweennessWeighted =
        config.betweenness().weighted()
            ? Betweenness.ofDependencies(findings.weightedDependencies, sources)
            : undefined(n);
    distances = findings.distances();
    closeness = Closeness.of(distances, n);
    harmonic = Harmonic.of(distances, n);
    egos = findings.egos();
    clustering = LocalClustering.of(graph, egos.triangles());
    eigenvector = Eigenvector.of(graph);
    pagerank = PageRank.of(graph);
    cores = Cores.of(graph);
    components = Components.of(graph);
    communities =
        Communities.best(
            graph,
            config.communities().weighted(),
            config.communities().resolution(),
            findings.communityRuns);
    int[] modules = new int[n];
    Arrays.setAll(modules, node -> communities.membership()[node] - 1);
    withinModuleZ = ModuleRoles.withinModuleZ(graph, modules);
    participation = ModuleRoles.participation(graph, modules);
    specialties = specialties(members);
    eiSpecialty = EiIndex.ofNodes(graph, specialties);
  }

  @Override
  public Member[] members() {
    return members;
  }

  @Override
  public int[] degrees() {
    return degrees;
  }

  @Override
  public long[] strengths() {
    return strengths;
  }

  @Override
  public int[] components() {
    return components;
  }

  @Override
  public double[] pagerank() {
    return pagerank;
  }

  /** The number of the specialty group of each, or {@link EiIndex#UNKNOWN}. */
  static int[] specialties(Member[] members) {
    int[] specialties = new int[members.length];
    Arrays.setAll(specialties, node -> TeamConfig.GROUPS.indexOf(members[node].specialtyGroup()));
    return specialties;
  }

  private static double[] undefined(int n) {
    double[] values = new double[n];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
