package org.claimgraph.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * The memory that tasks share. What Spark may fill with shuffles and held rows is not counted: of a
 * heap, tasks have (heap − 300 MiB) × (1 − spark.memory.fraction) for arrays of their own.
 *
 * <p>Source: Spark's documentation, <i>Tuning: memory management overview</i>.
 *
 * @param setting the setting that says how large the heap is
 * @param heap bytes of the heap of an executor
 * @param sparkShare share of the heap that Spark may fill, in [0,1)
 * @param tasks how many tasks run in it at once
 */
record TaskMemory(String setting, long heap, double sparkShare, int tasks) {

  private static final long RESERVED = 300L << 20;
  private static final Pattern LOCAL = Pattern.compile("local\\[(\\d+).*");

  static TaskMemory of(SparkContext context) {
    SparkConf conf = context.getConf();
    int cores = cores(context.master(), conf);
    return new TaskMemory(
        context.isLocal() ? "spark.driver.memory" : "spark.executor.memory",
        context.isLocal()
            ? Runtime.getRuntime().maxMemory()
            : conf.getSizeAsMb("spark.executor.memory", "1g") << 20,
        conf.getDouble("spark.memory.fraction", 0.6),
        Math.max(1, cores / conf.getInt("spark.task.cpus", 1)));
  }

  /** Cores of an executor; one where a cluster is not told how many. */
  static int cores(String master, SparkConf conf) {
    Matcher local = LOCAL.matcher(master);
    if (local.matches()) {
      return Integer.parseInt(local.group(1));
    }
    return master.startsWith("local[*")
        ? Runtime.getRuntime().availableProcessors()
        : conf.getInt("spark.executor.cores", 1);
  }

  /** Bytes that one task has for itself. */
  long room() {
    return (long) (Math.max(0, heap - RESERVED) * (1 - sparkShare)) / tasks;
  }

  /** MiB of the heap in which every task would have so many bytes. */
  long heapFor(long bytes) {
    double needed = RESERVED + (double) bytes * tasks / (1 - sparkShare);
    return (long) Math.ceil(needed / (1 << 20));
  }
}
