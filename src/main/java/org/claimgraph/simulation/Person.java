package org.claimgraph.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.claimgraph.simulation.Draws.Kind;

/**
 * One covered person: who it is, where home is, how ill and how long alive.
 *
 * @param number from 1
 * @param birth date of birth
 * @param sex female or male
 * @param race white, black, hispanic, asian, native or other
 * @param home hospital whose physicians are seen first
 * @param frailty how often the person is in hospital, relative to others
 * @param hub seen by a great many physicians of the nation, once a year by each
 * @param conditions chronic conditions as ICD-9 codes, at least one
 * @param end day of death, most often after the simulated years
 */
record Person(
    int number,
    LocalDate birth,
    String sex,
    String race,
    Hospital home,
    double frailty,
    boolean hub,
    List<String> conditions,
    LocalDate end) {

  private static final Shares SEX = Shares.parse("female 56, male 44");
  private static final Shares RACE =
      Shares.parse("white 82, black 10, hispanic 3, asian 2, native 1, other 2");

  /** Hypertension, lipids, diabetes, coronary, heart failure, lung, kidney, joints, dementia. */
  private static final List<String> CONDITIONS =
      List.of("4019", "2724", "25000", "41401", "4280", "496", "5859", "71590", "2900");

  private static final double LAST_ILLNESS = 1.5;
  private static final int LONGEST_LIFE_DAYS = 15_000;

  static Person of(Nation nation, int number) {
    Draws draws = Draws.of(nation.simulation().seed(), Kind.PERSON, number);
    Hospital home = draws.pick(nation.hospitals());
    double age = drawAge(draws);
    double frailty = draws.logNormal(0.4);
    boolean hub = nation.simulation().isHub(number);
    return new Person(
        number,
        Calendar.FIRST_DAY.minusDays((long) (age * 365.25)),
        SEX.draw(draws),
        RACE.draw(draws),
        home,
        frailty,
        hub,
        drawConditions(draws, frailty),
        hub ? Calendar.LAST_DAY.plusYears(1) : drawEnd(draws, age, frailty));
  }

  /**
   * Somebody without circle or illness.
   *
   * @param birth in the simulated years
   */
  static Person born(int number, LocalDate birth, Hospital home, Draws draws) {
    return new Person(
        number,
        birth,
        SEX.draw(draws),
        RACE.draw(draws),
        home,
        1,
        false,
        List.of(DiagnosisRelatedGroup.NEWBORN.diagnosis()),
        Calendar.LAST_DAY.plusYears(1));
  }

  /** Years on the first day: most from 65 on, one in twelve younger and disabled. */
  private static double drawAge(Draws draws) {
    if (draws.chance(1 / 12.0)) {
      return 35 + 30 * draws.uniform();
    }
    return Math.min(100, 65 + 10 * draws.exponential());
  }

  private static List<String> drawConditions(Draws draws, double frailty) {
    List<String> conditions = new ArrayList<>();
    for (String condition : CONDITIONS) {
      if (draws.chance(0.25 * frailty)) {
        conditions.add(condition);
      }
    }
    return conditions.isEmpty() ? List.of(CONDITIONS.get(0)) : List.copyOf(conditions);
  }

  private static LocalDate drawEnd(Draws draws, double age, double frailty) {
    double deathsPerYear = 0.065 * frailty * StrictMath.exp(0.07 * (age - 75));
    double days = 365.25 * draws.exponential() / deathsPerYear;
    return Calendar.FIRST_DAY.plusDays((long) Math.min(LONGEST_LIFE_DAYS, days));
  }

  String patientId() {
    return "P" + digits();
  }

  /** The number in eight digits, the part of every id that belongs to this person. */
  String digits() {
    return Integer.toString(100_000_000 + number).substring(1);
  }

  /** Null for who outlives the simulated years. */
  LocalDate death() {
    return end.isAfter(Calendar.LAST_DAY) ? null : end;
  }

  /** Whether alive on some day of a year. */
  boolean sees(int year) {
    return birth.getYear() <= year && end.getYear() >= year;
  }

  /**
   * Months of a year the person sees: all twelve, or from that of birth, or up to that of death.
   */
  int monthsCovered(int year) {
    int first = birth.getYear() == year ? birth.getMonthValue() : 1;
    int last = end.getYear() == year ? end.getMonthValue() : 12;
    return last - first + 1;
  }

  /** Number of the last day on which care can be given in a year the person sees. */
  int lastDay(int year) {
    return Math.min(Calendar.number(end), Calendar.start(year + 1) - 1);
  }

  /** How many times the usual care is needed in a year: more in the last two calendar years. */
  double need(int year) {
    return end.getYear() <= year + 1 ? LAST_ILLNESS : 1;
  }
}
