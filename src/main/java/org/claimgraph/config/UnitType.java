package org.claimgraph.config;

/** What a model compares with each other. */
public enum UnitType {
  /** Hospitals, by the network of their physicians and the outcomes of their patients. */
  HOSPITAL,
  /** Hospital referral regions, likewise. */
  HRR,
  /** Physicians, by their place in a network and the outcomes of the patients they look after. */
  PHYSICIAN,
  /** Patients, by their own outcomes and the place of the physician who looks after them. */
  PATIENT;

  /** The name in tables and configuration. */
  public String label() {
    return ConfigReader.nameOf(this);
  }

  /** Whether the units are regions: the rows of {@code analysis.network_outcome}. */
  public boolean isRegion() {
    return this == HOSPITAL || this == HRR;
  }
}
