package org.claimgraph.simulation;

import java.time.LocalDate;
import java.util.List;

/**
 * One claim; its lines are numbered from 1.
 *
 * @param id unique in the nation
 * @param type inpatient or professional
 * @param from first day of service
 * @param to last day of service
 * @param hospital that bills; null on professional claims
 * @param diagnoses ICD-9 codes, principal first
 * @param lines at least one
 */
record Claim(
    String id,
    String type,
    LocalDate from,
    LocalDate to,
    Hospital hospital,
    List<String> diagnoses,
    List<ClaimLine> lines) {}
