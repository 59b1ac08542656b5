package org.claimgraph.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What adjusted degrees among the exposures of a study are divided by. */
public enum Denominator {
  /** Distinct shared patients (Barnett 2012). */
  DISTINCT,
  /** Shared patients summed over all ties (Landon 2012). */
  ALL_TIES;

  /** Columns by distinct shared patients, each with the same one by their sum over all ties. */
  private static final Map<String, String> COUNTERPARTS =
      Map.of(
          "adjusted_degree_median", "adjusted_degree_all_ties_median",
          "adjusted_degree", "adjusted_degree_all_ties");

  /** Columns by distinct shared patients without such a one. */
  private static final Set<String> ALONE = Set.of("adjusted_degree_mean");

  /** The name in tables and configuration. */
  public String label() {
    return ConfigReader.nameOf(this);
  }

  /** That of the exposures; null where none is an adjusted degree, or where they have both. */
  public static Denominator of(List<String> exposures) {
    Set<Denominator> found = EnumSet.noneOf(Denominator.class);
    for (String exposure : exposures) {
      if (COUNTERPARTS.containsValue(exposure)) {
        found.add(ALL_TIES);
      } else if (COUNTERPARTS.containsKey(exposure) || isAlone(exposure)) {
        found.add(DISTINCT);
      }
    }
    return found.size() == 1 ? found.iterator().next() : null;
  }

  /** Whether an exposure is an adjusted degree that is known with one denominator only. */
  static boolean isAlone(String exposure) {
    return ALONE.contains(exposure);
  }

  /** The exposures with this denominator in the place of the other. */
  List<String> in(List<String> exposures) {
    return exposures.stream().map(this::in).toList();
  }

  private String in(String exposure) {
    for (Map.Entry<String, String> pair : COUNTERPARTS.entrySet()) {
      if (pair.getKey().equals(exposure) || pair.getValue().equals(exposure)) {
        return this == ALL_TIES ? pair.getValue() : pair.getKey();
      }
    }
    return exposure;
  }
}
