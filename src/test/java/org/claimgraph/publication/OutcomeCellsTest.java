package org.claimgraph.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.claimgraph.publication.OutcomeCells.Hidden;
import org.claimgraph.publication.OutcomeCells.Numbers;
import org.junit.jupiter.api.Test;

/** Random nations, what is published of their regions, and attacks on what is not. */
class OutcomeCellsTest {

  private static final SmallCells CELLS = new SmallCells(11);

  /** The first is everybody; the others are part of it and of each other as it comes. */
  private static final List<String> OVERLAPPING = List.of("all", "heart", "last-two-years");

  /** Each is part of the one before. */
  private static final List<String> NESTED = List.of("all", "ill", "last-two-years");

  @Test
  void noLinearProgramProvesASmallNumberOfPatients() {
    Tally together = new Tally();
    Tally apart = new Tally();
    Tally alone = new Tally();
    Tally before = new Tally();
    for (int seed = 0; seed < 50; seed++) {
      for (SortedMap<String, Map<String, Numbers>> units : nation(seed, OVERLAPPING).values()) {
        OutcomeCells rule = OutcomeCells.together(CELLS, OVERLAPPING);
        attackPatients(units, hidden(rule, units), OVERLAPPING, together);
      }
      for (SortedMap<String, Map<String, Numbers>> units : nation(seed, NESTED).values()) {
        OutcomeCells rule = OutcomeCells.apart(CELLS, NESTED);
        attackPatients(units, hidden(rule, units), NESTED, apart);
        attackPatients(units, hiddenAlone(CELLS, units), NESTED, alone);
        before.told(hidden(OutcomeCells.together(CELLS, NESTED), units), units.size());
      }
    }
    assertThat(together.derived).as("%s", together).isZero();
    assertThat(together.primary).isGreaterThan(200);
    assertThat(apart.derived).as("%s", apart).isZero();
    assertThat(apart.primary).isGreaterThan(200);
    assertThat(apart.told).as("%s instead of %s", apart, before).isGreaterThan(before.told);
    assertThat(alone.derived).as("%s", alone).isGreaterThan(5);
  }

  /** The same for visits by specialty, of which each is part of all visits. */
  @Test
  void noLinearProgramProvesASmallNumberOfVisits() {
    Tally tally = new Tally();
    for (int seed = 0; seed < 50; seed++) {
      SortedMap<String, Map<String, Numbers>> units = nation(seed, NESTED).get("hospital");
      SortedMap<String, Map<String, Hidden>> decided =
          OutcomeCells.apart(CELLS, NESTED).hide(units, null, Map.of());
      for (String cohort : NESTED) {
        Set<String> hidden = new TreeSet<>();
        decided.forEach(
            (id, of) -> {
              if (of.getOrDefault(cohort, Hidden.NOTHING)
                  .groups()
                  .contains(CountedOutcomes.VISITS)) {
                hidden.add(id);
              }
            });
        attackVisits(units, hidden, cohort, tally);
      }
    }
    assertThat(tally.primary).as("%s", tally).isGreaterThan(50);
    assertThat(tally.derived).isZero();
  }

  /** Few of a region die; what is told of everybody there would not tell how many. */
  @Test
  void aRegionIsHiddenInTheCohortThatIsSmallAndInThoseAfterIt() {
    SortedMap<String, Map<String, Numbers>> units = new TreeMap<>();
    units.put("a", chain(100, 60, 5));
    units.put("b", chain(200, 70, 20));
    units.put("c", chain(300, 80, 30));
    units.put("d", chain(400, 395, 40));
    OutcomeCells apart = OutcomeCells.apart(CELLS, NESTED);
    // d by 5 who are not ill, with a as the smallest beside it; a would be by its 5 deaths too.
    assertThat(hidden(apart, units))
        .containsOnly(
            Map.entry("all", Set.of()),
            Map.entry("ill", Set.of("a", "d")),
            Map.entry("last-two-years", Set.of("a", "d")));
    units.put("d", chain(400, 380, 40));
    assertThat(hidden(apart, units))
        .containsOnly(
            Map.entry("all", Set.of()),
            Map.entry("ill", Set.of()),
            Map.entry("last-two-years", Set.of("a", "b")));
    assertThat(hidden(OutcomeCells.together(CELLS, NESTED), units).values())
        .containsOnly(Set.of("a", "b"));
  }

