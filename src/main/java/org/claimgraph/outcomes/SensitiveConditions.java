package org.claimgraph.outcomes;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.claims.Lookup;

/**
 * Conditions for which good ambulatory care can spare the hospital, by the beginnings of principal
 * diagnoses. Ages are those of the AHRQ prevention quality indicators: 40 and older for 05 (chronic
 * obstructive pulmonary disease or asthma), 18 to 39 for 15 (asthma), 18 and older for all others.
 * Who has no date of birth is taken to be of the right age for each.
 *
 * <p>Source: AHRQ, Prevention Quality Indicators technical specifications. Their exclusions that
 * need procedures or other diagnoses are not applied.
 *
 * @param diagnoses what the file of {@code outcome.acsc} lists
 */
public record SensitiveConditions(List<Diagnosis> diagnoses) implements Serializable {

  private static final int ADULT = 18;
  private static final int OLDER_ADULT = 40;
  private static final String OLDER_ADULTS = "05";
  private static final String YOUNGER_ADULTS = "15";

  /**
   * One entry.
   *
   * @param indicator number of the indicator, two digits
   * @param prefix beginning of the diagnosis
   */
  public record Diagnosis(String indicator, String prefix) implements Serializable {}

  /**
   * Reads a csv file with the columns pqi and code_prefix.
   *
   * @param path null gives no conditions
   * @throws UserException where the file cannot be read or lacks a column
   */
  public static SensitiveConditions read(SparkSession spark, String path) {
    return new SensitiveConditions(
        path == null
            ? List.of()
            : Lookup.read(spark, "outcome.acsc", path, List.of("pqi", "code_prefix"))
                .selectExpr("lpad(pqi, 2, '0')", "code_prefix")
                .where("code_prefix IS NOT NULL AND pqi IS NOT NULL")
                .collectAsList()
                .stream()
                .map(row -> new Diagnosis(row.getString(0), row.getString(1)))
                .toList());
  }

  /**
   * Whether a stay is for one of the conditions.
   *
   * @param diagnosis principal diagnosis; null is none of them
   * @param age in completed years at admission; null, for unknown, is any age
   */
  boolean contain(String diagnosis, Integer age) {
    return diagnosis != null
        && diagnoses.stream()
            .anyMatch(
                entry ->
                    diagnosis.startsWith(entry.prefix())
                        && (age == null || isOfAge(entry.indicator(), age)));
  }

  private static boolean isOfAge(String indicator, int age) {
    return switch (indicator) {
      case OLDER_ADULTS -> age >= OLDER_ADULT;
      case YOUNGER_ADULTS -> age >= ADULT && age < OLDER_ADULT;
      default -> age >= ADULT;
    };
  }
}
