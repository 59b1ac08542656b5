package org.claimgraph.config;

/** Kinds of region whose physicians form a network. */
public enum RegionType {
  /** The hospital a physician is assigned to; its id is the CCN. */
  HOSPITAL,
  /** Hospital referral region. */
  HRR,
  /** Everyone; its id is US. */
  NATION;

  /** The name in tables and configuration. */
  public String label() {
    return ConfigReader.nameOf(this);
  }
}
