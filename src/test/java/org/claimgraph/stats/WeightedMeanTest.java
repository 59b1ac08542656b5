package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedMeanTest {

  @Test
  void countsEachValueByItsWeight() {
    assertThat(WeightedMean.of(new double[] {1, 0, 4}, new long[] {2, 3, 1})).isEqualTo(1);
    assertThat(WeightedMean.of(new double[] {0.1}, new long[] {1})).isEqualTo(0.1);
  }

  @Test
  void isUndefinedWithoutValues() {
    assertThat(WeightedMean.of(new double[0], new long[0])).isNaN();
  }

  @Test
  void weightsThatExceedALongAreAnError() {
    long[] weights = {Long.MAX_VALUE, 1};
    assertThatThrownBy(() -> WeightedMean.of(new double[] {1, 1}, weights))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> WeightedMean.of(new double[] {1, 2}, weights))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isThePlainQuotientAndHasTheSameBitsInEveryOrder(long seed) {
    Random random = new Random(seed);
    double[] values = random.ints(50, 0, 20).mapToDouble(value -> value / 7.0 - 1).toArray();
    long[] weights = random.longs(50, 1, 1000).toArray();
    double sum = IntStream.range(0, 50).mapToDouble(i -> weights[i] * values[i]).sum();
    double total = IntStream.range(0, 50).mapToLong(i -> weights[i]).sum();
    List<Integer> order = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
    Collections.shuffle(order, random);

    double mean = WeightedMean.of(values, weights);
    assertThat(mean).isCloseTo(sum / total, within(1e-14));
    assertThat(
            WeightedMean.of(
                order.stream().mapToDouble(i -> values[i]).toArray(),
                order.stream().mapToLong(i -> weights[i]).toArray()))
        .isEqualTo(mean);
  }
}
