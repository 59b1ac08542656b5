package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.claimgraph.testing.FaultyFileSystem;
import org.claimgraph.testing.FaultyFileSystem.Fault;
import org.claimgraph.testing.Fingerprints;
import org.claimgraph.testing.Leftovers;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole run, from claims to the report, fails at a point at which it writes. */
@Tag("spark")
@Tag("faults")
@ExtendWith(SparkExtension.class)
class PipelineFaultsTest {

  private static final int POINTS_OF_A_FAULT = 4;

  @TempDir static Path folder;

  @Test
  void theNextRunEndsWithTheTablesOfAnUndisturbedOne(SparkSession spark) throws IOException {
    FaultyFileSystem.install(spark);
    Runs runs = new Runs(spark, folder).simulate();
    FaultyFileSystem.failAt(Long.MAX_VALUE, Fault.ONCE);
    run(runs, "undisturbed");
    int points = Math.toIntExact(FaultyFileSystem.heal());
    Map<String, String> expected = tables(spark, "undisturbed");
    long seed = System.nanoTime();
    System.out.printf(Locale.ROOT, "%d points; seed of those that fail: %d%n", points, seed);
    Random random = new Random(seed);
    for (Fault fault : Fault.values()) {
      for (int i = 0; i < POINTS_OF_A_FAULT; i++) {
        int point = 1 + random.nextInt(points);
        String name = fault + "-" + point;
        FaultyFileSystem.failAt(point, fault);
        boolean isDone = ends(runs, name);
        assertThat(FaultyFileSystem.heal()).as("points of " + name).isGreaterThanOrEqualTo(point);
        System.out.println(name + (isDone ? " did no harm" : " failed"));
        Leftovers.ofADeadProcess(folder.resolve(name));
        DeltaLog.clearCache();
        if (isDone) {
          assertThat(tables(spark, name)).as(name).isEqualTo(expected);
        }

        run(runs, name);

        assertThat(tables(spark, name)).as(name + ", run again").isEqualTo(expected);
        assertThat(left(name)).as(name + ", what is left").isEmpty();
      }
    }
  }

  private static boolean ends(Runs runs, String name) {
    try {
      run(runs, name);
      return true;
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      return false;
    }
  }

  private static void run(Runs runs, String name) {
    runs.run("publish.automatically=true", "warehouse=" + warehouse(name));
  }

  private static String warehouse(String name) {
    return "faulty:" + folder.resolve(name);
  }

  private static Map<String, String> tables(SparkSession spark, String name) {
    return Fingerprints.of(spark, warehouse(name));
  }

  /** Beside the tables of operations, which are for maintenance. */
  private static Set<Path> left(String name) throws IOException {
    Path warehouse = folder.resolve(name);
    return Leftovers.in(warehouse).stream()
        .filter(file -> !file.startsWith(warehouse.resolve("ops")))
        .collect(Collectors.toSet());
  }
}
