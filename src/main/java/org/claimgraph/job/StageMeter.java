package org.claimgraph.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.claimgraph.tables.StageMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to what Spark does for each stage of a run, until it is closed. */
final class StageMeter extends SparkListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StageMeter.class);
  private static final String STAGE = "claimgraph.stage";
  private static final long PATIENCE_MILLIS = 10_000;

  private final SparkContext spark;

  /** Of each stage of Spark, for which of ours it works. */
  private final Map<Integer, String> stages = new HashMap<>();

  private final Map<String, Work> work = new HashMap<>();

  /** What has been done for one stage so far. */
  private static final class Work {
    private long jobs;
    private long tasks;
    private long failedTasks;
    private long inputBytes;
    private long inputRecords;
    private long shuffleBytes;
    private long shuffleRecords;
    private long outputBytes;
    private long outputRecords;
    private long peakExecutionMemory;

    void add(TaskMetrics task) {
      inputBytes += task.inputMetrics().bytesRead();
      inputRecords += task.inputMetrics().recordsRead();
      shuffleBytes += task.shuffleWriteMetrics().bytesWritten();
      shuffleRecords += task.shuffleWriteMetrics().recordsWritten();
      outputBytes += task.outputMetrics().bytesWritten();
      outputRecords += task.outputMetrics().recordsWritten();
      peakExecutionMemory = Math.max(peakExecutionMemory, task.peakExecutionMemory());
    }

    StageMetrics within(Duration time) {
      return new StageMetrics(
          time.toMillis() / 1000.0,
          jobs,
          tasks,
          failedTasks,
          inputBytes,
          inputRecords,
          shuffleBytes,
          shuffleRecords,
          outputBytes,
          outputRecords,
          peakExecutionMemory);
    }
  }

  private StageMeter(SparkContext spark) {
    this.spark = spark;
  }

  static StageMeter of(SparkContext spark) {
    StageMeter meter = new StageMeter(spark);
    spark.addSparkListener(meter);
    return meter;
  }

  /** Runs a stage; what it took is told to the run, whether it ends well or not. */
  void measure(Stage stage, Job job) {
    long start = System.nanoTime();
    spark.setJobGroup(stage.label(), stage.label() + ": " + stage.does(), false);
    spark.setLocalProperty(STAGE, stage.label());
    try {
      stage.run(job);
    } finally {
      spark.setLocalProperty(STAGE, null);
      spark.clearJobGroup();
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      job.run().metrics().put(stage.label(), taken(stage.label(), time));
    }
  }

  private StageMetrics taken(String stage, Duration time) {
    try {
      spark.listenerBus().waitUntilEmpty(PATIENCE_MILLIS);
    } catch (TimeoutException late) {
      LOG.warn("Metrics of stage {} are incomplete: Spark is late to tell them", stage);
    }
    synchronized (this) {
      return work.getOrDefault(stage, new Work()).within(time);
    }
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    String stage = stageOf(job.properties());
    if (stage != null) {
      of(stage).jobs++;
    }
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    String stage = stageOf(submitted.properties());
    if (stage != null) {
      stages.put(submitted.stageInfo().stageId(), stage);
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    String stage = stages.get(task.stageId());
    if (stage == null) {
      return;
    }
    Work done = of(stage);
    done.tasks++;
    done.failedTasks += task.taskInfo().successful() ? 0 : 1;
    if (task.taskMetrics() != null) {
      done.add(task.taskMetrics());
    }
  }

  private Work of(String stage) {
    return work.computeIfAbsent(stage, name -> new Work());
  }

  private static String stageOf(Properties properties) {
    return properties == null ? null : properties.getProperty(STAGE);
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
  }
}
