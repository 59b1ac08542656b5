package org.claimgraph.publication;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What to hide of the outcomes of one partition of patients: the regions of one type, or the
 * physicians to whom they are attributed.
 *
 * <p>First units are hidden as a whole, by the patients of each cohort and the differences of
 * cohorts; then, in more units, the outcomes of a group of {@link CountedOutcomes}, by mean x
 * patients. Both by {@link LinkedCounts}, and in all cohorts {@link #together} or {@link #apart}:
 * cohort by cohort, from the largest to the smallest, where a unit that is hidden in one is hidden
 * in all that come later. The sums of what is hidden in a cohort, of its counts and of the
 * differences to every cohort before, are 0 or at least the minimum; so is each of them that is
 * told.
 *
 * <p>Why apart is enough where each cohort is part of the one before: let C1, C2, … be the cohorts
 * and H1, H2, … the units that are hidden in them, each with two units or more. Any two patients of
 * C(k-1) in two units of Hk may change places, and no number that is told changes: both are in all
 * cohorts before Ck, and of Ck and those after it both units tell nothing. Take a unit v that is
 * told up to C(h-1).
 *
 * <ul>
 *   <li>If it is told in none, it may give all its patients to another unit of H1, and each of its
 *       counts may be 0.
 *   <li>Else each count may be large. For k = h, h+1, … let v take patients of Ck in exchange for
 *       its own of C(k-1) who are not in Ck, until it has all that there are in Hk, or all its own
 *       of C(k-1) are in Ck. The former number is 0 or at least the minimum by the sum, the latter
 *       because it is told or by the step before.
 *   <li>So may each difference of Ci and Cj. Up to C(h-1) it is told, and where it is not 0 there,
 *       it is large. Else let v have what it may have of Ci, and now take patients who are in
 *       C(k-1) and not in Ck, k being the first of those that are hidden and after Ci, in exchange
 *       for its own of Ck, until it has all that there are in Hk, or none of its own is left in Ck.
 *       Again both numbers are 0 or at least the minimum. Where there are none, its Ck is its
 *       C(k-1), and the same holds of k+1, up to j.
 * </ul>
 *
 * <p>So no hidden number is proven to be small, and none that is small is pinned. Where no count of
 * a cohort bounds one of another, each is a partition of its own, and {@link LinkedCounts} says
 * why. For other cohorts it is not enough: a cohort of those who are in two others is known where
 * one of these has everybody. Nor is it for visits that are among those of the cohort before, for
 * the first ones, physicians_seen, cut across all specialties.
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
   * What is hidden of a unit in one cohort.
   *
   * @param whole its row
   * @param groups groups of outcomes; all where whole
   */
  record Hidden(boolean whole, Set<CountedOutcomes> groups) {

    static final Hidden NOTHING = new Hidden(false, Set.of());
  }

  private final SmallCells cells;
  private final List<List<String>> steps;

  private OutcomeCells(SmallCells cells, List<List<String>> steps) {
    this.cells = cells;
    this.steps = steps;
  }

  /** What is hidden of a unit is hidden in all cohorts. */
  static OutcomeCells together(SmallCells cells, List<String> cohorts) {
    return new OutcomeCells(cells, List.of(cohorts));
  }

  /**
   * What is hidden of a unit is hidden in one cohort and those after it.
   *
   * @param cohorts from the largest to the smallest, where no count of one bounds one of another,
   *     or, of patients, each is part of the one before
   */
  static OutcomeCells apart(SmallCells cells, List<String> cohorts) {
    return new OutcomeCells(cells, cohorts.stream().map(List::of).toList());
  }

  /**
   * The cohorts that are told, from the largest to the smallest: those whose patients in the
   * nation, and the differences to the ones before, are not small.
   *
   * @param all the most important one first, also of equal ones
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
    told.sort(Comparator.comparing(cohort -> -patients.getOrDefault(cohort, 0L)));
    return told;
  }

  /**
   * Decides over a partition whose total is told, or follows from other tables.
   *
   * @param units numbers by cohort, by id of the unit
   * @param total numbers of all patients by cohort, where some are in no unit, which nobody can
   *     tell how many they are; null where the units are everybody
   * @param ofTotal what is hidden of the total, by cohort; it would follow from its parts, so it is
   *     hidden in every unit
   * @return the units of which something is hidden, and what by cohort
   */
  SortedMap<String, Map<String, Hidden>> hide(
      SortedMap<String, Map<String, Numbers>> units,
      Map<String, Numbers> total,
      Map<String, Hidden> ofTotal) {
    List<Map<String, Numbers>> numbers = new ArrayList<>(units.values());
    if (total != null) {
      numbers.add(rest(numbers, total));
    }
    Map<String, boolean[]> whole =
        hide(
            numbers,
            units.size(),
            of -> List.of(of.patients()),
            (unit, cohort) -> ofTotal.getOrDefault(cohort, Hidden.NOTHING).whole());
    Map<CountedOutcomes, Map<String, boolean[]>> groups = new EnumMap<>(CountedOutcomes.class);
    for (CountedOutcomes group : CountedOutcomes.values()) {
      groups.put(
          group,
          hide(
              numbers,
              units.size(),
              of -> group.told(of.of(group)),
              (unit, cohort) ->
                  whole.get(cohort)[unit]
                      || ofTotal.getOrDefault(cohort, Hidden.NOTHING).groups().contains(group)));
    }
    return hidden(List.copyOf(units.keySet()), whole, groups);
  }

  private static SortedMap<String, Map<String, Hidden>> hidden(
      List<String> ids,
      Map<String, boolean[]> whole,
      Map<CountedOutcomes, Map<String, boolean[]>> byGroup) {
    SortedMap<String, Map<String, Hidden>> hidden = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      for (String cohort : whole.keySet()) {
        Set<CountedOutcomes> groups = EnumSet.noneOf(CountedOutcomes.class);
        for (CountedOutcomes group : CountedOutcomes.values()) {
          if (byGroup.get(group).get(cohort)[i]) {
            groups.add(group);
          }
        }
        if (!groups.isEmpty()) {
          hidden
              .computeIfAbsent(ids.get(i), id -> new LinkedHashMap<>())
              .put(cohort, new Hidden(whole.get(cohort)[i], groups));
        }
      }
    }
    return hidden;
  }

  /** Whether a unit is hidden in a cohort whatever its counts. */
  private interface Already {
    boolean is(int unit, String cohort);
  }

  /** By cohort, which units are hidden by the counts that their numbers tell. */
  private Map<String, boolean[]> hide(
      List<Map<String, Numbers>> numbers,
      int units,
      Function<Numbers, List<Long>> told,
      Already already) {
    Map<String, boolean[]> hidden = new LinkedHashMap<>();
    boolean[] last = new boolean[numbers.size()];
    List<String> before = new ArrayList<>();
    for (List<String> step : steps) {
      long[][] counts = new long[numbers.size()][];
      boolean[] known = last.clone();
      for (int i = 0; i < known.length; i++) {
        int unit = i;
        counts[i] = counts(numbers.get(i), before, step, told);
        known[i] |= step.stream().anyMatch(cohort -> already.is(unit, cohort));
      }
      for (int rest = units; rest < known.length; rest++) {
        // Nobody is told who is in no unit; as long as units are hidden too, nothing tells it.
        known[rest] |= anyHidden(counts, known, units);
      }
      last = LinkedCounts.hide(cells, counts, known);
      for (String cohort : step) {
        hidden.put(cohort, last);
      }
      before.addAll(step);
    }
    return hidden;
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
    for (List<String> step : steps) {
      for (String cohort : step) {
        Numbers left = total.getOrDefault(cohort, Numbers.NONE);
        for (Map<String, Numbers> unit : units) {
          left = left.minus(unit.getOrDefault(cohort, Numbers.NONE));
        }
        rest.put(cohort, left);
      }
    }
    return rest;
  }

  /**
   * The counts of a unit in each cohort, and the differences to each one before: of all units, and
   * of those that have patients of the cohort, as the others hide nothing if that is known.
   */
  private static long[] counts(
      Map<String, Numbers> unit,
      List<String> before,
      List<String> cohorts,
      Function<Numbers, List<Long>> told) {
    List<List<Long>> earlier = new ArrayList<>();
    before.forEach(cohort -> earlier.add(told.apply(unit.getOrDefault(cohort, Numbers.NONE))));
    List<Long> all = new ArrayList<>();
    for (String cohort : cohorts) {
      Numbers numbers = unit.getOrDefault(cohort, Numbers.NONE);
      List<Long> own = told.apply(numbers);
      all.addAll(own);
      for (List<Long> other : earlier) {
        for (int k = 0; k < own.size(); k++) {
          long difference = other.get(k) - own.get(k);
          all.add(difference);
          all.add(numbers.patients() == 0 ? 0 : difference);
        }
      }
      earlier.add(own);
    }
    return all.stream().mapToLong(Long::longValue).toArray();
  }
}
