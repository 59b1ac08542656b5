package org.claimgraph.report;

import java.util.List;
import java.util.Map;

/** Names of columns and groups in words. */
final class Labels {

  /** Specialty groups in the order of every chart. */
  static final List<String> GROUPS = List.of("primary", "medical", "surgical", "other", "unknown");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("primary", "Primary care"),
          Map.entry("medical", "Medical specialists"),
          Map.entry("surgical", "Surgical specialists"),
          Map.entry("other", "Other physicians"),
          Map.entry("unknown", "Specialty unknown"),
          Map.entry("spending", "Total spending"),
          Map.entry("spending_inpatient", "Inpatient spending"),
          Map.entry("spending_imaging", "Spending on imaging"),
          Map.entry("spending_tests", "Spending on tests"),
          Map.entry("spending_standardized", "Spending at standard prices"),
          Map.entry("hospital_days", "Days in hospital"),
          Map.entry("icu_days", "Days in intensive care"),
          Map.entry("physician_visits", "Physician visits"),
          Map.entry("primary_visits", "Primary care visits"),
          Map.entry("medical_specialist_visits", "Medical specialist visits"),
          Map.entry("surgical_visits", "Surgical visits"),
          Map.entry("ed_visits", "Emergency visits"),
          Map.entry("physicians_seen", "Physicians seen"),
          Map.entry("readmissions", "Readmissions"),
          Map.entry("acsc_admissions", "Avoidable admissions"),
          Map.entry("adjusted_degree", "Ties per 100 shared patients"),
          Map.entry("adjusted_degree_median", "Ties per 100 shared patients (median)"),
          Map.entry("adjusted_degree_mean", "Ties per 100 shared patients (mean)"),
          Map.entry("pcp_relative_centrality", "Centrality of primary care"),
          Map.entry("pcp_relative_centrality_winsorized", "Centrality of primary care"),
          Map.entry("physicians", "Physicians"),
          Map.entry("ties", "Ties"),
          Map.entry("degree_median", "Ties of a physician (median)"),
          Map.entry("hospital", "hospital"),
          Map.entry("hrr", "hospital referral region"),
          Map.entry("nation", "nation"),
          Map.entry("physician", "physician"),
          Map.entry("patient", "patient"));

  private Labels() {}

  /** What a column or group is called. */
  static String of(String name) {
    return WORDS.getOrDefault(name, name.replace('_', ' '));
  }

  /** With the unit of an average of patients. */
  static String outcome(String name) {
    return of(name) + (name.startsWith("spending") ? ", US dollars per patient" : " per patient");
  }

  static Sheet.Form form(String outcome) {
    return outcome.startsWith("spending") ? Sheet.Form.DOLLARS : Sheet.Form.NUMBER;
  }

  static String plural(String unit) {
    return of(unit) + "s";
  }

  /** Whose outcomes, in a sentence. */
  static String cohort(String cohort) {
    return switch (cohort) {
      case "all" -> "all patients";
      case "last-two-years" -> "patients in their last two years of life";
      default -> "patients of cohort " + cohort;
    };
  }

  /** Which ties, in a sentence. */
  static String tieRule(String rule) {
    if (rule.equals("all")) {
      return "every tie";
    }
    return rule.matches("min-[0-9]+")
        ? "ties of at least " + rule.substring("min-".length()) + " shared patients"
        : "ties by rule " + rule;
  }

  /** What a percentage is of, in a sentence. */
  static String estimand(String estimand) {
    return switch (estimand) {
      case "pct_loglinear" -> "percent of the outcome, estimated on its logarithm";
      case "pct_of_mean" -> "percent of the mean outcome";
      case "pct_ref_profile" -> "percent of the outcome expected at the reference profile";
      default -> estimand;
    };
  }

  /** Colours tell groups apart by this. */
  static int rank(String group) {
    int rank = GROUPS.indexOf(group);
    return rank < 0 ? GROUPS.size() : rank;
  }
}
