package org.claimgraph.config;

import java.io.Serializable;

/**
 * How communities are found by the Leiden algorithm.
 *
 * @param weights what a tie counts
 * @param resolution of modularity: above 1 smaller communities, below 1 larger ones
 * @param runs of which the best is kept; the others tell how stable it is
 * @param seed of the runs
 */
public record CommunityConfig(Weights weights, double resolution, int runs, long seed)
    implements Serializable {

  /** What a tie counts. */
  public enum Weights {
    SHARED_PATIENTS,
    /** Every tie the same. */
    NONE
  }

  /** The default choices. */
  public static final CommunityConfig DEFAULT =
      new CommunityConfig(Weights.SHARED_PATIENTS, 1, 10, 1);

  static CommunityConfig read(ConfigReader in) {
    return new CommunityConfig(
        in.oneOf("measure.communities.weights", Weights.class),
        in.positive("measure.communities.resolution"),
        in.intBetween("measure.communities.runs", 1, 1_000),
        in.intAtLeast("measure.communities.seed", 0));
  }

  /** Whether ties count by their shared patients. */
  public boolean weighted() {
    return weights == Weights.SHARED_PATIENTS;
  }
}
