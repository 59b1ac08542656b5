package org.claimgraph.simulation;

import org.claimgraph.simulation.Draws.Kind;

/**
 * A physician of one hospital.
 *
 * @param number from 0, in order of hospital; also the order of NPIs
 * @param npi identifier with a valid check digit
 * @param field what this physician does
 * @param specialty CMS specialty code
 * @param hospital where this physician attends
 */
record Physician(int number, String npi, Field field, String specialty, Hospital hospital) {

  /** Colleagues who share an office: two in primary care, two specialists, one surgeon. */
  private static final Field[] PRACTICE = {
    Field.PRIMARY, Field.PRIMARY, Field.MEDICAL, Field.MEDICAL, Field.SURGICAL
  };

  /** Hospitals of at least so many physicians have one for radiology and one for emergencies. */
  private static final int WITH_DEPARTMENTS = 10;

  static Physician of(Simulation simulation, Hospital hospital, int position) {
    int number = hospital.number() * simulation.physiciansPerHospital() + position;
    Field field = field(position, simulation.physiciansPerHospital());
    Draws draws = Draws.of(simulation.seed(), Kind.PHYSICIAN, number);
    return new Physician(number, Npi.of(number), field, field.drawSpecialty(draws), hospital);
  }

  /** Of the physician at a position of a hospital with so many physicians. */
  static Field field(int position, int physicians) {
    if (physicians >= WITH_DEPARTMENTS && position >= physicians - 2) {
      return position == physicians - 1 ? Field.RADIOLOGY : Field.EMERGENCY;
    }
    return PRACTICE[position % PRACTICE.length];
  }

  boolean worksAt(Hospital other) {
    return hospital.number() == other.number();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Physician physician && physician.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
