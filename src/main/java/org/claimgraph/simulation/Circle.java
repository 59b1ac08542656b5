package org.claimgraph.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.claimgraph.simulation.Draws.Kind;

/**
 * The physicians whom one person sees, the same in every year.
 *
 * <p>How many they are follows a power law, and the field of each is drawn by itself, so that
 * neither depends on the hospital, nor on what else happens to the person: those admitted to a
 * hospital are, as to their circles, any of its people. Who they are does: a colleague in the
 * practice the person knows; or, with the reach of the home hospital, anybody there, the popular
 * ones likelier; seldom somebody in another hospital of the region or the nation. So wide reach
 * shows as fewer repeated pairs of physicians, and where primary physicians are the ones reached
 * for, they stand between the practices.
 */
final class Circle {

  private static final double LEAST = 2;
  private static final double TAIL = 2.2;
  private static final int MOST = 60;

  /** So many are usually of the home hospital. */
  private static final int AT_HOME = 5;

  private static final Shares FIELDS = Shares.parse("PRIMARY 50, MEDICAL 28, SURGICAL 22");

  /** Of the people of a region who see a medical specialist, those who see its hub physician. */
  private static final double HUB_SHARE = 0.25;

  private final Nation nation;
  private final Person person;
  private final Draws draws;
  private final Set<Physician> known = new LinkedHashSet<>();
  private boolean knowsHub;

  private Circle(Nation nation, Person person) {
    this.nation = nation;
    this.person = person;
    this.draws = Draws.of(nation.simulation().seed(), Kind.CIRCLE, person.number());
  }

  /** Everyone once, at least one, the first of them at the home hospital. */
  static List<Physician> of(Nation nation, Person person) {
    Circle circle = new Circle(nation, person);
    if (person.hub()) {
      circle.meetAnybody();
    } else {
      circle.meet();
    }
    return List.copyOf(circle.known);
  }

  /** A hub patient is seen in practices all over the nation. */
  private void meetAnybody() {
    List<Physician> all = nation.physicians();
    while (known.size() < nation.simulation().physiciansOfHubPatient()) {
      Physician next = draws.pick(all);
      if (Field.OF_PRACTICES.contains(next.field())) {
        known.add(next);
      }
    }
  }

  private void meet() {
    int count = (int) Math.min(MOST, LEAST * draws.pareto(TAIL));
    int practice = draws.popular(nation.perHospital(Field.PRIMARY));
    for (int i = 0; i < count; i++) {
      Field field = drawField();
      Hospital hospital = known.isEmpty() ? person.home() : drawHospital();
      Physician next = meetsHub(field) ? hub() : meet(field, hospital, practice);
      if (next != null) {
        known.add(next);
      }
    }
  }

  /** In the smallest hospitals everybody is in primary care. */
  private Field drawField() {
    Field field = Field.valueOf(FIELDS.draw(draws));
    return nation.perHospital(field) == 0 ? Field.PRIMARY : field;
  }

  /** Home as a rule; who sees many sees most of them in the region, some in the nation. */
  private Hospital drawHospital() {
    double afar = known.size() < AT_HOME ? 0.01 : 0.1;
    double near = known.size() < AT_HOME ? 0.05 : 0.7;
    double place = draws.uniform();
    if (place < afar) {
      return draws.pick(nation.hospitals());
    }
    return place < afar + near ? nation.neighbor(person.home(), draws) : person.home();
  }

  private boolean meetsHub(Field field) {
    if (field != Field.MEDICAL || knowsHub || known.isEmpty()) {
      return false;
    }
    knowsHub = true;
    return regionHasHub() && draws.chance(HUB_SHARE) && !known.contains(hub());
  }

  private boolean regionHasHub() {
    int region = person.home().number() / nation.simulation().hospitalsPerHrr();
    return region < nation.simulation().hubPhysicians();
  }

  /** The first specialist of the region. */
  private Physician hub() {
    Hospital first = nation.hospitals().get(nation.firstOfRegion(person.home()));
    return nation.physician(Field.MEDICAL, first, 0);
  }

  /**
   * Somebody new.
   *
   * @param practice place of the practice among the primary physicians
   */
  private Physician meet(Field field, Hospital hospital, int practice) {
    int staff = nation.perHospital(field);
    int place =
        draws.chance(person.home().reach(field))
            ? draws.popular(staff)
            : colleague(field, staff, practice);
    return nation.firstFree(field, hospital, place, known);
  }

  /** In the same practice, or the like one elsewhere: practices have one surgeon, else two. */
  private int colleague(Field field, int staff, int practice) {
    int place = field == Field.SURGICAL ? practice / 2 : practice / 2 * 2 + draws.below(2);
    return Math.min(place, staff - 1);
  }

  /** Those of a circle who attend at a hospital. */
  static List<Physician> at(Hospital hospital, List<Physician> circle) {
    List<Physician> there = new ArrayList<>();
    for (Physician physician : circle) {
      if (physician.worksAt(hospital)) {
        there.add(physician);
      }
    }
    return there;
  }
}
