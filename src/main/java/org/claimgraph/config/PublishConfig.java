package org.claimgraph.config;

/**
 * What analysts may see.
 *
 * @param minimumCell the least number of patients, beside 0, that is told
 */
public record PublishConfig(int minimumCell) {

  static PublishConfig read(ConfigReader in) {
    return new PublishConfig(in.intBetween("publish.minimum-cell", 1, 1_000_000));
  }
}
