package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WinsorizingTest {

  private static final double NAN = Double.NaN;

  @Test
  void tailsAreDrawnInToThe1stAnd99thPercentile() {
    double[] values = IntStream.range(0, 201).mapToDouble(i -> 200 - i).toArray();
    Winsorizing winsorized = Winsorizing.of(values);
    assertThat(winsorized.lowerLimit()).isEqualTo(2);
    assertThat(winsorized.upperLimit()).isEqualTo(198);
    for (int i = 0; i < values.length; i++) {
      assertThat(winsorized.values()[i]).isEqualTo(Math.min(198, Math.max(2, values[i])));
    }
    assertThat(values[0]).isEqualTo(200);
  }

  @Test
  void limitsAreInterpolated() {
    Winsorizing winsorized = Winsorizing.of(new double[] {0, 10, 5});
    assertThat(winsorized.values()).containsExactly(new double[] {0.1, 9.9, 5}, within(1e-12));
  }

  @Test
  void nanStaysAndDoesNotCount() {
    Winsorizing winsorized = Winsorizing.of(new double[] {NAN, 0, 10, NAN, 5});
    assertThat(winsorized.values())
        .containsExactly(new double[] {NAN, 0.1, 9.9, NAN, 5}, within(1e-12));
  }

  @Test
  void withoutValuesThereAreNoLimits() {
    assertThat(Winsorizing.of(new double[0]).values()).isEmpty();
    Winsorizing undefined = Winsorizing.of(new double[] {NAN});
    assertThat(undefined.values()).containsExactly(NAN);
    assertThat(undefined.lowerLimit()).isNaN();
    assertThat(undefined.upperLimit()).isNaN();
  }

  @Test
  void oneValueStays() {
    assertThat(Winsorizing.of(new double[] {7}).values()).containsExactly(7);
  }
}
