package org.claimgraph.job;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** The one place that starts Spark. */
final class Session {

  private Session() {}

  /** Starts Spark, or takes the session that is there, with everything tables and SQL rely on. */
  static SparkSession open(String command) {
    boolean isTerminal = System.console() != null;
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("claimgraph " + command)
            // The bar of Spark's own; in a file it would be noise.
            .config(
                "spark.ui.showConsoleProgress",
                System.getProperty("spark.ui.showConsoleProgress", String.valueOf(isTerminal)))
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    String secret = System.getenv("_SPARK_AUTH_SECRET");
    if (secret != null) {
      // So a standalone worker hands it to the driver that it starts, which looks elsewhere.
      builder = builder.config("spark.authenticate.secret", secret);
    }
    SparkSession spark = builder.getOrCreate();
    SparkGuard.check(settings(spark));
    configure(spark);
    return spark;
  }

  private static Map<String, String> settings(SparkSession spark) {
    Map<String, String> settings = new HashMap<>();
    for (Tuple2<String, String> setting : spark.sparkContext().getConf().getAll()) {
      settings.put(setting._1(), setting._2());
    }
    return settings;
  }

  /** Settings on which results depend, the same wherever a session comes from. */
  static void configure(SparkSession spark) {
    spark.conf().set("spark.sql.session.timeZone", "UTC");
    spark.conf().set("spark.sql.ansi.enabled", "true");
    spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    // LEGACY would take 2010-02-30 for a day in March.
    spark.conf().set("spark.sql.legacy.timeParserPolicy", "CORRECTED");
    // Plans as text are long, slow to write, and may hold what a filter compares with.
    spark.conf().set("spark.sql.maxPlanStringLength", "1000");
    spark.conf().set("spark.sql.ui.explainMode", "simple");
    // A table is written one period at a time: rows need not be sorted by it first.
    spark.conf().set("spark.sql.maxConcurrentOutputFileWriters", "4");
    spark.conf().set("spark.sql.jsonGenerator.ignoreNullFields", "false");
    // Else a flipped bit in a file of a table may be read as another value.
    spark.conf().set("parquet.page.verify-checksum.enabled", "true");
  }
}
