package org.claimgraph.job;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.Period;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code backfill}: several periods. */
@Command(
    name = "backfill",
    description =
        "Runs several periods in order, reading the source once. Stops at the first that fails;"
            + " started again it goes on from there.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit backfill --config my-claims.conf --from 2009Q1 --to 2010Q4 --dry-run",
      "  jobs/submit backfill --config my-claims.conf --from 2009Q1 --to 2010Q4 --on-existing replace"
    })
final class BackfillCommand implements Callable<Integer> {

  @ParentCommand private Cli cli;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "YYYYQn",
      description = "Last quarter of the first period.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "YYYYQn",
      description = "Last quarter of the last period.")
  private String to;

  @Option(
      names = "--on-existing",
      paramLabel = "CHOICE",
      defaultValue = "skip",
      description = {
        "Periods that were completed before: skip leaves them as they are; replace does again what"
            + " is not up to date; fail refuses, with status 2, before anything changes;"
            + " default: ${DEFAULT-VALUE}."
      })
  private Backfill.OnExisting onExisting;

  @Option(
      names = "--dry-run",
      description = "Only tells which stages would run, and why; writes nothing.")
  private boolean isDry;

  @Override
  public Integer call() {
    Map<String, Configuration> configs = Backfill.configs(labels(from, to), options::read);
    SparkSession spark = Session.open("backfill");
    PrintStream log = cli.log();
    Banner.print(log, spark, configs.get(from), from + " to " + to);
    Backfill backfill = new Backfill(spark, configs, onExisting, log);
    if (isDry) {
      backfill.tell(System.out);
    } else {
      backfill.run();
    }
    return 0;
  }

  /** The labels of all quarters from one to another. */
  static List<String> labels(String from, String to) {
    Period last = quarter("--to", to);
    List<String> labels = new ArrayList<>();
    for (Period next = quarter("--from", from);
        !next.end().isAfter(last.end());
        next = next.minusQuarters(-1)) {
      labels.add(next.label());
    }
    if (labels.isEmpty()) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid --from " + from + ": it is after --to " + to + ".",
          "Give the earlier quarter first, for example --from 2008Q1 --to 2010Q4.");
    }
    return labels;
  }

  private static Period quarter(String option, String label) {
    try {
      return Period.ending(label, 1);
    } catch (IllegalArgumentException invalid) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid " + option + " " + label + ": it " + invalid.getMessage() + ".",
          "Give for example --from 2008Q1 --to 2010Q4.");
    }
  }
}
