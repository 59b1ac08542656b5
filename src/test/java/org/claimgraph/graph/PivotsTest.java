package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PivotsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 99, 500, 999})
  void areDistinctNodesInAscendingOrder(int k) {
    int[] pivots = Pivots.choose(1_000, k, 42);

    assertThat(pivots).hasSize(k).doesNotHaveDuplicates().isSorted();
    assertThat(pivots[0]).isNotNegative();
    assertThat(pivots[k - 1]).isLessThan(1_000);
  }

  @Test
  void areAllNodesWhereThereAreNoMore() {
    assertThat(Pivots.choose(4, 4, 1)).containsExactly(0, 1, 2, 3);
    assertThat(Pivots.choose(4, 9, 1)).containsExactly(0, 1, 2, 3);
    assertThat(Pivots.choose(0, 9, 1)).isEmpty();
  }

  @Test
  void areTheNodesOfTheLowestSplitMixNumbers() {
    // SplitMix64 from seed 0 begins e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f
    // f88bb8a8724c81ec 1b39896a51a8749b.
    assertThat(Pivots.choose(5, 1, 0)).containsExactly(2);
    assertThat(Pivots.choose(5, 2, 0)).containsExactly(2, 4);
    assertThat(Pivots.choose(5, 3, 0)).containsExactly(1, 2, 4);
    assertThat(Pivots.choose(5, 4, 0)).containsExactly(0, 1, 2, 4);
  }

  @Test
  void moreOfThemContainFewer() {
    assertThat(Pivots.choose(1_000, 300, 5)).contains(Pivots.choose(1_000, 200, 5));
  }

  @Test
  void anotherSeedChoosesOthersAndEveryNodeHasTheSameChance() {
    int[] chosen = new int[50];
    IntStream.range(0, 4_000)
        .forEach(seed -> Arrays.stream(Pivots.choose(50, 10, seed)).forEach(v -> chosen[v]++));

    // 800 expected, standard deviation 25.
    assertThat(Arrays.stream(chosen).min().orElseThrow()).isGreaterThan(800 - 125);
    assertThat(Arrays.stream(chosen).max().orElseThrow()).isLessThan(800 + 125);
  }

  @Test
  void noneIsAnError() {
    assertThatThrownBy(() -> Pivots.choose(10, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid number of pivots 0");
  }

  @Test
  void errorIsThatOfSerflingForAllNodesAtOnce() {
    // 1001/1000 * sqrt((1 - 99/1001) * ln(2002/0.05) / 200)
    assertThat(Pivots.betweennessError(1_001, 100)).isCloseTo(0.21873071508857245, within(1e-15));
  }

  @Test
  void errorShrinksWithMorePivotsAndIsNoneFromAllNodes() {
    for (int k = 2; k <= 50; k++) {
      assertThat(Pivots.betweennessError(50, k)).isLessThan(Pivots.betweennessError(50, k - 1));
    }
    assertThat(Pivots.betweennessError(50, 50)).isZero();
    assertThat(Pivots.betweennessError(2, 1)).isNaN();
  }
}
