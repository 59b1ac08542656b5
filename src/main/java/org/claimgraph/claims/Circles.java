package org.claimgraph.claims;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What leads back to itself. */
final class Circles {

  private Circles() {}

  /**
   * Those from which one can come back, and those on a way from one circle to another. Where each
   * leads to at most one other there are no such ways. Takes time and memory in proportion to the
   * links.
   *
   * @param next where each leads to
   */
  static Set<String> of(Map<String, Set<String>> next) {
    Map<String, Set<String>> previous = new HashMap<>();
    next.forEach(
        (from, all) ->
            all.forEach(to -> previous.computeIfAbsent(to, key -> new HashSet<>()).add(from)));
    Set<String> circular = endless(next, previous);
    circular.retainAll(endless(previous, next));
    return circular;
  }

  /** Those from which one can go on for ever: what is left when all ends are taken off. */
  private static Set<String> endless(
      Map<String, Set<String>> next, Map<String, Set<String>> previous) {
    Map<String, Integer> ways = new HashMap<>();
    next.forEach((from, all) -> ways.put(from, all.size()));
    Deque<String> ends = new ArrayDeque<>();
    previous.keySet().stream().filter(node -> !next.containsKey(node)).forEach(ends::add);
    while (!ends.isEmpty()) {
      for (String before : previous.getOrDefault(ends.remove(), Set.of())) {
        if (ways.merge(before, -1, Integer::sum) == 0) {
          ways.remove(before);
          ends.add(before);
        }
      }
    }
    return new HashSet<>(ways.keySet());
  }
}
