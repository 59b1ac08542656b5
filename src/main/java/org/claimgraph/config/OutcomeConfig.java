package org.claimgraph.config;

import java.util.List;

/**
 * What is counted for whom.
 *
 * @param cohorts who is counted
 * @param money what spending adds up
 */
public record OutcomeConfig(List<Cohort> cohorts, Money money) {

  /** Who is counted, and over which window. */
  public enum Cohort {
    /** Everyone alive when the period begins; window = the period. */
    ALL,
    /** Deaths in the period with a complete look-back; window = the 730 days to death. */
    LAST_TWO_YEARS;

    /** The name in tables and configuration. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** Which amount spending adds up. */
  public enum Money {
    PAID,
    ALLOWED
  }

  static OutcomeConfig read(ConfigReader in) {
    return new OutcomeConfig(
        in.someOf("outcome.cohorts", Cohort.class), in.oneOf("outcome.money", Money.class));
  }
}
