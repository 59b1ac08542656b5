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

/** How long the tasks of each stage took, in milliseconds. */
final class TaskTimes extends SparkListener {

  private final Map<Integer, List<Long>> times = new TreeMap<>();
  private final Map<Integer, String> names = new TreeMap<>();

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    times.computeIfAbsent(task.stageId(), any -> new ArrayList<>()).add(task.taskInfo().duration());
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
    names.put(stage.stageInfo().stageId(), stage.stageInfo().name());
  }

  /** Prints a row for each stage. */
  synchronized void print() {
    System.out.println("| stage | tasks | median ms | longest ms | longest / median |");
    System.out.println("|---|---|---|---|---|");
    times.forEach(
        (stage, of) -> {
          Collections.sort(of);
          long median = of.get(of.size() / 2);
          long longest = of.get(of.size() - 1);
          System.out.printf(
              Locale.ROOT,
              "| %d %s | %d | %,d | %,d | %.2f |%n",
              stage,
              names.get(stage),
              of.size(),
              median,
              longest,
              (double) longest / median);
        });
  }
}
