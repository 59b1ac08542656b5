package org.claimgraph.simulation;

import java.time.LocalDate;
import java.util.List;

/**
 * One hospital stay.
 *
 * @param id also the id of its inpatient claim
 * @param admission where, and who is responsible
 * @param from number of the first day
 * @param to number of the last day; equal to the first for a same-day stay
 * @param icuDays days in intensive care, at most those of the stay
 * @param group reason of the stay
 * @param diagnoses ICD-9 codes, principal first
 * @param money what the stay cost
 */
record Stay(
    String id,
    Admission admission,
    int from,
    int to,
    int icuDays,
    DiagnosisRelatedGroup group,
    List<String> diagnoses,
    Money money) {

  LocalDate admitted() {
    return Calendar.day(from);
  }

  LocalDate discharged() {
    return Calendar.day(to);
  }
}
