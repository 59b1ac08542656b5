package org.claimgraph.simulation;

import java.util.ArrayList;
import java.util.List;

/** Everyone who gives care: the hospitals and their physicians. Does not depend on the patients. */
final class Nation {

  private final Simulation simulation;
  private final List<Hospital> hospitals = new ArrayList<>();
  private final List<List<Physician>> physicians = new ArrayList<>();
  private final List<List<Physician>> primaryPhysicians = new ArrayList<>();

  private Nation(Simulation simulation) {
    this.simulation = simulation;
  }

  static Nation of(Simulation simulation) {
    Nation nation = new Nation(simulation);
    for (int number = 0; number < simulation.hospitals(); number++) {
      nation.open(Hospital.of(simulation, number));
    }
    return nation;
  }

  private void open(Hospital hospital) {
    List<Physician> staff = new ArrayList<>();
    for (int position = 0; position < simulation.physiciansPerHospital(); position++) {
      staff.add(Physician.of(simulation, hospital, position));
    }
    hospitals.add(hospital);
    physicians.add(staff);
    primaryPhysicians.add(staff.stream().filter(Physician::primary).toList());
  }

  long seed() {
    return simulation.seed();
  }

  List<Hospital> hospitals() {
    return hospitals;
  }

  /** The physicians of a hospital in order of position. */
  List<Physician> physicians(Hospital hospital) {
    return physicians.get(hospital.number());
  }

  /** Never empty. */
  List<Physician> primaryPhysicians(Hospital hospital) {
    return primaryPhysicians.get(hospital.number());
  }

  /** Any hospital of the same region, the given one included. */
  Hospital neighbor(Hospital hospital, Draws draws) {
    int perHrr = simulation.hospitalsPerHrr();
    int first = hospital.number() / perHrr * perHrr;
    return hospitals.get(first + draws.below(perHrr));
  }
}
