package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CirclesTest {

  @Test
  void chainsHaveNoCircleHoweverLong() {
    Map<String, Set<String>> chain = new HashMap<>();
    IntStream.range(0, 100_000).forEach(i -> chain.put("c" + i, Set.of("c" + (i + 1))));
    assertThat(Circles.of(chain)).isEmpty();
    chain.put("c100000", Set.of("c99998"));
    assertThat(Circles.of(chain)).containsExactlyInAnyOrder("c99998", "c99999", "c100000");
  }

  @Test
  void oneThatLeadsToItselfIsACircleAndWhatLeadsThereOrAwayIsNot() {
    assertThat(
            Circles.of(
                Map.of("a", Set.of("a", "away"), "b", Set.of("a"), "away", Set.of("further"))))
        .containsExactly("a");
  }

  @RepeatedTest(50)
  void circularAreThoseThatComeBackToThemselves(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int size = 1 + random.nextInt(12);
    Map<String, Set<String>> next = new HashMap<>();
    for (int i = 0; i < size; i++) {
      if (random.nextInt(5) > 0) {
        next.put("" + i, Set.of("" + random.nextInt(size + 2)));
      }
    }
    Set<String> expected = new HashSet<>();
    for (String start : next.keySet()) {
      String at = start;
      for (int step = 0; step < size && at != null; step++) {
        at = next.getOrDefault(at, Set.of()).stream().findFirst().orElse(null);
        if (start.equals(at)) {
          expected.add(start);
        }
      }
    }
    assertThat(Circles.of(next)).isEqualTo(expected);
  }
}
