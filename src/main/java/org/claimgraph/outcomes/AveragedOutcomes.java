package org.claimgraph.outcomes;

import java.util.List;

/** The outcomes of patients that are averaged over regions and physicians. */
final class AveragedOutcomes {

  /**
   * Columns of {@code outcome.patient_outcome}, whole numbers or decimals; those of their averages
   * are in the contract {@code outcome.averaged}.
   */
  static final List<String> NAMES =
      List.of(
          "spending", "spending_inpatient", "hospital_days", "physician_visits", "physicians_seen");

  private AveragedOutcomes() {}
}