  /** 4 readmissions of those who die hide no readmissions of everybody, nor other outcomes. */
  @Test
  void anOutcomeIsHiddenInTheCohortWhereItIsSmall() {
    SortedMap<String, Map<String, Numbers>> units = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      units.put(
          "abc".substring(i, i + 1),
          Map.of(
              "all", new Numbers(500, Map.of("readmissions", 80L + 20L * i, "ed_visits", 90L)),
              "last-two-years",
                  new Numbers(60, Map.of("readmissions", 4L + 20L * i, "ed_visits", 30L))));
    }
    OutcomeCells apart = OutcomeCells.apart(CELLS, List.of("all", "last-two-years"));
    Hidden readmissions = new Hidden(false, Set.of(CountedOutcomes.READMISSIONS));
    assertThat(apart.hide(units, null, Map.of()))
        .containsOnly(
            Map.entry("a", Map.of("last-two-years", readmissions)),
            Map.entry("b", Map.of("last-two-years", readmissions)));
  }

  @Test
  void physiciansOfAHiddenHospitalAreHiddenForTheyAddUpToIt() {
    SortedMap<String, Map<String, Numbers>> units = new TreeMap<>();
    units.put("a", chain(100, 60, 20));
    units.put("b", chain(200, 70, 30));
    OutcomeCells apart = OutcomeCells.apart(CELLS, NESTED);
    assertThat(apart.hide(units, null, Map.of())).isEmpty();
    Hidden days = new Hidden(false, Set.of(CountedOutcomes.DAYS));
    Hidden everything = new Hidden(true, Set.of(CountedOutcomes.values()));
    Map<String, Hidden> ofHospital = Map.of("ill", days, "last-two-years", everything);
    assertThat(apart.hide(units, null, ofHospital))
        .containsOnly(Map.entry("a", ofHospital), Map.entry("b", ofHospital));
  }

  /** Physicians part the patients with those who have none, whose number nobody is told. */
  @Test
  void physiciansAreHiddenWithThoseWhoHaveNone() {
    SortedMap<String, Map<String, Numbers>> units = new TreeMap<>();
    units.put("a", Map.of("all", new Numbers(5, Map.of())));
    units.put("b", Map.of("all", new Numbers(30, Map.of())));
    units.put("c", Map.of("all", new Numbers(20, Map.of())));
    OutcomeCells cells = OutcomeCells.apart(CELLS, List.of("all"));
    // Nobody is without: c goes with a. With 7 more a is safe; with 6 both would have 10 at most.
    assertThat(whole(cells.hide(units, total(55), Map.of()))).containsExactly("a", "c");
    assertThat(whole(cells.hide(units, total(62), Map.of()))).containsExactly("a");
    assertThat(whole(cells.hide(units, total(61), Map.of()))).containsExactly("a", "c");
    // Where no physician is hidden, 4 who have none would be told by the total.
    units.remove("a");
    assertThat(whole(cells.hide(units, total(54), Map.of()))).containsExactly("c");
    assertThat(whole(cells.hide(units, total(50), Map.of()))).isEmpty();
    assertThat(whole(cells.hide(units, total(80), Map.of()))).isEmpty();
  }

  @Test
  void aCohortThatIsSmallInTheNationIsNotTold() {
    assertThat(
            OutcomeCells.cohorts(
                CELLS, OVERLAPPING, Map.of("all", 100L, "last-two-years", 9L, "heart", 95L)))
        .containsExactly("all");
    assertThat(
            OutcomeCells.cohorts(
                CELLS, List.of("last-two-years", "heart", "all"), Map.of("all", 99L, "heart", 88L)))
        .containsExactly("all", "heart", "last-two-years");
  }

  /** Every assignment of whole numbers to hidden cells that agrees with what is told. */
  @Test
  void noSearchOfAllTablesProvesASmallNumber() {
    SmallCells cells = new SmallCells(3);
    SplittableRandom random = new SplittableRandom(11);
    Tally apart = new Tally();
    Tally knowing = new Tally();
    Tally alone = new Tally();
    for (int round = 0; round < 600; round++) {
      SortedMap<String, Map<String, Numbers>> units = new TreeMap<>();
      Map<String, Long> nation = new HashMap<>();
      int regions = 2 + random.nextInt(2);
      for (int r = 0; r < regions; r++) {
        int all = random.nextInt(8);
        int ill = random.nextInt(all + 1);
        units.put("r" + r, chain(all, ill, random.nextInt(ill + 1)));
        units.get("r" + r).forEach((cohort, of) -> nation.merge(cohort, of.patients(), Long::sum));
      }
      if (OutcomeCells.cohorts(cells, NESTED, nation).size() == NESTED.size()) {
        Map<String, Set<String>> hidden = hidden(OutcomeCells.apart(cells, NESTED), units);
        search(cells, new Search(units, hidden, false), apart);
        search(cells, new Search(units, hiddenAlone(cells, units), false), alone);
        if (hidden.values().stream().noneMatch(ids -> ids.size() == units.size())) {
          search(cells, new Search(units, hidden, true), knowing);
        }
      }
    }
    assertThat(apart.derived).as("%s", apart).isZero();
    assertThat(apart.primary).as("%s", apart).isGreaterThan(300);
    assertThat(apart.told).as("%s", apart).isGreaterThan(300);
    assertThat(knowing.derived).as("%s", knowing).isZero();
    assertThat(knowing.primary).as("%s", knowing).isGreaterThan(50);
    assertThat(alone.derived).as("%s", alone).isGreaterThan(50);
  }

  private static void search(SmallCells cells, Search search, Tally tally) {
    search.guess(0, search.sums());
    for (String id : search.ids) {
      for (int i = 0; i < NESTED.size(); i++) {
        for (int j = -1; j < i; j++) {
          if (cells.isSmall(Search.difference(search.truth(id), i, j))) {
            Set<Long> possible = search.values(id, i, j);
            tally.found(possible.size() == 1 || possible.stream().allMatch(cells::isSmall));
          }
        }
      }
    }
    tally.told(search.hidden, search.ids.size());
  }

  /**
   * All tables of nested cohorts that somebody may think of who sees what is told, and perhaps
   * knows how many regions have any patients.
   */
  private static final class Search {

    private final List<String> ids;
    private final SortedMap<String, Map<String, Numbers>> units;
    private final Map<String, Set<String>> hidden;
    private final boolean knowsHowManyHaveAny;
    private final List<long[]> guessed = new ArrayList<>();
    private final Map<List<Object>, Set<Long>> values = new HashMap<>();

    Search(
        SortedMap<String, Map<String, Numbers>> units,
        Map<String, Set<String>> hidden,
        boolean knowsHowManyHaveAny) {
      this.knowsHowManyHaveAny = knowsHowManyHaveAny;
      this.ids = List.copyOf(units.keySet());
      this.units = units;
      this.hidden = hidden;
    }

    long[] sums() {
      long[] sums = new long[NESTED.size()];
      for (String id : ids) {
        Arrays.setAll(sums, k -> sums[k] + truth(id)[k]);
      }
      return sums;
    }

    long[] truth(String id) {
      return NESTED.stream().mapToLong(cohort -> patients(units, id, cohort)).toArray();
    }

    /** The count of a cohort, or of those who are in an earlier one, -1 for none, and not in it. */
    static long difference(long[] counts, int cohort, int earlier) {
      return earlier < 0 ? counts[cohort] : counts[earlier] - counts[cohort];
    }

    Set<Long> values(String id, int cohort, int earlier) {
      return values.get(List.of(id, cohort, earlier));
    }

    /** Guesses the regions from one on, of which the sums are left. */
    void guess(int region, long[] left) {
      if (region == ids.size()) {
        List<long[]> truth = ids.stream().map(this::truth).toList();
        if (Arrays.stream(left).allMatch(sum -> sum == 0)
            && (!knowsHowManyHaveAny || haveAny(guessed).equals(haveAny(truth)))) {
          found();
        }
        return;
      }
      for (long all = 0; all <= left[0]; all++) {
        for (long ill = 0; ill <= Math.min(all, left[1]); ill++) {
          for (long late = 0; late <= Math.min(ill, left[2]); late++) {
            long[] counts = {all, ill, late};
            if (agrees(ids.get(region), counts)) {
              guessed.add(counts);
              guess(region + 1, new long[] {left[0] - all, left[1] - ill, left[2] - late});
              guessed.remove(region);
            }
          }
        }
      }
    }

    private boolean agrees(String id, long[] counts) {
      long[] truth = truth(id);
      for (int k = 0; k < counts.length; k++) {
        if (counts[k] != truth[k] && !hidden.get(NESTED.get(k)).contains(id)) {
          return false;
        }
      }
      return true;
    }

    /** In how many regions each cohort has any patients. */
    private static List<Long> haveAny(List<long[]> regions) {
      return IntStream.range(0, NESTED.size())
          .mapToObj(k -> regions.stream().filter(counts -> counts[k] > 0).count())
          .toList();
    }

    private void found() {
      for (int r = 0; r < ids.size(); r++) {
        for (int i = 0; i < NESTED.size(); i++) {
          for (int j = -1; j < i; j++) {
            values
                .computeIfAbsent(List.of(ids.get(r), i, j), key -> new TreeSet<>())
                .add(difference(guessed.get(r), i, j));
          }
        }
      }
    }
  }

  /** By cohort, the units that are hidden as a whole. */
  private static Map<String, Set<String>> hidden(
      OutcomeCells rule, SortedMap<String, Map<String, Numbers>> units) {
    Map<String, Set<String>> hidden = new HashMap<>();
    units.values().forEach(unit -> unit.keySet().forEach(c -> hidden.put(c, new TreeSet<>())));
    rule.hide(units, null, Map.of())
        .forEach(
            (id, byCohort) ->
                byCohort.forEach(
                    (cohort, of) -> {
                      if (of.whole()) {
                        hidden.get(cohort).add(id);
                      }
                    }));
    return hidden;
  }

  /** The same with each cohort by itself, as if no other one were told. */
  private static Map<String, Set<String>> hiddenAlone(
      SmallCells cells, SortedMap<String, Map<String, Numbers>> units) {
    Map<String, Set<String>> hidden = new HashMap<>();
    for (String cohort : NESTED) {
      hidden.put(cohort, hidden(OutcomeCells.apart(cells, List.of(cohort)), units).get(cohort));
    }
    return hidden;
  }

  /**
   * Knows sums, what is told, which cohort is part of which, and which regions have any patients;
   * variable 0 is always 1 and stands for what is told.
   */
  private static void attackPatients(
      SortedMap<String, Map<String, Numbers>> units,
      Map<String, Set<String>> hidden,
      List<String> cohorts,
      Tally tally) {
    Map<List<String>, Integer> variables = new HashMap<>();
    hidden.forEach(
        (cohort, ids) ->
            ids.forEach(id -> variables.put(List.of(id, cohort), variables.size() + 1)));
    Attack attack = new Attack(variables.size() + 1);
    attack.sumIs(attack.difference(0), 1);
    for (String cohort : cohorts) {
      double[] sum = new double[variables.size() + 1];
      for (String id : hidden.get(cohort)) {
        sum[variables.get(List.of(id, cohort))] = 1;
        sum[0] -= patients(units, id, cohort);
      }
      attack.sumIs(sum, 0);
    }
    List<double[]> small = new ArrayList<>();
    for (String id : units.keySet()) {
      for (int i = 0; i < cohorts.size(); i++) {
        double[] count = new double[variables.size() + 1];
        add(count, 1, variables, units, id, cohorts.get(i));
        if (patients(units, id, cohorts.get(i)) > 0) {
          attack.sumIsAtLeast(count, 1);
        } else {
          attack.sumIs(count, 0);
        }
        if (CELLS.isSmall(patients(units, id, cohorts.get(i)))) {
          small.add(count);
        }
        for (int j = 0; j < i && (j == 0 || cohorts.equals(NESTED)); j++) {
          double[] difference = new double[variables.size() + 1];
          add(difference, 1, variables, units, id, cohorts.get(j));
          add(difference, -1, variables, units, id, cohorts.get(i));
          attack.sumIsAtLeast(difference, 0);
          if (CELLS.isSmall(
              patients(units, id, cohorts.get(j)) - patients(units, id, cohorts.get(i)))) {
            small.add(difference);
          }
        }
      }
    }
    small.forEach(cell -> tally.attacked(attack, cell));
    tally.told(hidden, units.size());
  }

  private static void add(
      double[] weights,
      int sign,
      Map<List<String>, Integer> variables,
      SortedMap<String, Map<String, Numbers>> units,
      String id,
      String cohort) {
    Integer variable = variables.get(List.of(id, cohort));
    if (variable == null) {
      weights[0] += sign * patients(units, id, cohort);
    } else {
      weights[variable] += sign;
    }
  }

  private static void attackVisits(
      SortedMap<String, Map<String, Numbers>> units,
      Set<String> hidden,
      String cohort,
      Tally tally) {
    List<String> ids = new ArrayList<>(hidden);
    List<String> outcomes = CountedOutcomes.VISITS.outcomes();
    int width = outcomes.size();
    Attack attack = new Attack(ids.size() * width);
    for (int o = 0; o < width && !ids.isEmpty(); o++) {
      double[] all = new double[ids.size() * width];
      double sum = 0;
      for (int r = 0; r < ids.size(); r++) {
        all[r * width + o] = 1;
        sum += visits(units, ids.get(r), cohort, outcomes.get(o));
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
        if (CELLS.isSmall(visits(units, ids.get(r), cohort, outcomes.get(o)))) {
          tally.attacked(attack, attack.difference(r * width + o));
        }
      }
    }
  }

  private static long patients(
      SortedMap<String, Map<String, Numbers>> units, String id, String cohort) {
    return units.get(id).getOrDefault(cohort, Numbers.NONE).patients();
  }

  private static long visits(
      SortedMap<String, Map<String, Numbers>> units, String id, String cohort, String outcome) {
    return units.get(id).get(cohort).counts().get(outcome);
  }

  /** Regions of two types over the same patients; some small, few of their patients in cohorts. */
  private static Map<String, SortedMap<String, Map<String, Numbers>>> nation(
      int seed, List<String> cohorts) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, SortedMap<String, Map<String, Numbers>>> types = new HashMap<>();
    types.put("hospital", new TreeMap<>());
    types.put("hrr", new TreeMap<>());
    int hospitals = 6 + random.nextInt(10);
    int hrrs = 2 + random.nextInt(4);
    for (int h = 0; h < hospitals; h++) {
      for (int r = 0; r < hrrs; r++) {
        int all = (int) StrictMath.exp(6 * random.nextDouble()) - 1;
        int second = part(random, all, 0.5);
        int last = part(random, cohorts.equals(NESTED) ? second : all, 0.1);
        String hospital = String.format(Locale.ROOT, "h%02d", h);
        add(types.get("hospital"), hospital, random, cohorts, all, second, last);
        add(types.get("hrr"), "r" + r, random, cohorts, all, second, last);
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
      List<String> cohorts,
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
      unit.merge(cohorts.get(k), new Numbers(patients[k], counts), Numbers::plus);
    }
  }

  private static Map<String, Numbers> total(long patients) {
    return Map.of("all", new Numbers(patients, Map.of()));
  }

  /** Numbers of patients in {@link #NESTED}. */
  private static Map<String, Numbers> chain(long... patients) {
    Map<String, Numbers> chain = new HashMap<>();
    for (int k = 0; k < patients.length; k++) {
      chain.put(NESTED.get(k), new Numbers(patients[k], Map.of()));
    }
    return chain;
  }

  private static List<String> whole(SortedMap<String, Map<String, Hidden>> hidden) {
    return hidden.keySet().stream().filter(id -> hidden.get(id).get("all").whole()).toList();
  }

  /** What attacks found, and how many cells are told. */
  private static final class Tally {

    private int told;
    private int hidden;
    private int primary;
    private int derived;

    void attacked(Attack attack, double[] cell) {
      found(attack.pins(cell) || attack.provesSmall(cell, CELLS.minimum() - 1));
    }

    void found(boolean derives) {
      primary++;
      derived += derives ? 1 : 0;
    }

    void told(Map<String, Set<String>> hidden, int units) {
      for (Set<String> ids : hidden.values()) {
        this.told += units - ids.size();
        this.hidden += ids.size();
      }
    }

    @Override
    public String toString() {
      return told
          + " cells told, "
          + hidden
          + " hidden; "
          + primary
          + " small numbers attacked, "
          + derived
          + " derived";
    }
  }
}
