package org.claimgraph.measures;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.claimgraph.graph.Assortativity;
import org.claimgraph.graph.BetweennessCentralization;
import org.claimgraph.graph.ClosenessCentralization;
import org.claimgraph.graph.Components;
import org.claimgraph.graph.DegreeCentralization;
import org.claimgraph.graph.EiIndex;
import org.claimgraph.graph.GiantPaths;
import org.claimgraph.graph.Gini;
import org.claimgraph.graph.GlobalEfficiency;
import org.claimgraph.graph.LocalClustering;
import org.claimgraph.graph.Pivots;
import org.claimgraph.graph.SmallWorld;
import org.claimgraph.graph.Transitivity;
import org.claimgraph.stats.Quantiles;
import org.claimgraph.stats.Summary;

/** What {@code network.region_measure} tells of a network. */
final class RegionColumns {

  /** Told of every network. */
  static final Columns<Positions> OF_ANY_SIZE =
      new Columns<Positions>()
          .count("physicians", of -> of.members().length)
          .count("primary_physicians", of -> count(of, Member::isPrimary))
          .count("known_specialty_physicians", of -> count(of, Member::hasKnownSpecialty))
          .count("isolates", RegionColumns::isolates)
          .count("ties", Positions::ties)
          .measure("density", of -> density(of.members().length, of.ties()))
          .count("components", of -> Components.sizes(of.components()).length - isolates(of))
          .measure("giant_share", RegionColumns::giantShare)
          .measure("degree_mean", of -> Summary.of(degrees(of)).mean())
          .measure("degree_sd", of -> Summary.of(degrees(of)).standardDeviation())
          .measure("degree_median", of -> Quantiles.median(degrees(of)))
          .measure("patients_mean", of -> mean(of, Member::patients))
          .measure("shared_patients_mean", of -> mean(of, Member::sharedPatients))
          .measure(
              "adjusted_degree_median", of -> Quantiles.median(values(of, Member::adjustedDegree)))
          .measure("adjusted_degree_mean", of -> mean(of, Member::adjustedDegree))
          .measure(
              "adjusted_degree_all_ties_median",
              of -> Quantiles.median(values(of, Member::adjustedDegreeAllTies)))
          .count(
              "adjusted_degree_physicians",
              of -> Summary.of(values(of, Member::adjustedDegree)).count());

  /** Told of a network that is not spread over many tasks. */
  static final Columns<NetworkMeasures> ALL =
      Columns.<NetworkMeasures>startingWith(OF_ANY_SIZE)
          .measure("pcp_relative_centrality", RegionColumns::pcpRelativeCentrality)
          .measure("transitivity", of -> Transitivity.of(of.graph, of.egos.triangles()))
          .measure("clustering_mean", of -> LocalClustering.meanWithZeros(of.clustering))
          .measure("clustering_mean_k2", of -> LocalClustering.meanOfDefined(of.clustering))
          .measure("path_length", RegionColumns::pathLength)
          .definedNumber("diameter", of -> GiantPaths.diameter(of.distances, of.components))
          .measure("global_efficiency", of -> GlobalEfficiency.of(of.distances))
          .measure("degree_assortativity", of -> Assortativity.byDegree(of.graph))
          .measure("specialty_assortativity", of -> Assortativity.byGroup(of.graph, of.specialties))
          .measure("ei_specialty", of -> EiIndex.of(of.graph, of.specialties))
          .measure("degree_centralization", of -> DegreeCentralization.of(of.graph))
          .measure(
              "betweenness_centralization",
              of -> BetweennessCentralization.of(of.betweennessNormalized))
          .measure(
              "closeness_centralization",
              of -> ClosenessCentralization.of(of.closeness, of.components))
          .measure("degree_gini", of -> Gini.of(of.graph))
          .measure("modularity", of -> of.communities.modularity())
          .count("communities", of -> of.communities.stability().length)
          .measure("community_stability", of -> of.communities.agreement())
          .measure("small_world_sigma", RegionColumns::smallWorldSigma)
          .count("betweenness_sources", of -> of.sources)
          .measure(
              "betweenness_error", of -> Pivots.betweennessError(of.members.length, of.sources));

  private RegionColumns() {}

  private static double[] degrees(Positions of) {
    return Arrays.stream(of.degrees()).asDoubleStream().toArray();
  }

  private static long isolates(Positions of) {
    return Arrays.stream(of.degrees()).filter(degree -> degree == 0).count();
  }

  private static long count(Positions of, Predicate<Member> kind) {
    return Arrays.stream(of.members()).filter(kind).count();
  }

  private static double[] values(Positions of, ToDoubleFunction<Member> value) {
    return Arrays.stream(of.members()).mapToDouble(value).toArray();
  }

  private static double mean(Positions of, ToDoubleFunction<Member> value) {
    return Summary.of(values(of, value)).mean();
  }

  /** Share of the possible ties of n physicians; NaN below two. */
  static double density(double n, long ties) {
    return n < 2 ? Double.NaN : ties / (n * (n - 1) / 2);
  }

  private static double giantShare(Positions of) {
    return (double) Components.sizes(of.components())[0] / of.members().length;
  }

  private static double pathLength(NetworkMeasures of) {
    return GiantPaths.meanLength(of.distances, of.components);
  }

  private static double smallWorldSigma(NetworkMeasures of) {
    return SmallWorld.of(of.graph, LocalClustering.meanWithZeros(of.clustering), pathLength(of));
  }

  /** Mean betweenness of primary physicians over that of all others; NaN where undefined. */
  private static double pcpRelativeCentrality(NetworkMeasures of) {
    double others = meanBetweenness(of, member -> !member.isPrimary());
    return others > 0 ? meanBetweenness(of, Member::isPrimary) / others : Double.NaN;
  }

  private static double meanBetweenness(NetworkMeasures of, Predicate<Member> kind) {
    double[] chosen = new double[of.members.length];
    Arrays.setAll(chosen, node -> kind.test(of.members[node]) ? of.betweenness[node] : Double.NaN);
    return Summary.of(chosen).mean();
  }
}
