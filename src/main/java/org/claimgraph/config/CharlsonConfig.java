package org.claimgraph.config;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Which diagnoses make the Charlson score of a patient, and what each condition counts.
 *
 * @param weights what a condition counts
 * @param lookBackDays days before the window whose claims count
 * @param inWindow whether claims of the window count
 * @param confirmAfterDays a condition of claims other than inpatient counts if it is recorded again
 *     more than so many days later; null where once is enough
 * @param icd10From last day of service from which codes that begin with V are ICD-10; null for
 *     never
 */
public record CharlsonConfig(
    Weights weights,
    int lookBackDays,
    boolean inWindow,
    Integer confirmAfterDays,
    LocalDate icd10From)
    implements Serializable {

  /** What a condition counts. */
  public enum Weights {
    /** Charlson et al. 1987. */
    ORIGINAL,
    /** Quan et al. 2011. */
    QUAN_2011
  }

  /** The longest period is not longer. */
  private static final int LONGEST = 36_600;

  static CharlsonConfig read(ConfigReader in) {
    CharlsonConfig config =
        new CharlsonConfig(
            in.oneOf("outcome.charlson.weights", Weights.class),
            in.intBetween("outcome.charlson.look-back-days", 0, LONGEST),
            in.flag("outcome.charlson.in-window"),
            in.parsed("outcome.charlson.confirm-after-days", SourceConfig::days),
            in.parsed("outcome.charlson.icd-10-from", SourceConfig::day));
    if (config.lookBackDays == 0 && !config.inWindow) {
      in.invalid(
          "outcome.charlson.in-window", "must be true where outcome.charlson.look-back-days is 0");
    }
    return config;
  }
}
