package org.claimgraph.config;

import java.io.Serializable;

/**
 * What measures of a region are compared with: networks of random patients and physicians.
 *
 * @param draws random networks for each region and tie rule; 0 compares nothing
 * @param seed of the draws
 */
public record NullConfig(int draws, long seed) implements Serializable {

  /** The default choices. */
  public static final NullConfig DEFAULT = new NullConfig(0, 1);

  static NullConfig read(ConfigReader in) {
    return new NullConfig(
        in.intBetween("measure.null.draws", 0, 100_000), in.intAtLeast("measure.null.seed", 0));
  }
}
