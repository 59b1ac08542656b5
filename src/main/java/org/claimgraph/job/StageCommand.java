package org.claimgraph.job;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** One stage by its name. */
@Command
final class StageCommand implements Callable<Integer> {

  private final Stage stage;

  @ParentCommand private Cli cli;

  @Mixin private ConfigOptions options;

  StageCommand(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Integer call() {
    Configuration config = options.read();
    config.requiredPeriod();
    SparkSession spark = Session.open(stage.label());
    PrintStream log = cli.log();
    Banner.print(log, spark, config);
    new Pipeline(spark, config, log).runOne(stage);
    return 0;
  }
}
