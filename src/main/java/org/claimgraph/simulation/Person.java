package org.claimgraph.simulation;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.claimgraph.simulation.Draws.Kind;

/**
 * One covered person: who it is, where home is, how ill and how long alive.
 *
 * @param number from 1
 * @param birth date of birth
 * @param sex female or male
 * @param race white, black, hispanic, asian, native or other
 * @param home hospital whose physicians are seen first
 * @param frailty how much care is needed, 1 on average
 * @param novelty how readily care is looked for afresh, see {@link Circle}
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
    double novelty,
    List<String> conditions,
    LocalDate end) {

  private static final Shares SEX = Shares.parse("female 56, male 44");
  private static final Shares RACE =
      Shares.parse("white 82, black 10, hispanic 3, asian 2, native 1, other 2");

  /** Hypertension, lipids, diabetes, coronary, heart failure, lung, kidney, joints, dementia. */
  private static final List<String> CONDITIONS =
      List.of("4019", "2724", "25000", "41401", "4280", "496", "5859", "71590", "2900");

  private static final double USUAL_NOVELTY = 3;
  private static final int LAST_ILLNESS_DAYS = 730;
  private static final int LONGEST_LIFE_DAYS = 15_000;

  static Person of(Nation nation, int number) {
    Draws draws = Draws.of(nation.seed(), Kind.PERSON, number);
    Hospital home = draws.pick(nation.hospitals());
    double age = drawAge(draws);
    double frailty = draws.logNormal(0.4);
    return new Person(
        number,
        Calendar.FIRST_DAY.minusDays((long) (age * 365.25)),
        SEX.draw(draws),
        RACE.draw(draws),
        home,
        frailty,
        USUAL_NOVELTY * draws.logNormal(1.1),
        drawConditions(draws, frailty),
        drawEnd(draws, age, frailty));
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

  /** The number in seven digits, the part of every id that belongs to this person. */
  String digits() {
    return String.format(Locale.ROOT, "%07d", number);
  }

  /** Null for who outlives the simulated years. */
  LocalDate death() {
    return end.isAfter(Calendar.LAST_DAY) ? null : end;
  }

  /** The last day on which care can be given. */
  LocalDate lastDay() {
    return Calendar.earlier(end, Calendar.LAST_DAY);
  }

  YearMonth lastMonth() {
    return YearMonth.from(lastDay());
  }

  /** How much care is needed on a day: frailty, growing over the last two years of life. */
  double illness(LocalDate day) {
    long daysLeft = Math.max(0, ChronoUnit.DAYS.between(day, end));
    double decline = Math.max(0, 1 - (double) daysLeft / LAST_ILLNESS_DAYS);
    return frailty * (1 + 2.5 * decline);
  }
}
