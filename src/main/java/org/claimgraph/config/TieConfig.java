package org.claimgraph.config;

import java.util.List;

/**
 * Rules by which ties are kept; measures are computed for each.
 *
 * @param rules names, each {@code all} or {@code min-N}
 */
public record TieConfig(List<String> rules) {

  static TieConfig read(ConfigReader in) {
    TieConfig config = new TieConfig(in.texts("tie.rules"));
    boolean valid = config.rules.stream().allMatch(rule -> rule.matches("all|min-[1-9][0-9]{0,8}"));
    if (config.rules.isEmpty()
        || !valid
        || config.rules.stream().distinct().count() != config.rules.size()) {
      in.invalid("tie.rules", "must list some of all, min-N (N at least 1), each once");
    }
    return config;
  }

  /** Smallest number of shared patients of a tie that a rule keeps. */
  public static long minSharedPatients(String rule) {
    return rule.equals("all") ? 1 : Long.parseLong(rule.substring("min-".length()));
  }
}
