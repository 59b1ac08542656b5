package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRangesTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "64, 1",
    "65, 1",
    "3600, 551600",
    "8000, 1608000",
    "100000, 16100000",
    "1000, 900000000"
  })
  void followEachOtherInMultiplesOfABlockAndAreOfAboutEqualWork(int sources, long visits) {
    SourceRanges ranges = SourceRanges.of(visits, sources);

    assertThat(ranges.from(0)).isZero();
    assertThat(ranges.to(ranges.count() - 1)).isEqualTo(sources);
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int range = 0; range < ranges.count(); range++) {
      assertThat(ranges.from(range) % SourceRanges.BLOCK).isZero();
      assertThat(ranges.from(range)).isLessThan(ranges.to(range));
      assertThat(ranges.from(range + 1)).isEqualTo(ranges.to(range));
      int size = ranges.to(range) - ranges.from(range);
      assertThat(size * visits)
          .isLessThanOrEqualTo(Math.max(SourceRanges.MAX_VISITS, SourceRanges.BLOCK * visits));
      if (range < ranges.count() - 1) {
        least = Math.min(least, size);
        most = Math.max(most, size);
      }
    }
    assertThat(most - Math.min(least, most)).isLessThanOrEqualTo(SourceRanges.BLOCK);
  }

  @Test
  void smallGraphHasOneAndARegionHasSome() {
    assertThat(SourceRanges.of(Families.clique(70), 70).count()).isOne();
    assertThat(SourceRanges.of(3_600 + 2 * 274_000, 3_600).count()).isEqualTo(4);
  }

  @Test
  void noSourcesHaveNone() {
    assertThat(SourceRanges.of(new Edges(0).graph(), 0).count()).isZero();
  }

  @Test
  void addsAPartNodeByNode() {
    double[] sum = {1, 2};

    SourceRanges.add(new double[] {0.5, 4}, sum);

    assertThat(sum).containsExactly(1.5, 6);
  }
}
