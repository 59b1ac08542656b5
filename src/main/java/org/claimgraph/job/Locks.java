package org.claimgraph.job;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.RunLock;

/** What is held while something is done. */
final class Locks {

  /** Longer than reading a source takes, or a publication; who died is found out after minutes. */
  private static final Duration PATIENCE = Duration.ofHours(6);

  private Locks() {}

  /** Holds something that another run must not, or fails at once. */
  static void holding(
      SparkSession spark, Configuration config, String what, Consumer<RunLock> action) {
    try (RunLock lock =
        RunLock.acquire(
            spark.sessionState().newHadoopConf(), config.warehouse(), what, holder(spark))) {
      action.accept(lock);
    }
  }

  /**
   * Holds what runs share, waiting for whoever holds it.
   *
   * @return what the action gives
   */
  static <T> T sharing(Job job, String what, Function<Job, T> action) {
    try (RunLock lock =
        RunLock.acquire(
            job.spark().sessionState().newHadoopConf(),
            job.config().warehouse(),
            what,
            holder(job.spark()),
            PATIENCE,
            () -> job.log().println("Waiting: another run holds " + what + "."))) {
      return action.apply(job.heldBy(lock));
    }
  }

  private static String holder(SparkSession spark) {
    return spark.sparkContext().applicationId();
  }
}
