package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskMemoryTest {

  private static final long MEBI = 1 << 20;

  @Test
  void tasksShareWhatSparkLeavesOfTheHeap() {
    assertThat(new TaskMemory("m", 1_300 * MEBI, 0.5, 4).room()).isEqualTo(125 * MEBI);
    assertThat(new TaskMemory("m", 200 * MEBI, 0.5, 4).room()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 0.6, 1", "123456789, 0.6, 2", "5000000000, 0.75, 8"})
  void theHeapNamedIsTheLeastOfWholeMebibytesThatFits(long bytes, double share, int tasks) {
    long heap = new TaskMemory("m", 0, share, tasks).heapFor(bytes);
    assertThat(new TaskMemory("m", heap * MEBI, share, tasks).room()).isGreaterThanOrEqualTo(bytes);
    assertThat(new TaskMemory("m", (heap - 1) * MEBI, share, tasks).room()).isLessThan(bytes);
  }

  @Test
  void coresAreThoseOfTheMasterOrOfAnExecutor() {
    SparkConf conf = new SparkConf(false);
    assertThat(TaskMemory.cores("local", conf)).isEqualTo(1);
    assertThat(TaskMemory.cores("local[3]", conf)).isEqualTo(3);
    assertThat(TaskMemory.cores("local[4,2]", conf)).isEqualTo(4);
    assertThat(TaskMemory.cores("local[*]", conf))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(TaskMemory.cores("yarn", conf)).isEqualTo(1);
    assertThat(TaskMemory.cores("yarn", conf.set("spark.executor.cores", "5"))).isEqualTo(5);
  }

  @Test
  @Tag("spark")
  @ExtendWith(SparkExtension.class)
  void onOneMachineTasksShareTheHeapOfTheDriver(SparkSession spark) {
    assertThat(TaskMemory.of(spark.sparkContext()))
        .isEqualTo(new TaskMemory("spark.driver.memory", Runtime.getRuntime().maxMemory(), 0.6, 2));
  }
}
