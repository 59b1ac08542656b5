package org.claimgraph.simulation;

import java.time.LocalDate;
import java.util.List;

/**
 * One claim; its lines are numbered from 1.
 *
 * @param id unique in the nation
 * @param stay what an inpatient claim is for; null on professional claims
 * @param from first day of service
 * @param to last day of service
 * @param diagnoses ICD-9 codes, principal first
 * @param lines at least one
 */
record Claim(
    String id,
    Stay stay,
    LocalDate from,
    LocalDate to,
    List<String> diagnoses,
    List<ClaimLine> lines) {

  /** Whether it is for a visit to an emergency department. */
  boolean isEmergency() {
    return lines.get(0).service() == Service.EMERGENCY_VISIT;
  }

  String type() {
    return stay == null ? "professional" : "inpatient";
  }
}
