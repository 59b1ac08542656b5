package org.claimgraph.config;

import java.io.Serializable;

/**
 * How betweenness is computed.
 *
 * @param exactPhysicians regions of at most as many physicians are searched from each of them
 * @param pivots physicians that a larger region is searched from
 * @param seed of the choice of pivots
 * @param weighted whether betweenness over lengths 1/shared patients is wanted too
 */
public record BetweennessConfig(int exactPhysicians, int pivots, long seed, boolean weighted)
    implements Serializable {

  /** The default choices. */
  public static final BetweennessConfig DEFAULT = new BetweennessConfig(20_000, 1_000, 1, false);

  static BetweennessConfig read(ConfigReader in) {
    return new BetweennessConfig(
        in.intAtLeast("measure.betweenness.exact-physicians", 0),
        in.intAtLeast("measure.betweenness.pivots", 2),
        in.intAtLeast("measure.betweenness.seed", 0),
        in.flag("measure.betweenness.weighted"));
  }
}
