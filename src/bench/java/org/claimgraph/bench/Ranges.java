package org.claimgraph.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.claimgraph.graph.SourceRanges;

/** Ranges of sources, computed by so many threads. */
final class Ranges implements AutoCloseable {

  private final ExecutorService threads;

  Ranges(int threads) {
    this.threads = Executors.newFixedThreadPool(threads);
  }

  /** What is computed of a range. */
  interface Task {
    double[] of(int from, int to);
  }

  /** Returns what each range gives, in their order. */
  List<double[]> map(BenchmarkGraph of, Task task) {
    SourceRanges ranges = SourceRanges.of(of.graph(), of.sources().length);
    List<Future<double[]>> parts = new ArrayList<>();
    for (int range = 0; range < ranges.count(); range++) {
      int from = ranges.from(range);
      int to = ranges.to(range);
      parts.add(threads.submit(() -> task.of(from, to)));
    }
    List<double[]> results = new ArrayList<>();
    for (Future<double[]> part : parts) {
      try {
        results.add(part.get());
      } catch (ExecutionException | InterruptedException failure) {
        throw new IllegalStateException(failure);
      }
    }
    return results;
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
