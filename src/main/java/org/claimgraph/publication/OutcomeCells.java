package org.claimgraph.publication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to hide of the outcomes of one partition of patients: the regions of one type, or the
 * physicians to whom they are attributed.
 *
 * <p>First units are hidden as a whole, by the patients of each cohort and the differences of
 * cohorts; then, in more units, the outcomes of a group of {@link CountedOutcomes}, by mean x
 * patients. Both by {@link LinkedCounts}.
 */
final class OutcomeCells {

  /**
   * The numbers of one unit in one cohort.
   *
   * @param patients patients with an outcome
   * @param counts by outcome, what it adds up to over the patients; 0 where it is unknown
   */
  record Numbers(long patients, Map<String, Long> counts) {

    static final Numbers NONE = new Numbers(0, Map.of());

    /** The numbers of patients of whom means are known. */
    static Numbers ofMeans(long patients, Map<String, Double> means) {
      Map<String, Long> counts = new HashMap<>();
      means.forEach((outcome, mean) -> counts.put(outcome, total(mean, patients)));
      return new Numbers(patients, counts);
    }

    private static long total(double mean, long patients) {
      double total = mean * patients;
      // Winsorized outcomes may add up to less than one.
      return total > 0 ? Math.max(1, Math.round(total)) : Math.round(total);
    }

    Map<String, Long> of(CountedOutcomes group) {
      Map<String, Long> of = new HashMap<>();
      group.outcomes().forEach(outcome -> of.put(outcome, counts.getOrDefault(outcome, 0L)));
      return of;
    }

    Numbers minus(Numbers other) {
      Map<String, Long> rest = new HashMap<>(counts);
      other.counts.forEach((outcome, count) -> rest.merge(outcome, -count, Long::sum));
      return new Numbers(patients - other.patients, rest);
    }

    Numbers plus(Numbers other) {
      Map<String, Long> sum = new HashMap<>(counts);
      other.counts.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
      return new Numbers(patients + other.patients, sum);
    }
  }

  /**
   * What is hidden of a unit.
   *
   * @param whole every row of it
   * @param groups groups of outcomes; all where whole
   */
  record Hidden(boolean whole, Set<CountedOutcomes> groups) {}

  private final SmallCells cells;
  private final List<String> cohorts;

  /** Rules of the cohorts that are told. */
  OutcomeCells(SmallCells cells, List<String> cohorts) {
    this.cells = cells;
    this.cohorts = cohorts;
  }

  /**
   * The cohorts that are told: those whose patients in the nation, and the differences to the ones
   * before, are not small.
   */
  static List<String> cohorts(SmallCells cells, List<String> all, Map<String, Long> patients) {
    List<String> told = new ArrayList<>();
    for (String cohort : all) {
      long n = patients.getOrDefault(cohort, 0L);
      boolean small =
          cells.isSmall(n)
              || told.stream()
                  .anyMatch(other -> cells.isSmall(patients.getOrDefault(other, 0L) - n));
      if (!small) {
        told.add(cohort);
      }
    }
    return told;
  }

  /**
   * Decides over a partition whose total is told, or follows from other tables.
   *
   * @param units numbers by cohort, by id of the unit
   * @param total numbers of all patients by cohort, where some are in no unit, which nobody can
   *     tell how many they are; null where the units are everybody
   * @return the units of which something is hidden
   */
  SortedMap<String, Hidden> hide(
      SortedMap<String, Map<String, Numbers>> units, Map<String, Numbers> total) {
    List<String> ids = new ArrayList<>(units.keySet());
    List<Map<String, Numbers>> numbers = new ArrayList<>(units.values());
    if (total != null) {
      numbers.add(rest(numbers, total));
    }
    boolean[] whole = hide(ids, numbers, this::patients, new boolean[numbers.size()]);
    SortedMap<String, Hidden> hidden = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      if (whole[i]) {
        hidden.put(ids.get(i), new Hidden(true, EnumSet.allOf(CountedOutcomes.class)));
      }
    }
    for (CountedOutcomes group : CountedOutcomes.values()) {
      boolean[] also = hide(ids, numbers, unit -> counts(unit, group), whole);
      for (int i = 0; i < ids.size(); i++) {
        if (also[i]) {
          hidden
              .computeIfAbsent(
                  ids.get(i), id -> new Hidden(false, EnumSet.noneOf(CountedOutcomes.class)))
              .groups()
              .add(group);
        }
      }
    }
    return hidden;
  }

  private boolean[] hide(
      List<String> ids, List<Map<String, Numbers>> numbers, Told told, boolean[] already) {
    long[][] counts = numbers.stream().map(told::of).toArray(long[][]::new);
    boolean[] known = already.clone();
    for (int rest = ids.size(); rest < counts.length; rest++) {
      // Nobody is told who is in no unit; as long as units are hidden too, nothing tells it.
      known[rest] = anyHidden(counts, known, ids.size());
    }
    return LinkedCounts.hide(cells, counts, known);
  }

  private boolean anyHidden(long[][] counts, boolean[] already, int units) {
    for (int i = 0; i < units; i++) {
      if (already[i] || Arrays.stream(counts[i]).anyMatch(cells::isSmall)) {
        return true;
      }
    }
    return false;
  }

  private Map<String, Numbers> rest(List<Map<String, Numbers>> units, Map<String, Numbers> total) {
    Map<String, Numbers> rest = new LinkedHashMap<>();
    for (String cohort : cohorts) {
      Numbers left = total.getOrDefault(cohort, Numbers.NONE);
      for (Map<String, Numbers> unit : units) {
        left = left.minus(unit.getOrDefault(cohort, Numbers.NONE));
      }
      rest.put(cohort, left);
    }
    return rest;
  }

  /** The counts of one unit that its numbers tell. */
  private interface Told {
    long[] of(Map<String, Numbers> unit);
  }

  private long[] patients(Map<String, Numbers> unit) {
    return withDifferences(
        cohorts.stream()
            .map(cohort -> List.of(unit.getOrDefault(cohort, Numbers.NONE).patients()))
            .toList());
  }

  private long[] counts(Map<String, Numbers> unit, CountedOutcomes group) {
    return withDifferences(
        cohorts.stream()
            .map(cohort -> group.told(unit.getOrDefault(cohort, Numbers.NONE).of(group)))
            .toList());
  }

  /** The counts of each cohort, and their differences between each two. */
  private static long[] withDifferences(List<List<Long>> byCohort) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < byCohort.size(); i++) {
      all.addAll(byCohort.get(i));
      for (int j = 0; j < i; j++) {
        for (int k = 0; k < byCohort.get(i).size(); k++) {
          all.add(byCohort.get(j).get(k) - byCohort.get(i).get(k));
        }
      }
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }
}
