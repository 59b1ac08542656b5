package org.claimgraph.simulation;

import java.util.List;
import java.util.Locale;

/** What physicians do, with the CMS specialty codes that do it. */
enum Field {
  PRIMARY("11 55, 08 35, 01 5, 38 5"),
  MEDICAL("06 30, 10 19, 29 17, 39 17, 83 17"),
  SURGICAL("02 45, 20 36, 34 19"),
  RADIOLOGY("30 1"),
  EMERGENCY("93 1");

  /** Whom a patient can know; the others work for the hospital. */
  static final List<Field> OF_PRACTICES = List.of(PRIMARY, MEDICAL, SURGICAL);

  private final Shares specialties;

  Field(String specialties) {
    this.specialties = Shares.parse(specialties);
  }

  String drawSpecialty(Draws draws) {
    return specialties.draw(draws);
  }

  /** The group of the specialties, as {@code claims.physician} has it. */
  String group() {
    return OF_PRACTICES.contains(this) ? name().toLowerCase(Locale.ROOT) : "other";
  }
}
