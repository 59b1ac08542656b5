package org.claimgraph.job;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.claims.Intake;
import org.claimgraph.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code run}: every stage that is not done. */
@Command(
    name = "run",
    description =
        "Runs every stage for one period, skipping what is already done for the same input and"
            + " settings.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit run --config my-claims.conf",
      "  jobs/submit run --config my-claims.conf --period 2010Q4 --dry-run",
      "  jobs/submit run --config my-claims.conf --set tie.rules=all,min-11 -- --master yarn"
    })
final class RunCommand implements Callable<Integer> {

  @ParentCommand private Cli cli;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--dry-run",
      description = "Only tells which stages would run, and why; writes nothing.")
  private boolean isDry;

  @Override
  public Integer call() {
    Configuration config = options.read();
    config.requiredPeriod();
    SparkSession spark = Session.open("run");
    PrintStream log = cli.log();
    Banner.print(log, spark, config);
    Pipeline pipeline = new Pipeline(spark, config, log);
    if (isDry) {
      Intake intake = Intake.survey(spark, config.source());
      pipeline.plan(intake.sha256()).tell(System.out, config.source());
    } else {
      pipeline.runAll();
    }
    return 0;
  }
}
