package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StrataTest {

  @Test
  void strataOfEnoughPersonsStandForThemselves() {
    assertThat(pools(5, "old/f 5", "old/m 9"))
        .containsOnly(Map.entry("old/f", "old/f"), Map.entry("old/m", "old/m"));
  }

  @Test
  void smallOnesArePooledWithSmallOnesThatDifferInTheLastValueOnly() {
    assertThat(pools(5, "old/f 9", "old/m 3", "old/unknown 2", "young/f 9", "young/m 9"))
        .containsEntry("old/f", "old/f")
        .containsEntry("old/m", "old")
        .containsEntry("old/unknown", "old")
        .containsEntry("young/m", "young/m");
  }

  @Test
  void whatIsStillSmallIsPooledFurtherAndWhatIsLeftAtLastIsOnePool() {
    assertThat(
            pools(
                5,
                "old/f/x 2",
                "old/f/y 2",
                "old/m/x 1",
                "old/m/y 6",
                "young/f/x 4",
                "young/m/x 9"))
        .containsEntry("old/f/x", "old")
        .containsEntry("old/f/y", "old")
        .containsEntry("old/m/x", "old")
        .containsEntry("old/m/y", "old/m/y")
        .containsEntry("young/f/x", "")
        .containsEntry("young/m/x", "young/m/x");
  }

  @Test
  void strataThatAreAllSmallAreOnePool() {
    assertThat(pools(100, "old/f 5", "young/m 9").values()).containsOnly("");
  }

  @Test
  void onePersonIsEnoughWhereTheLeastIsOne() {
    assertThat(pools(1, "old/f 1", "old/m 1"))
        .containsOnly(Map.entry("old/f", "old/f"), Map.entry("old/m", "old/m"));
  }

  private static Map<String, String> pools(int leastPersons, String... strata) {
    Map<List<String>, Long> persons =
        Arrays.stream(strata)
            .map(line -> line.split(" "))
            .collect(
                Collectors.toMap(
                    words -> List.of(words[0].split("/")), words -> Long.valueOf(words[1])));
    Map<String, String> pools = new TreeMap<>();
    Strata.pools(persons, leastPersons)
        .forEach((stratum, pool) -> pools.put(String.join("/", stratum), String.join("/", pool)));
    return pools;
  }
}
