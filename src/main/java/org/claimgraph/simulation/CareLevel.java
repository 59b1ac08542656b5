package org.claimgraph.simulation;

import java.io.Serializable;

/**
 * How much care the people of one hospital get, in expected values.
 *
 * @param medicalVisits visits to each medical specialist of a person's circle in a year, at least 1
 * @param otherVisits visits to each other physician of the circle in a year, at least 1
 * @param visitDollars price of a visit itself
 * @param images images taken at a visit
 * @param tests tests made at a visit
 * @param stayDays days in hospital for each admission
 * @param stayPrice price of a stay, relative to the usual one
 */
record CareLevel(
    double medicalVisits,
    double otherVisits,
    double visitDollars,
    double images,
    double tests,
    double stayDays,
    double stayPrice)
    implements Serializable {

  double visits(Physician physician) {
    return physician.field() == Field.MEDICAL ? medicalVisits : otherVisits;
  }
}
