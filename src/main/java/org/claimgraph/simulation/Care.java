package org.claimgraph.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.claimgraph.simulation.Draws.Kind;

/**
 * Lives through a person's years: each admission becomes a stay, and everybody in the circle is
 * visited, in amounts that follow the care level of the home hospital.
 */
final class Care {

  private static final double STAY_VARIATION = 0.6;
  private static final double SAME_DAY_SHARE = 0.5;

  /** Of the visits in a year with a stay, those that are looked for on its days. */
  private static final double VISITS_IN_STAYS = 0.25;

  private static final long LINK_BITS = 32;

  private final Nation nation;
  private final Person person;
  private final CareLevel level;
  private final Draws draws;
  private final List<Physician> circle;
  private final List<Admission> admissions;
  private final Billing billing;
  private final List<Stay> stays = new ArrayList<>();

  Care(Nation nation, Person person, List<CareLevel> levels) {
    this.nation = nation;
    this.person = person;
    this.level = levels.get(person.home().number());
    this.draws = Draws.of(nation.simulation().seed(), Kind.CARE, person.number());
    this.circle = Circle.of(nation, person);
    this.admissions = Admission.of(nation, person, circle);
    this.billing = new Billing(person, level, draws);
  }

  History history() {
    for (int year = Calendar.FIRST_YEAR; year <= Calendar.LAST_YEAR; year++) {
      if (person.sees(year)) {
        boolean[] inHospital = stay(year);
        visit(year, inHospital);
      }
    }
    return new History(person, stays, billing.claims());
  }

  /**
   * Spreads the stays of a year over its days so that none overlap, but for transfers.
   *
   * @return for each day left to live in the year whether the person is in hospital
   */
  private boolean[] stay(int year) {
    int start = Calendar.start(year);
    boolean[] inHospital = new boolean[person.lastDay(year) - start + 1];
    List<List<Admission>> episodes = episodes(year);
    // The last day is left for the discharge, which is not a day in hospital.
    int most = Math.max(1, inHospital.length - 1);
    int[] days = drawDays(episodes, most);
    int[] gaps = drawGaps(episodes.size(), most - Arrays.stream(days).sum());
    int day = 0;
    for (int i = 0; i < days.length; i++) {
      day += gaps[i];
      if (days[i] > 0) {
        Arrays.fill(inHospital, day, day + days[i], true);
        admit(episodes.get(i), start + day, days[i], start + inHospital.length - 1);
      }
      day += days[i];
    }
    return inHospital;
  }

  /** Admissions that go on from each other are one episode. */
  private List<List<Admission>> episodes(int year) {
    List<List<Admission>> episodes = new ArrayList<>();
    for (Admission admission : admissions) {
      if (admission.year() == year) {
        if (!admission.transferred()) {
          episodes.add(new ArrayList<>());
        }
        episodes.get(episodes.size() - 1).add(admission);
      }
    }
    return episodes;
  }

  private int[] drawDays(List<List<Admission>> episodes, int most) {
    int[] admitted = episodes.stream().mapToInt(List::size).toArray();
    int[] planned = admitted.clone();
    for (int i = 0; i < planned.length; i++) {
      double further = (level.stayDays() - 1) * draws.logNormal(STAY_VARIATION);
      planned[i] += draws.poisson(admitted[i] * further);
    }
    return fit(planned, admitted, most);
  }

  /**
   * Planned days, cut to those there are. Each admission gets a day as long as there is one, and
   * only then what was planned: so who is admitted does not depend on how long others stay.
   */
  static int[] fit(int[] planned, int[] admitted, int most) {
    int[] days = new int[planned.length];
    int left = most;
    int toCome = Arrays.stream(admitted).sum();
    for (int i = 0; i < days.length; i++) {
      toCome -= admitted[i];
      int room = Math.max(admitted[i], left - toCome);
      days[i] = left < admitted[i] ? 0 : Math.min(planned[i], room);
      left -= days[i];
    }
    return days;
  }

  /** Days before each of some episodes, evenly likely wherever they fit. */
  private int[] drawGaps(int count, int free) {
    int[] places = new int[count];
    Arrays.setAll(places, i -> draws.below(free + 1));
    Arrays.sort(places);
    int[] gaps = places.clone();
    for (int i = 1; i < count; i++) {
      gaps[i] = places[i] - places[i - 1];
    }
    return gaps;
  }

  /**
   * The second hospital of a transfer admits a day before the first one discharges, if it can, and
   * for the same reason.
   */
  private void admit(List<Admission> episode, int from, int days, int lastDay) {
    billing.emergency(nation, episode.get(0), from);
    DiagnosisRelatedGroup group = DiagnosisRelatedGroup.draw(draws);
    if (episode.size() == 1) {
      boolean sameDay = days == 1 && (from == lastDay || draws.chance(SAME_DAY_SHARE));
      add(episode.get(0), group, from, sameDay ? from : from + days);
    } else {
      int cut = days / 2;
      add(episode.get(0), group, from, from + cut);
      add(episode.get(1), group, from + Math.max(1, cut - 1), from + days);
    }
  }

  private void add(Admission admission, DiagnosisRelatedGroup group, int from, int to) {
    stays.add(billing.stay(admission, group, from, to, stays.size() + 1));
  }

  /** Visits everybody in the circle on days of their own, in order of day. */
  private void visit(int year, boolean[] inHospital) {
    int[] stayDays = stayDays(inHospital);
    long[] visits = new long[16];
    int count = 0;
    for (int link = 0; link < circle.size(); link++) {
      boolean[] taken = new boolean[inHospital.length];
      int times = Math.min(drawVisits(circle.get(link), year), inHospital.length);
      for (int i = 0; i < times; i++) {
        if (count == visits.length) {
          visits = Arrays.copyOf(visits, 2 * count);
        }
        visits[count++] = ((long) freeDay(taken, stayDays) << LINK_BITS) + link;
      }
    }
    Arrays.sort(visits, 0, count);
    for (int i = 0; i < count; i++) {
      int day = (int) (visits[i] >> LINK_BITS);
      Physician physician = circle.get((int) visits[i]);
      billing.visit(physician, Calendar.start(year) + day, inHospital[day]);
    }
  }

  private int drawVisits(Physician physician, int year) {
    return person.hub()
        ? 1
        : 1 + draws.poisson(Math.max(0, person.need(year) * level.visits(physician) - 1));
  }

  /** A day that is not taken yet, and takes it. */
  private int freeDay(boolean[] taken, int[] stayDays) {
    int day =
        stayDays.length > 0 && draws.chance(VISITS_IN_STAYS)
            ? stayDays[draws.below(stayDays.length)]
            : draws.below(taken.length);
    while (taken[day]) {
      day = (day + 1) % taken.length;
    }
    taken[day] = true;
    return day;
  }

  private static int[] stayDays(boolean[] inHospital) {
    int[] days = new int[inHospital.length];
    int count = 0;
    for (int day = 0; day < inHospital.length; day++) {
      if (inHospital[day]) {
        days[count++] = day;
      }
    }
    return Arrays.copyOf(days, count);
  }
}
