package org.claimgraph.simulation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * One hospital stay.
 *
 * @param id also the id of its inpatient claim
 * @param hospital where
 * @param admission first day
 * @param discharge last day; equal to the first for a same-day stay
 * @param icuDays days in intensive care, at most those of the stay
 * @param group reason of the stay
 * @param money what the stay cost
 */
record Stay(
    String id,
    Hospital hospital,
    LocalDate admission,
    LocalDate discharge,
    int icuDays,
    DiagnosisRelatedGroup group,
    Money money) {

  /** Discharge minus admission, 1 for a same-day stay. */
  static int days(LocalDate admission, LocalDate discharge) {
    return Math.max(1, (int) ChronoUnit.DAYS.between(admission, discharge));
  }

  int days() {
    return days(admission, discharge);
  }
}
