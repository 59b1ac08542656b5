package org.claimgraph.claims;

import java.time.LocalDate;
import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.config.CheckConfig;
import org.claimgraph.config.CheckConfig.Rule;
import org.claimgraph.config.CheckConfig.Severity;
import org.claimgraph.config.SourceConfig;

/**
 * A question that the rows of {@code claims.*} are asked before they are committed.
 *
 * @param name its name in configuration
 * @param sql a query that gives one number
 * @param rule when it passes and what follows where it does not
 */
public record Check(String name, String sql, Rule rule) {

  /**
   * The checks that are to be made, in order of names.
   *
   * @param today the day of the run
   * @throws UserException where a check has no SQL
   */
  public static List<Check> of(CheckConfig config, SourceConfig source, LocalDate today) {
    return config.rules().entrySet().stream()
        .filter(entry -> entry.getValue().severity() != Severity.OFF)
        .map(
            entry ->
                new Check(
                    entry.getKey(),
                    sql(entry.getKey(), entry.getValue())
                        .replace(":first_day", literal(source.firstDay()))
                        .replace(":last_day", literal(source.lastDay()))
                        .replace(":today", literal(today)),
                    entry.getValue()))
        .toList();
  }

  private static String literal(LocalDate day) {
    return day == null ? "CAST(NULL AS DATE)" : "DATE'" + day + "'";
  }

  private static String sql(String name, Rule rule) {
    if (rule.sql() != null) {
      return rule.sql();
    }
    String shipped = Resource.text("checks/" + name + ".sql");
    if (shipped == null) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Missing checks." + name + ".sql: no check of this name comes with claimgraph.",
          "Give a query, or the name of a check that conf/reference.conf lists.");
    }
    return shipped.strip();
  }

  /** The setting of its query, whether or not it is set. */
  public String key() {
    return "checks." + name + ".sql";
  }
}
