package org.claimgraph.config;

/**
 * What analysts may see.
 *
 * @param minimumCell the least number of patients, beside 0, that is told
 * @param automatically whether a run publishes what it made, or only the command that says so
 */
public record PublishConfig(int minimumCell, boolean automatically) {

  static PublishConfig read(ConfigReader in) {
    return new PublishConfig(
        in.intBetween("publish.minimum-cell", 1, 1_000_000), in.flag("publish.automatically"));
  }
}
