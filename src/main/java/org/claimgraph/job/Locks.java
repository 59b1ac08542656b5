package org.claimgraph.job;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.RunLock;

/** What is held while something is done. */
final class Locks {

  /** Longer than a publication takes, and than the lock of a run that died elsewhere lasts. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Locks() {}

  /** Holds something that another run must not, or fails at once. */
  static void holding(
      SparkSession spark, Configuration config, String what, Consumer<RunLock> action) {
    doing(
        action,
        RunLock.acquire(
            spark.sessionState().newHadoopConf(), config.warehouse(), what, holder(spark)));
  }

  /** Holds the published tables, waiting for whoever holds them. */
  static void holdingPublication(
      SparkSession spark, Configuration config, Consumer<RunLock> action) {
    doing(
        action,
        RunLock.acquire(
            spark.sessionState().newHadoopConf(),
            config.warehouse(),
            PublicationLedger.LOCK,
            holder(spark),
            PATIENCE));
  }

  private static String holder(SparkSession spark) {
    return spark.sparkContext().applicationId();
  }

  private static void doing(Consumer<RunLock> action, RunLock lock) {
    try (lock) {
      action.accept(lock);
    }
  }
}
