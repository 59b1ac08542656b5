package org.claimgraph.config;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What outcomes are adjusted for.
 *
 * @param adjustFor what makes a stratum, the last one the first to be given up
 * @param ageBands ages in years at which a band begins, ascending
 * @param charlsonBands Charlson scores at which a band begins, ascending
 * @param leastPersons strata of fewer persons are pooled
 * @param winsorize quantile beyond which a person's outcome counts as that quantile; null where
 *     outcomes count as they are
 */
public record RiskConfig(
    List<Variable> adjustFor,
    List<Integer> ageBands,
    List<Integer> charlsonBands,
    int leastPersons,
    Double winsorize) {

  /** What is known of a person. */
  public enum Variable {
    AGE,
    SEX,
    RACE,
    CHARLSON;

    /** The name in tables and configuration. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  static RiskConfig read(ConfigReader in) {
    return new RiskConfig(
        in.someOf("outcome.risk.adjust-for", Variable.class),
        bands(in, "outcome.risk.age-bands"),
        bands(in, "outcome.risk.charlson-bands"),
        in.intAtLeast("outcome.risk.least-persons", 1),
        in.parsed("outcome.winsorize", RiskConfig::quantile));
  }

  private static List<Integer> bands(ConfigReader in, String key) {
    List<String> texts = in.texts(key);
    boolean valid = texts.stream().allMatch(text -> text.matches("[1-9][0-9]{0,2}"));
    List<Integer> bands = valid ? texts.stream().map(Integer::valueOf).toList() : List.of();
    if (!valid
        || IntStream.range(1, bands.size()).anyMatch(i -> bands.get(i - 1) >= bands.get(i))) {
      in.invalid(key, "must list whole numbers from 1 to 999, ascending");
    }
    return bands;
  }

  private static Double quantile(String text) {
    if (!text.matches("0?\\.[0-9]{1,9}") || Double.parseDouble(text) < 0.5) {
      throw new IllegalArgumentException("must be a number from 0.5 to below 1");
    }
    return Double.valueOf(text);
  }
}
