package org.claimgraph.outcomes;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The strata of one cohort.
 *
 * @param totals what the people of each stratum have together; at least one stratum
 * @param pools the pool of each stratum
 */
record CohortStrata(Map<List<String>, Totals> totals, Map<List<String>, List<String>> pools) {

  /** Pools strata of fewer persons than the least. */
  static CohortStrata pooled(Map<List<String>, Totals> totals, int leastPersons) {
    Map<List<String>, Long> persons = new HashMap<>();
    totals.forEach((stratum, people) -> persons.put(stratum, people.persons()));
    return new CohortStrata(totals, Strata.pools(persons, leastPersons));
  }

  /** What people of each stratum are expected to have: the means of its pool. */
  Map<List<String>, List<BigDecimal>> expected() {
    Map<List<String>, Totals> pooled =
        totals.keySet().stream().collect(Collectors.toMap(pools::get, totals::get, Totals::plus));
    return totals.keySet().stream()
        .collect(
            Collectors.toMap(
                stratum -> stratum, stratum -> pooled.get(pools.get(stratum)).means()));
  }

  /** The mean of each outcome in the nation, as the mean of its region; null where undefined. */
  List<Double> national() {
    Totals all = totals.values().stream().reduce(Totals::plus).orElseThrow();
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < all.sums().size(); i++) {
      BigDecimal sum = all.sums().get(i);
      means.add(sum == null ? null : sum.doubleValue() / all.known().get(i));
    }
    return means;
  }

  /** How many pools there are. */
  long poolCount() {
    return pools.values().stream().distinct().count();
  }

  /** How many strata have fewer persons. */
  long smallerThan(int persons) {
    return totals.values().stream().filter(people -> people.persons() < persons).count();
  }
}
