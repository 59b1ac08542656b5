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
          "spending",
          "spending_inpatient",
          "spending_imaging",
          "spending_tests",
          "spending_standardized",
          "hospital_days",
          "icu_days",
          "physician_visits",
          "primary_visits",
          "medical_specialist_visits",
          "surgical_visits",
          "ed_visits",
          "physicians_seen",
          "readmissions",
          "acsc_admissions");

  private AveragedOutcomes() {}
}
