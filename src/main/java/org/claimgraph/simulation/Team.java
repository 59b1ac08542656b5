package org.claimgraph.simulation;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The physicians of one stay; one may hold several roles.
 *
 * @param attending who is responsible
 * @param operating the surgeon; null for a medical stay
 * @param other who was asked as well; null in every second stay
 */
record Team(Physician attending, Physician operating, Physician other) {

  static Team of(Stay stay, Circle circle, Draws draws) {
    Hospital hospital = stay.hospital();
    Physician attending = circle.nextAt(hospital);
    Physician operating = stay.group().medical() ? null : circle.surgeonAt(hospital);
    Physician other = draws.chance(0.5) ? circle.nextAt(hospital) : null;
    return new Team(attending, operating, other);
  }

  /** Everyone once. */
  List<Physician> members() {
    return Stream.of(attending, operating, other).filter(Objects::nonNull).distinct().toList();
  }

  /** One line for each role; the money is on the first. */
  List<ClaimLine> lines(Money money) {
    return Stream.of(
            new ClaimLine(attending, "attending", null, money),
            new ClaimLine(operating, "operating", null, null),
            new ClaimLine(other, "other", null, null))
        .filter(line -> line.physician() != null)
        .toList();
  }
}
