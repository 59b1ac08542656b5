package org.claimgraph.config;

import java.util.List;

/**
 * Which claim lines connect a patient and a physician.
 *
 * @param policy which lines count
 * @param roles roles of the physician that count
 * @param evaluationAndManagement HCPCS codes or ranges of codes ({@code 99201-99499})
 * @param minRvu smallest relative value of a procedure that counts
 * @param rvu csv of relative values; null where no procedure counts
 * @param excludedSpecialties CMS specialty codes whose lines do not count
 * @param minPatients physicians with fewer distinct patients in the period are left out
 */
public record EncounterConfig(
    Policy policy,
    List<Role> roles,
    List<String> evaluationAndManagement,
    double minRvu,
    String rvu,
    List<String> excludedSpecialties,
    int minPatients) {

  /** Which lines count. */
  public enum Policy {
    SIGNIFICANT,
    ANY;

    /** The name in tables and configuration. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** What a physician did on a line. */
  public enum Role {
    RENDERING,
    ATTENDING,
    OPERATING,
    OTHER;

    /** The name in {@code claims.claim_line.npi_role}. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** The same under another policy. */
  public EncounterConfig with(Policy other) {
    return new EncounterConfig(
        other, roles, evaluationAndManagement, minRvu, rvu, excludedSpecialties, minPatients);
  }

  static EncounterConfig read(ConfigReader in) {
    return new EncounterConfig(
        in.oneOf("encounter.policy", Policy.class),
        in.someOf("encounter.roles", Role.class),
        in.codes("encounter.evaluation-and-management", 5, "99201-99499"),
        in.positive("encounter.min-rvu"),
        in.optionalText("encounter.rvu"),
        in.texts("encounter.excluded-specialties"),
        in.intAtLeast("encounter.min-patients", 1));
  }
}
