package org.claimgraph.config;

import java.util.List;
import java.util.Map;

/** What adjusted degrees among the exposures of a study are divided by. */
public enum Denominator {
  /** Distinct shared patients (Barnett 2012). */
  DISTINCT(Map.of()),
  /** Shared patients summed over all ties (Landon 2012). */
  ALL_TIES(
      Map.of(
          "adjusted_degree_median", "adjusted_degree_all_ties_median",
          "adjusted_degree", "adjusted_degree_all_ties"));

  private final Map<String, String> columns;

  Denominator(Map<String, String> columns) {
    this.columns = columns;
  }

  /** The name in tables and configuration. */
  public String label() {
    return ConfigReader.nameOf(this);
  }

  /** The first one that some exposure has; null where none is an adjusted degree. */
  public static Denominator of(List<String> exposures) {
    if (exposures.stream().anyMatch(ALL_TIES.columns::containsValue)) {
      return ALL_TIES;
    }
    return exposures.stream().anyMatch(ALL_TIES.columns::containsKey) ? DISTINCT : null;
  }

  /** The exposures with this denominator in the place of the other. */
  List<String> in(List<String> exposures) {
    return exposures.stream().map(this::in).toList();
  }

  private String in(String exposure) {
    String distinct =
        ALL_TIES.columns.keySet().stream()
            .filter(name -> ALL_TIES.columns.get(name).equals(exposure))
            .findFirst()
            .orElse(exposure);
    return columns.getOrDefault(distinct, distinct);
  }
}
