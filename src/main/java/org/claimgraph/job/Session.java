package org.claimgraph.job;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.publication.PublishedSql;
import scala.Tuple2;

/** The one place that starts Spark. */
final class Session {

  private static final String EXTENSION = "io.delta.sql.DeltaSparkSessionExtension";

  /** Settings on which results depend, the same wherever a session comes from. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true",
          "spark.sql.datetime.java8API.enabled", "true",
          // LEGACY would take 2010-02-30 for a day in March.
          "spark.sql.legacy.timeParserPolicy", "CORRECTED",
          // Plans as text are long, slow to write, and may hold what a filter compares with.
          "spark.sql.maxPlanStringLength", "1000",
          "spark.sql.ui.explainMode", "simple",
          // A table is written one period at a time: rows need not be sorted by it first.
          "spark.sql.maxConcurrentOutputFileWriters", "4",
          "spark.sql.jsonGenerator.ignoreNullFields", "false",
          // Else a flipped bit in a file of a table may be read as another value.
          "parquet.page.verify-checksum.enabled", "true");

  private Session() {}

  /** Starts Spark, or takes the session that is there, with everything tables and SQL rely on. */
  static SparkSession open(String command) {
    return open(command, builder -> {});
  }

  /**
   * Starts Spark for analysts: sessions that come from this one have the same settings and may only
   * read what is published.
   *
   * @param settings further ones
   */
  static SparkSession openForAnalysts(String command, Map<String, String> settings) {
    return open(
        command,
        builder -> {
          SETTINGS.forEach(builder::config);
          settings.forEach(builder::config);
          builder
              .config("spark.sql.extensions", EXTENSION + "," + PublishedSql.class.getName())
              // Else every connection would work with the session of the server.
              .config("spark.sql.hive.thriftServer.singleSession", "false")
              // Rows go to who asked as they are read; all at once may be more than memory holds.
              .config("spark.sql.thriftServer.incrementalCollect", "true");
        });
  }

  private static SparkSession open(String command, Consumer<SparkSession.Builder> further) {
    boolean isTerminal = System.console() != null;
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("claimgraph " + command)
            // The bar of Spark's own; in a file it would be noise.
            .config(
                "spark.ui.showConsoleProgress",
                System.getProperty("spark.ui.showConsoleProgress", String.valueOf(isTerminal)))
            .config("spark.sql.extensions", EXTENSION)
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    String secret = System.getenv("_SPARK_AUTH_SECRET");
    if (secret != null) {
      // So a standalone worker hands it to the driver that it starts, which looks elsewhere.
      builder = builder.config("spark.authenticate.secret", secret);
    }
    further.accept(builder);
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

  /** Gives a session the settings on which results depend. */
  static void configure(SparkSession spark) {
    SETTINGS.forEach((key, value) -> spark.conf().set(key, value));
  }
}
