package org.claimgraph.ties;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * What {@link SharedPatientTies} takes, told from counts of links alone. Counts are exact; bytes
 * are about what the arrays take, when a patient's physicians stand in as few blocks as usual.
 *
 * @param counts the links
 * @param shufflePartitions spark.sql.shuffle.partitions
 * @param parallelism spark.default.parallelism: the cores of all executors unless set
 */
public record TieCost(LinkCounts counts, int shufflePartitions, int parallelism) {

  /** The cost with the settings of a session. */
  public static TieCost of(LinkCounts counts, SparkSession spark) {
    return new TieCost(
        counts,
        SharedPatientTies.leastPartitions(spark),
        spark.sparkContext().defaultParallelism());
  }

  /** Bytes that tasks give to other tasks, before compression: links, then lists of physicians. */
  public long shuffleBytes() {
    LinkCounts shared = counts.ofSharedPatients();
    long links = Math.multiplyExact(counts.links(), LinkBatch.BYTES_OF_A_LINK);
    return Math.addExact(links, PhysicianBlocks.bytesOfLists(shared));
  }

  /** Bytes of memory that the task needs which needs most. */
  public long taskBytes() {
    return Math.max(groupingBytes(partitions()), multiplyingBytes(parallelism));
  }

  /**
   * Settings, by name, that cut the work fine enough for a task to need no more than there is room
   * for; empty where no number does, because one physician or one table of all is too large.
   */
  public Map<String, Integer> finer(long room) {
    Map<String, Integer> settings = new TreeMap<>();
    if (groupingBytes(partitions()) > room) {
      settings.put(
          SharedPatientTies.PARTITIONS,
          doubled(
              partitions(),
              SharedPatientTies.MOST_PARTITIONS,
              partitions -> groupingBytes(partitions) <= room));
    }
    if (multiplyingBytes(parallelism) > room) {
      settings.put(
          "spark.default.parallelism",
          doubled(parallelism, PhysicianBlocks.CELLS, cores -> multiplyingBytes(cores) <= room));
    }
    return settings.containsValue(null) ? Map.of() : settings;
  }

  /** A number doubled until it will do; null where the largest will not. */
  private static Integer doubled(int number, int most, IntPredicate willDo) {
    return IntStream.iterate(number, more -> more <= most, more -> 2 * more)
        .filter(willDo)
        .boxed()
        .findFirst()
        .orElse(null);
  }

  private int partitions() {
    long bytes = Math.multiplyExact(counts.links(), LinkBatch.BYTES_OF_A_LINK);
    return SharedPatientTies.partitions(shufflePartitions, bytes);
  }

  /** Links are packed for all partitions by one task, and those of a partition met by another. */
  private long groupingBytes(int partitions) {
    return Math.max(
        LinkRouter.bytes(partitions, counts.links()), PatientGroups.bytes(partitions, counts));
  }

  private long multiplyingBytes(int cores) {
    return PhysicianBlocks.bytesOfABlock(
        counts.ofSharedPatients(), SharedPatientTies.leastBlocks(cores));
  }
}
