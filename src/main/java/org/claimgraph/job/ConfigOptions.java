package org.claimgraph.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import picocli.CommandLine.Option;

/** The options of every command that reads settings. */
final class ConfigOptions {

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
      description = "Last quarter of the period; the same as --set period.end=YYYYQn.")
  private String period;

  Configuration read() {
    List<String> all = new ArrayList<>(settings);
    if (period != null) {
      all.add("period.end=" + period);
    }
    return Configuration.read(files, all);
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
