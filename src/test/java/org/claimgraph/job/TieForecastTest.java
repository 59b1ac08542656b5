package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.claimgraph.UserException;
import org.claimgraph.ties.LinkCounts;
import org.claimgraph.ties.TieCost;
import org.junit.jupiter.api.Test;

class TieForecastTest {

  private static final long GIBI = 1 << 30;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  private void tell(Map<Long, Long> patientsBySize, long physicians, TaskMemory memory) {
    TieCost cost =
        new TieCost(new LinkCounts(new TreeMap<>(patientsBySize), physicians, 1_234), 200, 2);
    new TieForecast(cost, memory).tell(new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  private static TaskMemory memory(long heap) {
    return new TaskMemory("spark.driver.memory", heap, 0.6, 2);
  }

  @Test
  void everyNumberIsSaidWithWhatItIs() {
    tell(Map.of(1L, 70_000L, 2L, 20_000L, 9L, 10_000L, 1_500L, 1L), 3_000, memory(GIBI));
    assertThat(told.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            patients   100,001, of them 30,001 with several physicians; those with most have 1,500, 9, 9, 9, 9
            physicians 3,000; the one with most has 1,234 patients
            links      201,500 of a patient and a physician
            pairs      1,504,250 of two physicians of one patient; at most 1,504,250 ties
            shuffle    about 6.3 MiB to infer ties, before compression
            memory     about 7.7 MiB for a task that infers ties; it has 144.8 MiB (2 at once in 1.0 GiB)
            """);
  }

  @Test
  void whatHasNoRoomIsRefusedAfterTheNumbersNamingWhatMakesItFit() {
    assertThatThrownBy(() -> tell(Map.of(4L, 10_000_000L), 1_000_000, memory(GIBI)))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2))
        .hasMessage(
            "Cannot infer ties: a task needs about 162.8 MiB of memory and has 144.8 MiB, as 2 run"
                + " at once in 1.0 GiB. After -- of jobs/submit set --conf"
                + " spark.default.parallelism=8 or --conf spark.driver.memory=1114m.");
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("links      40,000,000 of");
    tell(Map.of(4L, 10_000_000L), 1_000_000, memory(1114L << 20));
  }

  @Test
  void whereOnlyMemoryHelpsOnlyMemoryIsNamed() {
    assertThatThrownBy(() -> tell(Map.of(10L, 20_000_000L), 10_000_000, memory(GIBI)))
        .hasMessageEndingWith("jobs/submit set --conf spark.driver.memory=1632m.");
  }
}
