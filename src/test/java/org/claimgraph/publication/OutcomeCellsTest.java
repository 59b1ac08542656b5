package org.claimgraph.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.claimgraph.publication.OutcomeCells.Hidden;
import org.claimgraph.publication.OutcomeCells.Numbers;
import org.junit.jupiter.api.Test;

/** Random nations, what is published of their regions, and attacks on what is not. */
class OutcomeCellsTest {

  private static final SmallCells CELLS = new SmallCells(11);
  private static final List<String> COHORTS = List.of("all", "last-two-years", "heart");

  @Test
  void noLinearProgramProvesASmallNumberOfPatients() {
    Tally tally = new Tally();
    for (int seed = 0; seed < 50; seed++) {
      for (Map.Entry<String, SortedMap<String, Map<String, Numbers>>> type :
          nation(seed).entrySet()) {
        SortedMap<String, Map<String, Numbers>> units = type.getValue();
        Set<String> hidden = new TreeSet<>();
        SortedMap<String, Hidden> decided = new OutcomeCells(CELLS, COHORTS).hide(units, null);
        decided.forEach(
            (id, of) -> {
              if (of.whole()) {
                hidden.add(id);
              }
            });
        attackPatients(units, hidden, tally);
      }
    }
    assertThat(tally.primary).as("%s", tally).isGreaterThan(200);
    assertThat(tally.derived).isZero();
    assertThat(tally.naivelyDerived).isGreaterThan(25);
  }

  /** The same for visits by specialty, of which each is part of all visits. */
  @Test
  void noLinearProgramProvesASmallNumberOfVisits() {
    Tally tally = new Tally();
    for (int seed = 0; seed < 50; seed++) {
      SortedMap<String, Map<String, Numbers>> units = nation(seed).get("hospital");
      Set<String> hidden = new TreeSet<>();
      new OutcomeCells(CELLS, COHORTS)
          .hide(units, null)
          .forEach(
              (id, of) -> {
                if (of.groups().contains(CountedOutcomes.VISITS)) {
                  hidden.add(id);
                }
              });
      attackVisits(units, hidden, tally);
    }
    assertThat(tally.primary).as("%s", tally).isGreaterThan(50);
    assertThat(tally.derived).isZero();
  }

  /** Physicians part the patients with those who have none, whose number nobody is told. */
  @Test
  void physiciansAreHiddenWithThoseWhoHaveNone() {
    SortedMap<String, Map<String, Numbers>> units = new TreeMap<>();
    units.put("a", Map.of("all", new Numbers(5, Map.of())));
    units.put("b", Map.of("all", new Numbers(30, Map.of())));
    units.put("c", Map.of("all", new Numbers(20, Map.of())));
    OutcomeCells cells = new OutcomeCells(CELLS, List.of("all"));
    // Nobody is without: c goes with a. With 6 more a is safe; with 5 it is not.
    assertThat(whole(cells.hide(units, total(55)))).containsExactly("a", "c");
    assertThat(whole(cells.hide(units, total(61)))).containsExactly("a");
    assertThat(whole(cells.hide(units, total(60)))).containsExactly("a", "c");
    // Where no physician is hidden, 4 who have none would be told by the total.
    units.remove("a");
    assertThat(whole(cells.hide(units, total(54)))).containsExactly("c");
    assertThat(whole(cells.hide(units, total(50)))).isEmpty();
    assertThat(whole(cells.hide(units, total(80)))).isEmpty();
  }

  @Test
  void aCohortThatIsSmallInTheNationIsNotTold() {
    assertThat(
            OutcomeCells.cohorts(
                CELLS, COHORTS, Map.of("all", 100L, "last-two-years", 9L, "heart", 95L)))
        .containsExactly("all");
    assertThat(OutcomeCells.cohorts(CELLS, COHORTS, Map.of("all", 100L, "heart", 100L)))
        .isEqualTo(COHORTS);
  }

