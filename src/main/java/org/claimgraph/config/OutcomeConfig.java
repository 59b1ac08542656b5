package org.claimgraph.config;

import java.io.Serializable;
import java.util.List;

/**
 * What is counted for whom.
 *
 * @param cohorts who is counted
 * @param money what spending adds up
 * @param betos file of BETOS categories by procedure code; null where there is none
 * @param rbcs file of RBCS categories by procedure code; null where there is none
 * @param emergency what tells a visit to an emergency department
 * @param readmission which stays are planned, and which are not looked at
 * @param acsc file of diagnoses of ambulatory-care-sensitive conditions; null where there is none
 */
public record OutcomeConfig(
    List<Cohort> cohorts,
    Money money,
    String betos,
    String rbcs,
    Emergency emergency,
    Readmission readmission,
    String acsc) {

  /** Who is counted, and over which window. */
  public enum Cohort {
    /** Everyone alive when the period begins; window = the period. */
    ALL,
    /** Deaths in the period with a complete look-back; window = the 730 days to death. */
    LAST_TWO_YEARS;

    /** The name in tables and configuration. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** Which amount spending adds up. */
  public enum Money {
    PAID,
    ALLOWED
  }

  /**
   * What tells a visit to an emergency department: any of these on a line.
   *
   * @param hcpcs procedure codes, or ranges of them
   * @param places places of service
   * @param revenueCodes revenue codes, or ranges of them
   */
  public record Emergency(List<String> hcpcs, List<String> places, List<String> revenueCodes) {}

  /**
   * Which stays are not readmissions because they are planned, and which are not followed.
   *
   * @param plannedDrgs DRGs of planned stays
   * @param plannedDiagnoses beginnings of principal diagnoses of planned stays
   * @param excludedDrgs DRGs of stays that are not followed
   * @param excludedDiagnoses beginnings of principal diagnoses of stays that are not followed
   */
  public record Readmission(
      List<String> plannedDrgs,
      List<String> plannedDiagnoses,
      List<String> excludedDrgs,
      List<String> excludedDiagnoses)
      implements Serializable {}

  static OutcomeConfig read(ConfigReader in) {
    OutcomeConfig config =
        new OutcomeConfig(
            in.someOf("outcome.cohorts", Cohort.class),
            in.oneOf("outcome.money", Money.class),
            in.optionalText("outcome.betos"),
            in.optionalText("outcome.rbcs"),
            new Emergency(
                in.codes("outcome.emergency.hcpcs", 5, "99281-99285"),
                in.codes("outcome.emergency.places", 2, "23"),
                in.codes("outcome.emergency.revenue-codes", 4, "0450-0452")),
            new Readmission(
                in.texts("outcome.readmission.planned-drgs"),
                in.texts("outcome.readmission.planned-diagnoses"),
                in.texts("outcome.readmission.excluded-drgs"),
                in.texts("outcome.readmission.excluded-diagnoses")),
            in.optionalText("outcome.acsc"));
    if (config.betos != null && config.rbcs != null) {
      in.invalid("outcome.rbcs", "must not be set beside outcome.betos");
    }
    return config;
  }
}
