package org.claimgraph.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everyone who gives care: the hospitals and their physicians. Does not depend on the patients. */
final class Nation {

  private final Simulation simulation;
  private final List<Hospital> hospitals = new ArrayList<>();
  private final List<Physician> physicians = new ArrayList<>();

  /** Of each field, in order of number; every hospital has equally many. */
  private final Map<Field, List<Physician>> byField = new EnumMap<>(Field.class);

  private Nation(Simulation simulation) {
    this.simulation = simulation;
    for (Field field : Field.values()) {
      byField.put(field, new ArrayList<>());
    }
  }

  static Nation of(Simulation simulation) {
    Nation nation = new Nation(simulation);
    for (int number = 0; number < simulation.hospitals(); number++) {
      nation.open(Hospital.of(simulation, number));
    }
    return nation;
  }

  private void open(Hospital hospital) {
    hospitals.add(hospital);
    for (int position = 0; position < simulation.physiciansPerHospital(); position++) {
      Physician physician = Physician.of(simulation, hospital, position);
      physicians.add(physician);
      byField.get(physician.field()).add(physician);
    }
  }

  Simulation simulation() {
    return simulation;
  }

  List<Hospital> hospitals() {
    return hospitals;
  }

  /** In order of number. */
  List<Physician> physicians() {
    return physicians;
  }

  /** How many physicians of a field each hospital has. */
  int perHospital(Field field) {
    return byField.get(field).size() / hospitals.size();
  }

  /** The physician of a field at a place among those of a hospital. */
  Physician physician(Field field, Hospital hospital, int index) {
    return byField.get(field).get(hospital.number() * perHospital(field) + index);
  }

  /** Any hospital of the same region, the given one included. */
  Hospital neighbor(Hospital hospital, Draws draws) {
    return hospitals.get(firstOfRegion(hospital) + draws.below(simulation.hospitalsPerHrr()));
  }

  /** Number of the first hospital of the same region. */
  int firstOfRegion(Hospital hospital) {
    int perHrr = simulation.hospitalsPerHrr();
    return hospital.number() / perHrr * perHrr;
  }

  /**
   * The first physician of a field who is not taken, from a place in a hospital on and round the
   * region; null where all are.
   */
  Physician firstFree(Field field, Hospital hospital, int index, Set<Physician> taken) {
    List<Physician> all = byField.get(field);
    int perHospital = perHospital(field);
    int region = firstOfRegion(hospital) * perHospital;
    int size = simulation.hospitalsPerHrr() * perHospital;
    int start = hospital.number() * perHospital + index - region;
    for (int i = 0; i < size; i++) {
      Physician candidate = all.get(region + (start + i) % size);
      if (!taken.contains(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