  /** Every assignment of whole numbers to hidden cells that agrees with what is told. */
  @Test
  void noSearchOfAllTablesProvesASmallNumber() {
    SmallCells cells = new SmallCells(3);
    SplittableRandom random = new SplittableRandom(11);
    int primary = 0;
    for (int round = 0; round < 400; round++) {
      int regions = 2 + random.nextInt(2);
      long[][] counts = new long[regions][];
      for (int r = 0; r < regions; r++) {
        long all = random.nextInt(7);
        long part = random.nextInt((int) all + 1);
        counts[r] = new long[] {all, part, all - part};
      }
      boolean[] hidden = LinkedCounts.hide(cells, counts, new boolean[regions]);
      if (cells.isSmall(sum(counts, null, 0))
          || cells.isSmall(sum(counts, null, 1))
          || cells.isSmall(sum(counts, null, 2))) {
        // The nation itself is small and hidden, and with it every region.
        assertThat(hidden).doesNotContain(false);
        continue;
      }
      List<Set<Long>> values = new ArrayList<>();
      for (int i = 0; i < regions * 3; i++) {
        values.add(new TreeSet<>());
      }
      search(counts, hidden, 0, new long[regions][], values);
      for (int r = 0; r < regions; r++) {
        for (int k = 0; k < 3; k++) {
          if (cells.isSmall(counts[r][k])) {
            primary++;
            Set<Long> possible = values.get(r * 3 + k);
            assertThat(hidden[r]).isTrue();
            assertThat(possible).hasSizeGreaterThan(1).anyMatch(n -> n == 0 || n >= 3);
          }
        }
      }
    }
    assertThat(primary).isGreaterThan(300);
  }

  private static void search(
      long[][] counts, boolean[] hidden, int region, long[][] guess, List<Set<Long>> values) {
    if (region == counts.length) {
      for (int k = 0; k < 2; k++) {
        if (sum(guess, null, k) != sum(counts, null, k)) {
          return;
        }
      }
      for (int r = 0; r < guess.length; r++) {
        for (int k = 0; k < 3; k++) {
          values.get(r * 3 + k).add(guess[r][k]);
        }
      }
    } else if (!hidden[region]) {
      guess[region] = counts[region];
      search(counts, hidden, region + 1, guess, values);
    } else {
      long most = sum(counts, hidden, 0);
      for (long all = 0; all <= most; all++) {
        for (long part = 0; part <= all; part++) {
          guess[region] = new long[] {all, part, all - part};
          search(counts, hidden, region + 1, guess, values);
        }
      }
    }
  }

  private static long sum(long[][] counts, boolean[] of, int k) {
    long sum = 0;
    for (int r = 0; r < counts.length; r++) {
      sum += of == null || of[r] ? counts[r][k] : 0;
    }
    return sum;
  }

  private static void attackPatients(
      SortedMap<String, Map<String, Numbers>> units, Set<String> hidden, Tally tally) {
    List<String> ids = new ArrayList<>(hidden);
    Attack attack = new Attack(ids.size() * 3);
    for (int k = 0; k < 3; k++) {
      double[] all = new double[ids.size() * 3];
      double sum = 0;
      for (int r = 0; r < ids.size(); r++) {
        all[r * 3 + k] = 1;
        sum += patients(units, ids.get(r), k);
      }
      if (!ids.isEmpty()) {
        attack.sumIs(all, sum);
      }
    }
    for (int r = 0; r < ids.size(); r++) {
      attack.sumIsAtLeast(attack.difference(r * 3, r * 3 + 1), 0);
      attack.sumIsAtLeast(attack.difference(r * 3, r * 3 + 2), 0);
    }
    for (int r = 0; r < ids.size(); r++) {
      boolean isPrimary = false;
      for (int k = 0; k < 3; k++) {
        long n = patients(units, ids.get(r), k);
        if (CELLS.isSmall(n)) {
          isPrimary = true;
          tally.attacked(attack, attack.difference(r * 3 + k));
        }
        if (k > 0 && CELLS.isSmall(patients(units, ids.get(r), 0) - n)) {
          isPrimary = true;
          tally.attacked(attack, attack.difference(r * 3, r * 3 + k));
        }
      }
      tally.primaryRegions += isPrimary ? 1 : 0;
    }
    tally.regions += units.size();
    tally.hiddenRegions += ids.size();
    attackNaive(units, tally);
  }

  /** Hides small cells only: one alone in a column follows from the total, and a difference too. */
  private static void attackNaive(SortedMap<String, Map<String, Numbers>> units, Tally tally) {
    for (int k = 0; k < 3; k++) {
      int small = 0;
      for (String id : units.keySet()) {
        long n = patients(units, id, k);
        small += CELLS.isSmall(n) ? 1 : 0;
        if (k > 0 && n >= 11 && CELLS.isSmall(patients(units, id, 0) - n)) {
          tally.naivelyDerived++;
        }
      }
      tally.naivelyDerived += small == 1 ? 1 : 0;
      tally.naivelyHidden += small;
    }
  }

