package org.claimgraph.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.claimgraph.simulation.Draws.Kind;

/**
 * That a person is in hospital in a year, and who is responsible there. Neither what it costs nor
 * how long it lasts is decided here, so admissions do not depend on outcomes.
 *
 * @param year calendar year, of the whole stay
 * @param hospital where
 * @param attending who is responsible
 * @param operating a surgeon; null where the person knows none there
 * @param other who was asked as well; null where there is nobody
 * @param transferred whether this goes on from the admission before, in another hospital
 */
record Admission(
    int year,
    Hospital hospital,
    Physician attending,
    Physician operating,
    Physician other,
    boolean transferred) {

  private static final double PER_YEAR = 0.35;
  private static final double TRANSFERS = 0.2;

  /**
   * The admissions of a person in order of time. All but transfers are at the home hospital; a
   * transfer comes from another one where the circle has somebody, and ends at home.
   */
  static List<Admission> of(Nation nation, Person person, List<Physician> circle) {
    Draws draws = Draws.of(nation.simulation().seed(), Kind.ADMISSIONS, person.number());
    List<Admission> admissions = new ArrayList<>();
    if (!person.hub()) {
      for (int year = Calendar.FIRST_YEAR; year <= Calendar.LAST_YEAR; year++) {
        if (person.sees(year)) {
          int count = draws.poisson(PER_YEAR * person.frailty() * person.need(year));
          for (int i = 0; i < count; i++) {
            admit(admissions, year, person.home(), circle, draws);
          }
        }
      }
    }
    return admissions;
  }

  private static void admit(
      List<Admission> admissions, int year, Hospital home, List<Physician> circle, Draws draws) {
    Physician from = draws.pick(circle);
    boolean transferred = !from.worksAt(home) && draws.chance(TRANSFERS);
    if (transferred) {
      admissions.add(new Admission(year, from.hospital(), from, null, null, false));
    }
    List<Physician> there = Circle.at(home, circle);
    Physician operating =
        there.stream().filter(p -> p.field() == Field.SURGICAL).findFirst().orElse(null);
    Physician other = draws.chance(0.5) ? draws.pick(there) : null;
    admissions.add(new Admission(year, home, draws.pick(there), operating, other, transferred));
  }

  /** Everyone with a part in it, each once. */
  List<Physician> physicians() {
    return Stream.of(attending, operating, other).filter(Objects::nonNull).distinct().toList();
  }
}
