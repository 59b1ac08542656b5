package org.claimgraph.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Outcomes that count something, in groups of which one is part of another, told together. */
enum CountedOutcomes {
  VISITS(
      "physician_visits",
      List.of("primary_visits", "medical_specialist_visits", "surgical_visits"),
      List.of("physicians_seen")),
  DAYS("hospital_days", List.of(), List.of("icu_days")),
  EMERGENCY("ed_visits", List.of(), List.of()),
  READMISSIONS("readmissions", List.of(), List.of()),
  AVOIDABLE("acsc_admissions", List.of(), List.of());

  private final String whole;
  private final List<String> disjointParts;
  private final List<String> otherParts;

  CountedOutcomes(String whole, List<String> disjointParts, List<String> otherParts) {
    this.whole = whole;
    this.disjointParts = disjointParts;
    this.otherParts = otherParts;
  }

  /** The name of the group. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The outcomes of the group. */
  List<String> outcomes() {
    List<String> outcomes = new ArrayList<>(List.of(whole));
    outcomes.addAll(disjointParts);
    outcomes.addAll(otherParts);
    return outcomes;
  }

  /** Every count that the numbers of one cohort tell, differences among them. */
  List<Long> told(Map<String, Long> counts) {
    List<Long> told = new ArrayList<>();
    long rest = counts.get(whole);
    for (String outcome : outcomes()) {
      told.add(counts.get(outcome));
      told.add(counts.get(whole) - counts.get(outcome));
      if (disjointParts.contains(outcome)) {
        rest -= counts.get(outcome);
      }
    }
    told.add(rest);
    return told;
  }
}
