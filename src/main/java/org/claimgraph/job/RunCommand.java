package org.claimgraph.job;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run}: every stage that is not done. */
@Command(
    name = "run",
    description =
        "Runs every stage for one period, skipping what is already done for the same input and"
            + " settings.")
final class RunCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;

  @Override
  public Integer call() {
    Configuration config = options.read();
    config.requiredPeriod();
    SparkSession spark = Session.open("run");
    Banner.print(System.err, spark, config);
    new Pipeline(spark, config, System.err).runAll();
    return 0;
  }
}
