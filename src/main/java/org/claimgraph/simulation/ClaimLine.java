package org.claimgraph.simulation;

/**
 * One physician's part of a claim.
 *
 * @param physician who
 * @param role attending, operating, other or rendering
 * @param service what was billed; null on inpatient claims
 * @param money null on the lines after the first of an inpatient claim, which is paid as a whole
 */
record ClaimLine(Physician physician, String role, Service service, Money money) {

  static ClaimLine rendering(Physician physician, Service service, Money money) {
    return new ClaimLine(physician, "rendering", service, money);
  }

  ClaimLine takenBack() {
    return new ClaimLine(physician, role, service, money.takenBack());
  }
}
