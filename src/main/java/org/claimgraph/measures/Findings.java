package org.claimgraph.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.claimgraph.graph.EgoNetworks;
import org.claimgraph.graph.SourceDistances;

/** What the pieces of a network have found, together. */
final class Findings {

  /** By physician: what the sources depend on the physician. */
  final double[] dependencies;

  /** The same over lengths; zeros where not wanted. */
  final double[] weightedDependencies;

  /** Run by run: the community of each physician. */
  final List<int[]> communityRuns = new ArrayList<>();

  private final List<SourceDistances> distances = new ArrayList<>();
  private final List<EgoNetworks> egos = new ArrayList<>();

  /**
   * Puts together what was found.
   *
   * @param physicians number of physicians
   * @param found one finding for each piece, in the order of the pieces
   */
  Findings(int physicians, List<Piece.Finding> found) {
    dependencies = new double[physicians];
    weightedDependencies = new double[physicians];
    found.forEach(finding -> finding.addTo(this));
  }

  /** Adds the distances from the physicians that follow. */
  void add(SourceDistances distancesFromNext) {
    distances.add(distancesFromNext);
  }

  /** Adds the ego networks of the physicians that follow. */
  void add(EgoNetworks egosOfNext) {
    egos.add(egosOfNext);
  }

  /** The distances from every physician. */
  SourceDistances distances() {
    return new SourceDistances(
        distances.stream().map(SourceDistances::reached).flatMapToInt(Arrays::stream).toArray(),
        distances.stream().map(SourceDistances::sum).flatMapToLong(Arrays::stream).toArray(),
        joined(distances, SourceDistances::reciprocals),
        distances.stream()
            .map(SourceDistances::eccentricity)
            .flatMapToInt(Arrays::stream)
            .toArray());
  }

  /** The ego network of every physician. */
  EgoNetworks egos() {
    return new EgoNetworks(
        egos.stream().map(EgoNetworks::triangles).flatMapToLong(Arrays::stream).toArray(),
        joined(egos, EgoNetworks::clusteringBarrat),
        joined(egos, EgoNetworks::clusteringOnnela),
        joined(egos, EgoNetworks::constraint),
        joined(egos, EgoNetworks::effectiveSize),
        joined(egos, EgoNetworks::efficiency),
        joined(egos, EgoNetworks::hierarchy));
  }

  private static <T> double[] joined(List<T> parts, Function<T, double[]> values) {
    return parts.stream().map(values).flatMapToDouble(Arrays::stream).toArray();
  }
}
