package org.claimgraph.config;

import java.util.ArrayList;
import java.util.List;

/**
 * How the physicians of a patient are looked at together.
 *
 * @param pairWeights what a pair of physicians counts in the fragmented care density, for each pair
 *     of {@link #GROUPS}: those of the first group with itself and all others, then those of the
 *     second with itself and the ones after it, and so on
 * @param mostPhysicians patients with more physicians are left out where triads are counted
 */
public record TeamConfig(List<Double> pairWeights, int mostPhysicians) {

  /** Specialty groups that can be told apart; everything else is unknown. */
  public static final List<String> GROUPS = List.of("primary", "medical", "surgical", "other");

  /** A patient of so many has 161,700 triads. */
  private static final int MOST = 100;

  static TeamConfig read(ConfigReader in) {
    List<Double> weights = new ArrayList<>();
    for (int a = 0; a < GROUPS.size(); a++) {
      for (int b = a; b < GROUPS.size(); b++) {
        weights.add(
            in.finite("measure.care-density.weights." + GROUPS.get(a) + "-" + GROUPS.get(b)));
      }
    }
    return new TeamConfig(
        List.copyOf(weights), in.intBetween("measure.team.most-physicians", 2, MOST));
  }

  /** The place in {@link #pairWeights} of two groups, each by its place in {@link #GROUPS}. */
  public static int pair(int a, int b) {
    int low = Math.min(a, b);
    return low * GROUPS.size() - low * (low - 1) / 2 + Math.max(a, b) - low;
  }
}
