package org.claimgraph.ties;

import java.io.Serializable;
import java.util.List;
import org.claimgraph.config.TeamConfig;

/**
 * The weights of pairs of specialty groups, each different one once, ascending: what pairs of one
 * weight share is added up before it is multiplied, so that sums stay whole numbers.
 */
final class PairWeights implements Serializable {

  private static final long serialVersionUID = 1L;

  private final double[] weights;

  /** The place in {@link #weights} of each pair of groups. */
  private final int[] places;

  private PairWeights(double[] weights, int[] places) {
    this.weights = weights;
    this.places = places;
  }

  static PairWeights of(List<Double> ofPairs) {
    List<Double> different = ofPairs.stream().distinct().sorted().toList();
    return new PairWeights(
        different.stream().mapToDouble(Double::doubleValue).toArray(),
        ofPairs.stream().mapToInt(different::indexOf).toArray());
  }

  /** Number of different weights. */
  int count() {
    return weights.length;
  }

  /** A weight by its place. */
  double weight(int place) {
    return weights[place];
  }

  /** The place of the weight of two groups; of an unknown one any, for it weighs nothing. */
  int place(int a, int b) {
    boolean known = a != TeamPlaces.UNKNOWN && b != TeamPlaces.UNKNOWN;
    return known ? places[TeamConfig.pair(a, b)] : 0;
  }
}
