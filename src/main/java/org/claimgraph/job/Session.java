package org.claimgraph.job;

import org.apache.spark.sql.SparkSession;

/** The one place that starts Spark. */
final class Session {

  private Session() {}

  /** Starts Spark, or takes the session that is there, with everything tables and SQL rely on. */
  static SparkSession open(String command) {
    boolean isTerminal = System.console() != null;
    SparkSession spark =
        SparkSession.builder()
            .appName("claimgraph " + command)
            // The bar of Spark's own; in a file it would be noise.
            .config(
                "spark.ui.showConsoleProgress",
                System.getProperty("spark.ui.showConsoleProgress", String.valueOf(isTerminal)))
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
    configure(spark);
    return spark;
  }

  /** Settings on which results depend, the same wherever a session comes from. */
  static void configure(SparkSession spark) {
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    spark.conf().set("spark.sql.ansi.enabled", "true");
    spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    // Plans as text are long, slow to write, and may hold what a filter compares with.
    spark.conf().set("spark.sql.maxPlanStringLength", "1000");
    spark.conf().set("spark.sql.ui.explainMode", "simple");
    // A table is written one period at a time: rows need not be sorted by it first.
    spark.conf().set("spark.sql.maxConcurrentOutputFileWriters", "4");
    spark.conf().set("spark.sql.jsonGenerator.ignoreNullFields", "false");
  }
}
