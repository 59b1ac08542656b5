package org.claimgraph.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;

/** Wall and CPU seconds of one run; CPU of all Java threads, without compiler and collector. */
record Time(double wall, double cpu) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  static Time of(Runnable run) {
    System.gc();
    long cpu = cpuOfAllThreads();
    long wall = System.nanoTime();
    run.run();
    return new Time((System.nanoTime() - wall) / 1e9, (cpuOfAllThreads() - cpu) / 1e9);
  }

  /** Threads of a pool that has run before and is not shut down do not end in between. */
  private static long cpuOfAllThreads() {
    long sum = 0;
    for (long thread : THREADS.getAllThreadIds()) {
      sum += Math.max(0, THREADS.getThreadCpuTime(thread));
    }
    return sum;
  }

  /** The run in the middle by CPU seconds, which depend least on what else runs. */
  static Time median(List<Time> times) {
    return times.stream()
        .sorted(Comparator.comparingDouble(Time::cpu))
        .toList()
        .get((times.size() - 1) / 2);
  }
}
