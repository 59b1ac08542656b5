package org.claimgraph.ties;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.claimgraph.config.TieRule.MinShared;

/**
 * The names of the rules {@code all} and {@code min-N} that keep a tie, by its shared patients.
 * There are no more different lists than rules, and one: each is laid down once for all ties.
 */
final class KeptNames implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<String> names;

  /** Least shared patients of each list, ascending. */
  private final long[] least;

  private final int[] starts;

  /** Rules by their place in the configuration, list after list. */
  private final int[] rules;

  KeptNames(List<MinShared> rules) {
    this.names = rules.stream().map(MinShared::name).toList();
    this.least = rules.stream().mapToLong(MinShared::sharedPatients).sorted().distinct().toArray();
    this.starts = new int[least.length + 1];
    List<Integer> lists = new ArrayList<>();
    for (int list = 0; list < least.length; list++) {
      for (int rule = 0; rule < rules.size(); rule++) {
        if (rules.get(rule).sharedPatients() <= least[list]) {
          lists.add(rule);
        }
      }
      starts[list + 1] = lists.size();
    }
    this.rules = lists.stream().mapToInt(rule -> rule).toArray();
  }

  /** Lays down the lists, one after the other. */
  void putNames(WritableColumnVector texts) {
    texts.reserve(rules.length);
    texts.setDictionary(new Texts(rule -> names.get(rule).getBytes(StandardCharsets.UTF_8)));
    texts.reserveDictionaryIds(rules.length).putInts(0, rules.length, rules, 0);
  }

  /** Points a tie to its list. */
  void put(WritableColumnVector kept, int at, long sharedPatients) {
    int list = least.length - 1;
    while (list >= 0 && least[list] > sharedPatients) {
      list--;
    }
    if (list < 0) {
      kept.putArray(at, 0, 0);
    } else {
      kept.putArray(at, starts[list], starts[list + 1] - starts[list]);
    }
  }
}
