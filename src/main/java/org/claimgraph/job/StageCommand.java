package org.claimgraph.job;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One stage by its name. */
@Command
final class StageCommand implements Callable<Integer> {

  private final Stage stage;

  @Mixin private ConfigOptions options;

  StageCommand(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Integer call() {
    Configuration config = options.read();
    config.requiredPeriod();
    SparkSession spark = Session.open(stage.label());
    Banner.print(System.err, spark, config);
    new Pipeline(spark, config, System.err).runOne(stage);
    return 0;
  }
}
