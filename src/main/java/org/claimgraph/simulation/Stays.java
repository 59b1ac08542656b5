package org.claimgraph.simulation;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.claimgraph.simulation.Draws.Kind;

/**
 * Plans a person's stays: none to four, more with illness, longer and dearer where the home
 * hospital is more connected.
 *
 * <p>That the number of stays does not depend on connectedness keeps the effect where outcomes look
 * for it: in the days and dollars of people who had a stay.
 */
final class Stays {

  private static final int MOST = 4;
  private static final double PER_MONTH = 0.022;
  private static final double USUAL_DAYS = 5;

  private final Nation nation;
  private final Person person;
  private final Draws draws;
  private final List<Stay> stays = new ArrayList<>();

  private Stays(Nation nation, Person person) {
    this.nation = nation;
    this.person = person;
    this.draws = Draws.of(nation.seed(), Kind.STAYS, person.number());
  }

  /** The stays in the order they were planned; they may overlap. */
  static List<Stay> of(Nation nation, Person person) {
    Stays plan = new Stays(nation, person);
    plan.planMonths();
    plan.planLastStay();
    return List.copyOf(plan.stays);
  }

  private void planMonths() {
    YearMonth last = person.lastMonth();
    for (YearMonth month = Calendar.FIRST_MONTH;
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      LocalDate day = month.atDay(1 + draws.below(month.lengthOfMonth()));
      boolean admitted = draws.chance(PER_MONTH * person.illness(day));
      if (admitted && !day.isAfter(person.lastDay())) {
        planStay(day);
      }
    }
  }

  /** Every second death is in hospital. */
  private void planLastStay() {
    if (person.death() != null && draws.chance(0.5)) {
      LocalDate planned = person.death().minusDays(drawDays());
      LocalDate admission = planned.isBefore(Calendar.FIRST_DAY) ? person.death() : planned;
      add(drawHospital(), admission, person.death());
    }
  }

  private void planStay(LocalDate admission) {
    LocalDate discharge = dischargeAfter(admission, draws.chance(0.04) ? 0 : drawDays());
    add(drawHospital(), admission, discharge);
    if (draws.chance(0.05) && discharge.isAfter(admission)) {
      planTransfer(discharge.minusDays(1));
    }
  }

  /** The next hospital admits a day before the first one discharges, as transfers are billed. */
  private void planTransfer(LocalDate admission) {
    Hospital next = nation.neighbor(person.home(), draws);
    add(next, admission, dischargeAfter(admission, drawDays()));
  }

  private LocalDate dischargeAfter(LocalDate admission, int days) {
    return Calendar.earlier(admission.plusDays(days), person.lastDay());
  }

  private void add(Hospital hospital, LocalDate admission, LocalDate discharge) {
    if (stays.size() == MOST) {
      return;
    }
    String id = "I" + person.digits() + "-" + (stays.size() + 1);
    DiagnosisRelatedGroup group = DiagnosisRelatedGroup.draw(draws);
    double costliness = person.home().spendingFactor() * draws.logNormal(0.3);
    Money money = Money.forStay(group.usualDollars() * costliness);
    int icuDays = drawIcuDays(Stay.days(admission, discharge));
    stays.add(new Stay(id, hospital, admission, discharge, icuDays, group, money));
  }

  private int drawDays() {
    return draws.round(USUAL_DAYS * draws.logNormal(0.5) * person.home().hospitalDaysFactor());
  }

  /** One stay of five has some. */
  private int drawIcuDays(int days) {
    return draws.chance(0.2) ? 1 + draws.below(days) : 0;
  }

  /** Mostly home, sometimes the region, seldom anywhere. */
  private Hospital drawHospital() {
    double place = draws.uniform();
    if (place < 0.9) {
      return person.home();
    }
    return place < 0.97 ? nation.neighbor(person.home(), draws) : draws.pick(nation.hospitals());
  }
}
