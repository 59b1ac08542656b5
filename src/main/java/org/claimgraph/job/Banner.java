package org.claimgraph.job;

import java.io.PrintStream;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.Period;

/** What a run tells first: versions, and the settings that matter most. */
final class Banner {

  private Banner() {}

  static void print(PrintStream out, SparkSession spark, Configuration config) {
    Period period = config.requiredPeriod();
    print(out, spark, config, period.label() + ", " + period.start() + " to " + period.end());
  }

  static void print(PrintStream out, SparkSession spark, Configuration config, String periods) {
    out.println(
        "claimgraph "
            + Build.version()
            + " on Spark "
            + spark.version()
            + ", master "
            + spark.sparkContext().master());
    out.println("source     " + config.source().format() + " " + config.source().path());
    out.println("warehouse  " + config.warehouse());
    out.println("period     " + periods);
  }
}
