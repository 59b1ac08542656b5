package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.claimgraph.simulation.Draws.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much of the care that is planned there is time for, as {@link Planting} tells it. */
class CareTest {

  private static final int PATIENTS = 50_000;

  /** Percent that is not given, of visits and hospital days. */
  private static final Shortfall ADMITTED = new Shortfall();

  private static final Shortfall IN_YEAR_OF_DEATH = new Shortfall();
  private static final Shortfall IN_LAST_TWO_YEARS = new Shortfall();

  @BeforeAll
  static void plan() {
    Nation nation = Nation.of(new Simulation(PATIENTS, 6, 4, 25, 0, 1, 5, Effects.USUAL));
    for (int number = 1; number <= PATIENTS; number++) {
      Person person = Person.of(nation, number);
      List<Physician> circle = Circle.of(nation, person);
      List<Admission> admissions = Admission.of(nation, person, circle);
      boolean dies = person.end().getYear() == Calendar.LAST_YEAR;
      for (int year = Calendar.FIRST_YEAR; year <= Calendar.LAST_YEAR; year++) {
        if (person.sees(year)) {
          int[] admitted = episodes(admissions, year);
          if (year == Calendar.LAST_YEAR && admitted.length > 0) {
            ADMITTED.add(person, circle.size(), admitted, year, 1);
          }
          if (dies) {
            // Of the first year only what is in the last 730 days.
            int days = Calendar.number(person.end()) + 1;
            double share = year == Calendar.FIRST_YEAR ? Math.max(0, 1096 - days) / 366.0 : 1;
            IN_LAST_TWO_YEARS.add(person, circle.size(), admitted, year, share);
          }
          if (dies && year == Calendar.LAST_YEAR) {
            IN_YEAR_OF_DEATH.add(person, circle.size(), admitted, year, 1);
          }
        }
      }
    }
  }

  /** Admissions of each episode of a year. */
  private static int[] episodes(List<Admission> admissions, int year) {
    List<Admission> own = admissions.stream().filter(one -> one.year() == year).toList();
    int[] sizes = new int[(int) own.stream().filter(one -> !one.transferred()).count()];
    int episode = -1;
    for (Admission admission : own) {
      episode += admission.transferred() ? 0 : 1;
      sizes[episode]++;
    }
    return sizes;
  }

  /** Sums with the care levels of z-scores spread as those of hospitals are. */
  private static final class Shortfall {

    private static final double[] Z = {-1.28, -0.52, 0, 0.52, 1.28};

    private final Draws draws = Draws.of(1, Kind.CARE, 0);
    private double visits;
    private double missedVisits;
    private double days;
    private double missedDays;

    void add(Person person, int physicians, int[] admitted, int year, double share) {
      int alive = person.lastDay(year) - Calendar.start(year) + 1;
      for (double z : Z) {
        double mean = person.need(year) * 3 * Math.pow(1.238, z);
        visits += share * physicians * mean;
        missedVisits += share * physicians * beyond(alive, mean);
        double stayDays = 5.5 * Math.pow(1.174, z);
        int[] planned = admitted.clone();
        for (int i = 0; i < planned.length; i++) {
          planned[i] += draws.poisson(admitted[i] * (stayDays - 1) * draws.logNormal(0.6));
        }
        int given = Arrays.stream(Care.fit(planned, admitted, Math.max(1, alive - 1))).sum();
        days += share * Arrays.stream(planned).sum();
        missedDays += share * (Arrays.stream(planned).sum() - given);
      }
    }

    /** Expected visits beyond one a day, of 1 + a Poisson number with the mean of all. */
    private static double beyond(int days, double mean) {
      double probability = Math.exp(1 - mean);
      double expected = 0;
      for (int further = 0; further < 100; further++) {
        expected += probability * Math.max(0, 1 + further - days);
        probability *= (mean - 1) / (further + 1);
      }
      return expected;
    }

    double percentOfVisits() {
      return 100 * missedVisits / visits;
    }

    double percentOfDays() {
      return 100 * missedDays / days;
    }
  }

  @Test
  void littleThatIsPlannedForThoseInHospitalHasNoTime() {
    assertThat(ADMITTED.percentOfVisits()).isBetween(0.03, 0.05);
    assertThat(ADMITTED.percentOfDays()).isBetween(0.1, 0.15);
  }

  @Test
  void moreThatIsPlannedForThoseWhoDieHasNoTime() {
    assertThat(IN_YEAR_OF_DEATH.percentOfVisits()).isBetween(0.35, 0.5);
    assertThat(IN_YEAR_OF_DEATH.percentOfDays()).isBetween(1.1, 1.3);
    assertThat(IN_LAST_TWO_YEARS.percentOfVisits()).isBetween(0.15, 0.25);
    assertThat(IN_LAST_TWO_YEARS.percentOfDays()).isBetween(0.4, 0.5);
  }

  @Test
  void everyAdmissionGetsADayBeforeAnyGetsTwo() {
    assertThat(Care.fit(new int[] {9, 4, 7}, new int[] {1, 2, 1}, 30)).containsExactly(9, 4, 7);
    assertThat(Care.fit(new int[] {9, 4, 7}, new int[] {1, 2, 1}, 14)).containsExactly(9, 4, 1);
    assertThat(Care.fit(new int[] {9, 4, 7}, new int[] {1, 2, 1}, 5)).containsExactly(2, 2, 1);
    assertThat(Care.fit(new int[] {9, 4, 7}, new int[] {1, 2, 1}, 3)).containsExactly(1, 2, 0);
    assertThat(Care.fit(new int[] {9, 4, 7}, new int[] {1, 2, 1}, 1)).containsExactly(1, 0, 0);
  }
}
