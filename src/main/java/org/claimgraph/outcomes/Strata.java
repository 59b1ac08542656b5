package org.claimgraph.outcomes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pools small strata of a cohort, so that a person is compared with enough others.
 *
 * <p>A stratum is a list of values, the most important one first. A stratum of enough persons is a
 * pool of its own. The others are pooled as far as they agree in all values but the last; of these
 * pools, those that are still too small as far as they agree in all values but the last two, and so
 * on. What is left at last is one pool, however small. So every stratum is in exactly one pool.
 *
 * <p>Time O(s v) for s strata of v values.
 */
final class Strata {

  private Strata() {}

  /**
   * The pool of each stratum, by the values in which all of its strata agree.
   *
   * @param persons number of persons by stratum, at least one stratum, all of as many values
   * @param leastPersons how many persons are enough
   */
  static Map<List<String>, List<String>> pools(Map<List<String>, Long> persons, int leastPersons) {
    Map<List<String>, List<String>> pools = new HashMap<>();
    List<List<String>> left = new ArrayList<>(persons.keySet());
    for (int agreeing = left.get(0).size(); !left.isEmpty(); agreeing--) {
      List<List<String>> tooSmall = new ArrayList<>();
      for (Map.Entry<List<String>, List<List<String>>> pool : agreeing(left, agreeing).entrySet()) {
        long size = pool.getValue().stream().mapToLong(persons::get).sum();
        if (size >= leastPersons || agreeing == 0) {
          pool.getValue().forEach(stratum -> pools.put(stratum, pool.getKey()));
        } else {
          tooSmall.addAll(pool.getValue());
        }
      }
      left = tooSmall;
    }
    return pools;
  }

  private static Map<List<String>, List<List<String>>> agreeing(
      List<List<String>> strata, int values) {
    return strata.stream().collect(Collectors.groupingBy(stratum -> stratum.subList(0, values)));
  }
}
