package org.claimgraph.config;

/**
 * Where patients belong.
 *
 * @param hospital how a patient comes to a hospital
 * @param drg csv that tells medical from surgical diagnosis-related groups; null where there is
 *     none
 */
public record AttributionConfig(HospitalRule hospital, String drg) {

  /** How a patient comes to a hospital. */
  public enum HospitalRule {
    /** The hospital of most medical admissions. */
    ADMISSIONS,
    /** The hospital of the attributed physician. */
    PHYSICIAN
  }

  static AttributionConfig read(ConfigReader in) {
    return new AttributionConfig(
        in.oneOf("outcome.attribution.hospital", HospitalRule.class),
        in.optionalText("outcome.drg"));
  }
}
