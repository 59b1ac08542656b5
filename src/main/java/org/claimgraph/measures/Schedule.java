package org.claimgraph.measures;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which task computes which lot: the longest lot first, each to the task with the least work so far
 * (R. Graham, <i>Bounds on multiprocessing timing anomalies</i>, SIAM Journal on Applied
 * Mathematics 17, 1969), so that no task takes much longer than another.
 *
 * @param turns the lots of each region, each with its task
 * @param tasks number of tasks
 */
record Schedule(Map<Region, List<Turn>> turns, int tasks) implements Serializable {

  /** Work that is worth a task of its own. */
  private static final long LEAST_WORK = 1L << 27;

  /** A lot and its task. */
  record Turn(Lot lot, int task) implements Serializable {}

  /** What a task has to do so far. */
  private record Load(int task, long work) {}

  /**
   * Shares lots out.
   *
   * @param cores that are to be kept busy, if there is work enough
   * @param mostWork that a task should have
   */
  static Schedule of(List<Lot> lots, int cores, long mostWork) {
    int tasks = tasks(lots, cores, mostWork);
    PriorityQueue<Load> loads =
        new PriorityQueue<>(Comparator.comparingLong(Load::work).thenComparing(Load::task));
    for (int task = 0; task < tasks; task++) {
      loads.add(new Load(task, 0));
    }
    Map<Region, List<Turn>> turns = new HashMap<>();
    for (Lot lot : longestFirst(lots)) {
      Load least = loads.remove();
      turns
          .computeIfAbsent(lot.region(), region -> new ArrayList<>())
          .add(new Turn(lot, least.task()));
      loads.add(new Load(least.task(), least.work() + lot.work()));
    }
    return new Schedule(turns, tasks);
  }

  private static List<Lot> longestFirst(List<Lot> lots) {
    return lots.stream()
        .sorted(
            Comparator.comparingLong(Lot::work)
                .reversed()
                .thenComparing(Lot::region)
                .thenComparing(Lot::first))
        .toList();
  }

  private static int tasks(List<Lot> lots, int cores, long mostWork) {
    long work = lots.stream().mapToLong(Lot::work).sum();
    long tasks = Math.max(work / mostWork, Math.min(cores, work / LEAST_WORK));
    return (int) Math.max(1, Math.min(lots.size(), tasks));
  }

  /** Returns the regions that have several lots. */
  List<Region> shared() {
    return turns.keySet().stream().filter(region -> turns.get(region).size() > 1).sorted().toList();
  }
}
