package org.claimgraph.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is counted for whom.
 *
 * @param cohorts who is counted
 * @param ages ages that are counted; null for all
 * @param money what spending adds up
 * @param betos file of BETOS categories by procedure code; null where there is none
 * @param rbcs file of RBCS categories by procedure code; null where there is none
 * @param emergency what tells a visit to an emergency department
 * @param readmission which stays are planned, and which are not looked at
 * @param acsc file of diagnoses of ambulatory-care-sensitive conditions; null where there is none
 */
public record OutcomeConfig(
    List<Cohort> cohorts,
    Ages ages,
    Money money,
    String betos,
    String rbcs,
    Emergency emergency,
    Readmission readmission,
    String acsc) {

  /**
   * Who is counted, and over which window.
   *
   * @param label the name in tables and configuration
   * @param sql query that gives patients and windows; null for the cohorts that are built in
   * @param coverage what must have covered a patient over the whole window
   */
  public record Cohort(String label, String sql, List<Coverage> coverage) {

    /** Everyone alive when the period begins; window = the period. */
    public static final String ALL = "all";

    /** Deaths in the period with a complete look-back; window = the 730 days to death. */
    public static final String LAST_TWO_YEARS = "last-two-years";

    private static final List<String> BUILT_IN = List.of(ALL, LAST_TWO_YEARS);

    /** Whether it is one of the two that are not given by a query. */
    public boolean isBuiltIn() {
      return sql == null;
    }
  }

  /** What must have covered a patient. */
  public enum Coverage {
    /** Hospital insurance in every month. */
    PART_A,
    /** Medical insurance in every month. */
    PART_B,
    /** No HMO in any month of the years that the window touches. */
    NO_HMO;

    /** The name in configuration and messages. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** Ages in completed years, from the least to the most. */
  public record Ages(int least, int most) {

    static Ages parse(String text) {
      if (!text.matches("[0-9]{1,3}-[0-9]{1,3}")) {
        throw new IllegalArgumentException("must be two ages such as 67-99");
      }
      String[] ages = text.split("-");
      Ages parsed = new Ages(Integer.parseInt(ages[0]), Integer.parseInt(ages[1]));
      if (parsed.least > parsed.most) {
        throw new IllegalArgumentException("must begin with the lower age");
      }
      return parsed;
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
            cohorts(in),
            in.parsed("outcome.ages", Ages::parse),
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

  private static List<Cohort> cohorts(ConfigReader in) {
    Map<String, String> queries = in.namedTexts("outcome.cohort-sql");
    List<String> known = new ArrayList<>(Cohort.BUILT_IN);
    for (String label : queries.keySet()) {
      if (Cohort.BUILT_IN.contains(label)) {
        in.invalid("outcome.cohort-sql." + label, "must not have the name of another cohort");
      } else {
        known.add(label);
      }
    }
    List<String> labels = in.namesOf("outcome.cohorts", known);
    for (String label : queries.keySet()) {
      if (!labels.isEmpty() && !labels.contains(label)) {
        in.invalid("outcome.cohort-sql." + label, "must be listed in outcome.cohorts");
      }
    }
    Map<String, List<Coverage>> coverage = coverage(in, labels);
    return labels.stream()
        .map(label -> new Cohort(label, queries.get(label), coverage.get(label)))
        .toList();
  }

  private static Map<String, List<Coverage>> coverage(ConfigReader in, List<String> labels) {
    Map<String, List<Coverage>> coverage = new HashMap<>();
    labels.forEach(label -> coverage.put(label, new ArrayList<>()));
    for (Coverage rule : Coverage.values()) {
      String key = "outcome.coverage." + rule.label();
      for (String label : in.texts(key)) {
        if (coverage.containsKey(label)) {
          coverage.get(label).add(rule);
        } else {
          in.invalid(key, "must list cohorts of outcome.cohorts");
        }
      }
    }
    return coverage;
  }
}
