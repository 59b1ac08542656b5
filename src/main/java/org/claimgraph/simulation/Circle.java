package org.claimgraph.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The physicians one person knows, and whom the person sees next.
 *
 * <p>The next visit goes to somebody known, the likelier the more often seen before, or somewhere
 * afresh: after v visits with novelty t, afresh with probability t / (t + v) (the urn of Hoppe, J
 * Math Biol 20:91, 1984). Afresh means a colleague in the practice of the first physician, whom the
 * person may know already; or, with the reach of the home hospital, anybody. So wide reach shows as
 * more different physicians in the same number of visits, and as fewer repeated pairs of them.
 */
final class Circle {

  private static final int FIRST_VISITS = 2;

  private final Nation nation;
  private final Person person;
  private final Draws draws;
  private final Physician first;

  /** A physician appears once for each visit. */
  private final List<Physician> visited = new ArrayList<>();

  Circle(Nation nation, Person person, Draws draws) {
    this.nation = nation;
    this.person = person;
    this.draws = draws;
    this.first = draws.pick(nation.primaryPhysicians(person.home()));
    for (int i = 0; i < FIRST_VISITS; i++) {
      visited.add(first);
    }
  }

  /** Whom the person sees outside of stays. */
  Physician next() {
    return remember(
        isAfresh(visited) ? meet(nextHospital(), physician -> true) : draws.pick(visited));
  }

  /** Who cares for the person in a stay at a hospital. */
  Physician nextAt(Hospital hospital) {
    List<Physician> known =
        visited.stream().filter(p -> p.attends() && p.hospital().equals(hospital)).toList();
    return remember(isAfresh(known) ? meet(hospital, Physician::attends) : draws.pick(known));
  }

  /** Who operates on the person in a stay at a hospital. */
  Physician surgeonAt(Hospital hospital) {
    return remember(meet(hospital, Physician::surgeon));
  }

  private Physician remember(Physician physician) {
    visited.add(physician);
    return physician;
  }

  private boolean isAfresh(List<Physician> known) {
    return draws.chance(person.novelty() / (person.novelty() + known.size()));
  }

  /** Without reach the home hospital; with it mostly so, else the region, seldom the nation. */
  private Hospital nextHospital() {
    double place = draws.uniform() / person.home().reach();
    if (place < 0.07) {
      return draws.pick(nation.hospitals());
    }
    return place < 0.3 ? nation.neighbor(person.home(), draws) : person.home();
  }

  /** The first suitable physician from some position on; without one, whoever is there. */
  private Physician meet(Hospital hospital, Predicate<Physician> suitable) {
    List<Physician> staff = nation.physicians(hospital);
    int start = draws.chance(person.home().reach()) ? draws.below(staff.size()) : colleague(staff);
    for (int i = 0; i < staff.size(); i++) {
      Physician candidate = staff.get((start + i) % staff.size());
      if (suitable.test(candidate)) {
        return candidate;
      }
    }
    return staff.get(start);
  }

  /** A position in the practice of the first physician, or in the like practice elsewhere. */
  private int colleague(List<Physician> staff) {
    int start = first.position() / Physician.PRACTICE * Physician.PRACTICE;
    return start + draws.below(Math.min(Physician.PRACTICE, staff.size() - start));
  }
}
