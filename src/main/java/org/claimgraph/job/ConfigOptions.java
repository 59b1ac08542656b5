package org.claimgraph.job;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.Period;
import picocli.CommandLine.Option;

/** The options of every command that reads settings. */
final class ConfigOptions {

  /** For schedulers, which cannot tell the label. */
  private static final String LAST_QUARTER = "last-quarter";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in HOCON; repeatable, a later file wins.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, e.g. encounter.policy=any; repeatable, wins over files.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--period",
      paramLabel = "YYYYQn",
      description = {
        "Last quarter of the period; the same as --set period.end=YYYYQn. last-quarter: the last"
            + " whole quarter before today, UTC."
      })
  private String period;

  Configuration read() {
    List<String> all = new ArrayList<>(settings);
    if (period != null) {
      boolean isLast = period.equals(LAST_QUARTER);
      all.add("period.end=" + (isLast ? quarterBefore(LocalDate.now(ZoneOffset.UTC)) : period));
    }
    return Configuration.read(files, all);
  }

  /** The label of the last whole quarter before a day. */
  static String quarterBefore(LocalDate day) {
    return Period.quarterOf(day.minusMonths(3));
  }

  /** The configuration of another period. */
  Configuration read(String label) {
    if (period != null) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid --period " + period + ": this command has several periods.",
          "Give --from and --to instead.");
    }
    List<String> all = new ArrayList<>(settings);
    all.add("period.end=" + label);
    return Configuration.read(files, all);
  }
}
