package org.claimgraph.simulation;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.claimgraph.simulation.Draws.Kind;

/**
 * Lives through a person's months: visits and stays, each billed by whom the person sees then. What
 * the circle of physicians learns in one month counts in the next.
 */
final class Care {

  private static final double VISITS_PER_MONTH = 0.5;

  /** Of each physician of the team. */
  private static final double VISITS_PER_HOSPITAL_DAY = 0.5;

  private final Person person;
  private final Draws draws;
  private final Circle circle;
  private final Billing billing;

  private Care(Nation nation, Person person) {
    this.person = person;
    this.draws = Draws.of(nation.seed(), Kind.CARE, person.number());
    this.circle = new Circle(nation, person, draws);
    this.billing = new Billing(person, draws);
  }

  /** The claims of all care in the simulated years, none after death. */
  static List<Claim> of(Nation nation, Person person, List<Stay> stays) {
    Care care = new Care(nation, person);
    YearMonth last = person.lastMonth();
    for (YearMonth month = Calendar.FIRST_MONTH;
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      care.visit(month);
      for (Stay stay : stays) {
        if (YearMonth.from(stay.admission()).equals(month)) {
          care.stay(stay);
        }
      }
    }
    return care.billing.claims();
  }

  private void visit(YearMonth month) {
    double mean = VISITS_PER_MONTH * person.illness(month.atDay(15)) * person.home().visitsFactor();
    int visits = draws.poisson(mean);
    for (int i = 0; i < visits; i++) {
      LocalDate day = month.atDay(1 + draws.below(month.lengthOfMonth()));
      if (!day.isAfter(person.lastDay())) {
        billing.visit(circle.next(), day);
      }
    }
  }

  private void stay(Stay stay) {
    Team team = Team.of(stay, circle, draws);
    billing.stay(stay, team);
    for (int day = 0; day < stay.days(); day++) {
      for (Physician physician : team.members()) {
        if (draws.chance(visitsPerHospitalDay())) {
          billing.visitInStay(physician, stay, stay.admission().plusDays(day));
        }
      }
    }
  }

  /** Visits rise more with connectedness than hospital days do; this is the rest. */
  private double visitsPerHospitalDay() {
    Hospital home = person.home();
    return VISITS_PER_HOSPITAL_DAY * home.visitsFactor() / home.hospitalDaysFactor();
  }
}
