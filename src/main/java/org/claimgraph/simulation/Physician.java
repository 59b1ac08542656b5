package org.claimgraph.simulation;

import org.claimgraph.simulation.Draws.Kind;

/**
 * A physician of one hospital.
 *
 * @param npi identifier with a valid check digit
 * @param specialty CMS specialty code
 * @param hospital where this physician attends
 * @param position place among the colleagues of the hospital, from 0; five in a row are a practice
 */
record Physician(String npi, String specialty, Hospital hospital, int position) {

  /** Colleagues who share an office, two of them in primary care. */
  static final int PRACTICE = 5;

  private static final Shares PRIMARY = Shares.parse("11 55, 08 35, 01 5, 38 5");
  private static final Shares OTHERS =
      Shares.parse("06 16, 10 10, 29 9, 39 9, 83 8, 02 15, 20 12, 34 6, 93 8, 30 7");

  static Physician of(Simulation simulation, Hospital hospital, int position) {
    int number = hospital.number() * simulation.physiciansPerHospital() + position;
    Draws draws = Draws.of(simulation.seed(), Kind.PHYSICIAN, number);
    String specialty = (isPrimary(position) ? PRIMARY : OTHERS).draw(draws);
    return new Physician(Npi.of(number), specialty, hospital, position);
  }

  private static boolean isPrimary(int position) {
    return position % PRACTICE < 2;
  }

  boolean primary() {
    return isPrimary(position);
  }

  boolean surgeon() {
    return specialty.equals("02") || specialty.equals("20") || specialty.equals("34");
  }

  boolean radiologist() {
    return specialty.equals("30");
  }

  boolean emergency() {
    return specialty.equals("93");
  }

  /** Whether this physician cares for patients in their stays. */
  boolean attends() {
    return !radiologist() && !emergency();
  }
}
