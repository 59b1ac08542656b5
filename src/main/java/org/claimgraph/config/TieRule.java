package org.claimgraph.config;

/**
 * One rule of {@code tie.rules}: which ties it keeps.
 *
 * <p>All rules look at observed ties only; two physicians without a shared patient are never tied.
 */
public sealed interface TieRule {

  /** The name in configuration, {@code network.tie.kept} and {@code tie_rule}. */
  String name();

  /** Whether it looks at the patients of each physician, beside the ties. */
  default boolean needsPatients() {
    return false;
  }

  /**
   * {@code all} or {@code min-N}.
   *
   * @param sharedPatients keeps ties with at least so many shared patients
   */
  record MinShared(String name, long sharedPatients) implements TieRule {}

  /**
   * {@code strongest-Q}.
   *
   * @param percent Q: a physician of k ties holds on to the ceil(Q k / 100) with most shared
   *     patients
   */
  record Strongest(String name, int percent) implements TieRule {}

  /**
   * {@code disparity-A}, {@code hypergeometric-A} or {@code sdsm-A}.
   *
   * @param test what gives the p-value of a tie
   * @param level the fraction with the digits of A after the point; keeps ties with a p-value,
   *     corrected as {@code tie.correction} says, below it
   */
  record Significant(String name, Test test, double level) implements TieRule {

    @Override
    public boolean needsPatients() {
      return test != Test.DISPARITY;
    }
  }

  /** What is asked of the number of shared patients of a tie. */
  enum Test {
    /** Is it a large share of all that one of the two shares? Serrano et al., 2009. */
    DISPARITY,
    /** Is it large, if each had drawn the same number of patients at random? */
    HYPERGEOMETRIC,
    /** And if patients had kept their number of physicians, too, on average? Neal, 2014. */
    SDSM;

    /** The name in configuration. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }
}