  private static void attackVisits(
      SortedMap<String, Map<String, Numbers>> units, Set<String> hidden, Tally tally) {
    List<String> ids = new ArrayList<>(hidden);
    List<String> outcomes = CountedOutcomes.VISITS.outcomes();
    int width = outcomes.size();
    Attack attack = new Attack(ids.size() * width);
    for (int o = 0; o < width && !ids.isEmpty(); o++) {
      double[] all = new double[ids.size() * width];
      double sum = 0;
      for (int r = 0; r < ids.size(); r++) {
        all[r * width + o] = 1;
        sum += visits(units, ids.get(r), outcomes.get(o));
      }
      attack.sumIs(all, sum);
    }
    for (int r = 0; r < ids.size(); r++) {
      int whole = r * width;
      attack.sumIsAtLeast(attack.difference(whole, whole + 1, whole + 2, whole + 3), 0);
      attack.sumIsAtLeast(attack.difference(whole, whole + 4), 0);
    }
    for (int r = 0; r < ids.size(); r++) {
      for (int o = 0; o < width; o++) {
        if (CELLS.isSmall(visits(units, ids.get(r), outcomes.get(o)))) {
          tally.attacked(attack, attack.difference(r * width + o));
        }
      }
    }
    tally.regions += units.size();
    tally.hiddenRegions += ids.size();
  }

  private static long patients(
      SortedMap<String, Map<String, Numbers>> units, String id, int cohort) {
    return units.get(id).getOrDefault(COHORTS.get(cohort), Numbers.NONE).patients();
  }

  private static long visits(
      SortedMap<String, Map<String, Numbers>> units, String id, String outcome) {
    return units.get(id).get("all").counts().get(outcome);
  }

  /** Regions of two types over the same patients; some small, few of their patients in cohorts. */
  private static Map<String, SortedMap<String, Map<String, Numbers>>> nation(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, SortedMap<String, Map<String, Numbers>>> types = new HashMap<>();
    types.put("hospital", new TreeMap<>());
    types.put("hrr", new TreeMap<>());
    int hospitals = 6 + random.nextInt(10);
    int hrrs = 2 + random.nextInt(4);
    for (int h = 0; h < hospitals; h++) {
      for (int r = 0; r < hrrs; r++) {
        int all = (int) StrictMath.exp(6 * random.nextDouble()) - 1;
        int late = part(random, all, 0.1);
        int heart = part(random, all, 0.5);
        add(
            types.get("hospital"),
            String.format(Locale.ROOT, "h%02d", h),
            random,
            all,
            late,
            heart);
        add(types.get("hrr"), "r" + r, random, all, late, heart);
      }
    }
    return types;
  }

  private static int part(SplittableRandom random, int of, double share) {
    int part = 0;
    for (int i = 0; i < of; i++) {
      part += random.nextDouble() < share ? 1 : 0;
    }
    return part;
  }

  private static void add(
      SortedMap<String, Map<String, Numbers>> units,
      String id,
      SplittableRandom random,
      int... patients) {
    Map<String, Numbers> unit = units.computeIfAbsent(id, key -> new HashMap<>());
    for (int k = 0; k < patients.length; k++) {
      Map<String, Long> counts = new HashMap<>();
      long primary = part(random, patients[k], 0.8);
      long medical = part(random, patients[k], 0.5);
      long surgical = part(random, patients[k], 0.3);
      long visits = primary + medical + surgical + part(random, patients[k], 0.4);
      counts.put("physician_visits", visits);
      counts.put("primary_visits", primary);
      counts.put("medical_specialist_visits", medical);
      counts.put("surgical_visits", surgical);
      counts.put("physicians_seen", (long) part(random, (int) visits, 0.8));
      unit.merge(COHORTS.get(k), new Numbers(patients[k], counts), Numbers::plus);
    }
  }

  private static Map<String, Numbers> total(long patients) {
    return Map.of("all", new Numbers(patients, Map.of()));
  }

  private static List<String> whole(SortedMap<String, Hidden> hidden) {
    return hidden.keySet().stream().filter(id -> hidden.get(id).whole()).toList();
  }

  /** What attacks found. */
  private static final class Tally {

    private int regions;
    private int hiddenRegions;
    private int primaryRegions;
    private int primary;
    private int derived;
    private int naivelyHidden;
    private int naivelyDerived;

    void attacked(Attack attack, double[] cell) {
      primary++;
      if (attack.pins(cell) || attack.provesSmall(cell, CELLS.minimum() - 1)) {
        derived++;
      }
    }

    @Override
    public String toString() {
      return regions
          + " regions, "
          + hiddenRegions
          + " hidden, of them "
          + primaryRegions
          + " small themselves; "
          + primary
          + " small cells attacked, "
          + derived
          + " derived; naive: "
          + naivelyHidden
          + " hidden, "
          + naivelyDerived
          + " derived";
    }
  }
}
