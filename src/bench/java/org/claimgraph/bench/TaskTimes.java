package org.claimgraph.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * How long the tasks of each stage took, in milliseconds: on the clock, where a busy machine lets
 * some wait, and of a processor.
 */
final class TaskTimes extends SparkListener {

  private final Map<Integer, List<Long>> times = new TreeMap<>();
  private final Map<Integer, List<Long>> cpuTimes = new TreeMap<>();
  private final Map<Integer, String> names = new TreeMap<>();

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    times.computeIfAbsent(task.stageId(), any -> new ArrayList<>()).add(task.taskInfo().duration());
    long nanos =
        task.taskMetrics().executorCpuTime() + task.taskMetrics().executorDeserializeCpuTime();
    cpuTimes.computeIfAbsent(task.stageId(), any -> new ArrayList<>()).add(nanos / 1_000_000);
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
    names.put(stage.stageInfo().stageId(), stage.stageInfo().name());
  }

  /** Prints a row for each stage. */
  synchronized void print() {
    System.out.println(
        "| stage | tasks | median ms | longest ms | ratio | median CPU ms | most CPU ms | ratio |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    times.forEach(
        (stage, of) ->
            System.out.printf(
                Locale.ROOT,
                "| %d %s | %d | %s | %s |%n",
                stage,
                names.get(stage),
                of.size(),
                spread(of),
                spread(cpuTimes.get(stage))));
  }

  private static String spread(List<Long> times) {
    Collections.sort(times);
    long median = times.get(times.size() / 2);
    long longest = times.get(times.size() - 1);
    return String.format(
        Locale.ROOT, "%,d | %,d | %.2f", median, longest, (double) longest / median);
  }
}
