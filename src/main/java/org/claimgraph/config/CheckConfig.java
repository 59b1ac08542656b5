package org.claimgraph.config;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What the rows of a source are asked before they become tables.
 *
 * @param rules by name of the check
 */
public record CheckConfig(SortedMap<String, Rule> rules) {

  private static final String GROUP = "checks";

  /**
   * When a check passes and what follows where it does not.
   *
   * @param sql query that gives one number; null for a check that comes with claimgraph
   * @param severity what follows
   * @param comparison which values pass
   * @param threshold the last value that passes
   */
  public record Rule(String sql, Severity severity, Comparison comparison, double threshold) {

    /** Whether a value passes; one that is null does not fail. */
    public boolean passes(Double value) {
      return value == null
          || (comparison == Comparison.AT_MOST ? value <= threshold : value >= threshold);
    }
  }

  /** What follows where a check does not pass. */
  public enum Severity {
    /** The run stops before any table changes. */
    ERROR,
    /** The run says so. */
    WARNING,
    /** Nothing; the value is kept. */
    INFO,
    /** The check is not made. */
    OFF;

    /** The name in configuration and tables. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** On which side of the threshold values pass. */
  public enum Comparison {
    AT_MOST,
    AT_LEAST;

    /** The name in configuration and tables. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  static CheckConfig read(ConfigReader in) {
    SortedMap<String, Rule> rules = new TreeMap<>();
    for (String name : in.namesIn(GROUP)) {
      if (name.matches("[a-z0-9-]+")) {
        rules.put(name, rule(in, GROUP + "." + name));
      } else {
        in.invalid(GROUP, "must have names of lower-case letters, digits and dashes");
      }
    }
    return new CheckConfig(rules);
  }

  private static Rule rule(ConfigReader in, String key) {
    SortedSet<String> given = in.namesIn(key);
    return new Rule(
        given.contains("sql") ? in.optionalText(key + ".sql") : null,
        in.oneOf(key + ".severity", Severity.class),
        given.contains("comparison")
            ? in.oneOf(key + ".comparison", Comparison.class)
            : Comparison.AT_MOST,
        in.finite(key + ".threshold"));
  }
}
