package org.claimgraph.simulation;

import java.util.List;
import org.claimgraph.simulation.Draws.Kind;

/**
 * Children born in the last year, from whose claims the hospital of every physician is known.
 *
 * <p>Where a physician belongs is read from inpatient claims. If only the patients whose outcomes
 * are measured had such claims, the physicians of those admitted would be the ones with a known
 * hospital, and their circles would shape the network that should explain their outcomes. Nobody
 * born in a period is in a cohort of that period, and inpatient lines are no encounters: so a
 * newborn tells the hospital of its physicians and changes neither outcomes nor ties.
 *
 * <p>Each is the patient of the next few physicians of its hospital, whatever their field; it has
 * one stay and no other claim.
 */
final class Newborn {

  /** Attending, operating, other: as many as an inpatient claim of every layout can name. */
  static final int PHYSICIANS = 3;

  private static final int DAYS = 2;

  private Newborn() {}

  static History history(Nation nation, List<CareLevel> levels, int number) {
    Simulation simulation = nation.simulation();
    int index = number - simulation.patients() - 1;
    Hospital hospital = nation.hospitals().get(index / simulation.newbornsPerHospital());
    Draws draws = Draws.of(simulation.seed(), Kind.PERSON, number);
    int day = drawDay(draws);
    Person child = Person.born(number, Calendar.day(day), hospital, draws);
    Billing billing = new Billing(child, levels.get(hospital.number()), draws);
    Admission birth = admission(nation, hospital, index % simulation.newbornsPerHospital());
    Stay stay = billing.stay(birth, DiagnosisRelatedGroup.NEWBORN, day, day + DAYS, 1);
    return new History(child, List.of(stay), billing.claims());
  }

  /** After the first day of the year, which would belong to a cohort, and home before its end. */
  private static int drawDay(Draws draws) {
    int first = Calendar.start(Calendar.LAST_YEAR) + 1;
    return first + draws.below(Calendar.number(Calendar.LAST_DAY) - DAYS - first + 1);
  }

  private static Admission admission(Nation nation, Hospital hospital, int place) {
    int staff = nation.simulation().physiciansPerHospital();
    int first = place * PHYSICIANS;
    List<Physician> physicians =
        nation
            .physicians()
            .subList(hospital.number() * staff, (hospital.number() + 1) * staff)
            .subList(first, Math.min(staff, first + PHYSICIANS));
    return new Admission(
        Calendar.LAST_YEAR,
        hospital,
        physicians.get(0),
        physicians.size() > 1 ? physicians.get(1) : null,
        physicians.size() > 2 ? physicians.get(2) : null,
        false);
  }
}
