package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.claimgraph.stats.GoldenRegression.assertAgree;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipleTestingTest {

  private static final double NAN = Double.NaN;

  @Test
  void agreesWithR() {
    GoldenRegression golden = GoldenRegression.read();
    double[] even = golden.adjusted("demo: p=c(", "BH");
    assertThat(even).containsExactly(.01, .02, .03, .04, .05);
    assertAgree(MultipleTesting.benjaminiHochberg(even), golden.adjusted("BH", "holm"));
    assertAgree(MultipleTesting.holm(even), golden.adjusted("holm", "uneven"));

    double[] uneven = golden.adjusted("uneven p=c(", "BH");
    assertThat(uneven).containsExactly(.001, .2, .03, .04, .9);
    assertAgree(
        MultipleTesting.benjaminiHochberg(uneven),
        golden.adjusted("(.001,.2,.03,.04,.9) BH", "holm"));
    double[] holm = golden.adjusted("0.9 holm", "");
    assertAgree(MultipleTesting.holm(uneven), holm);
  }

  @Test
  void nanStaysAndIsNotInTheFamily() {
    double[] pValues = {NAN, .001, .2, NAN, .03, .04, .9};
    assertThat(MultipleTesting.holm(pValues))
        .containsExactly(new double[] {NAN, .005, .4, NAN, .12, .12, .9}, within(1e-15));
    assertThat(MultipleTesting.benjaminiHochberg(pValues))
        .containsExactly(new double[] {NAN, .005, .25, NAN, .2 / 3, .2 / 3, .9}, within(1e-15));
    assertThat(pValues).containsExactly(NAN, .001, .2, NAN, .03, .04, .9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheDefinitions(long seed) {
    Random random = new Random(seed);
    double[] p = random.ints(40, 0, 60).mapToDouble(i -> i / 600.0).toArray(); // with ties
    double[] holm = MultipleTesting.holm(p);
    double[] hochberg = MultipleTesting.benjaminiHochberg(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(holm[i]).as("seed %d", seed).isCloseTo(naiveHolm(p, i), within(1e-12));
      assertThat(hochberg[i]).as("seed %d", seed).isCloseTo(naiveHochberg(p, i), within(1e-12));
    }
  }

  /** The largest over p-values q up to p[i] of q times the number of p-values not below q. */
  private static double naiveHolm(double[] p, int i) {
    double largest = 0;
    for (double q : p) {
      int notBelow = 0;
      for (double other : p) {
        notBelow += other >= q ? 1 : 0;
      }
      largest = q <= p[i] ? Math.max(largest, notBelow * q) : largest;
    }
    return Math.min(1, largest);
  }

  /** The smallest over p-values q from p[i] on of q m over the number of p-values up to q. */
  private static double naiveHochberg(double[] p, int i) {
    double smallest = 1;
    for (double q : p) {
      int upTo = 0;
      for (double other : p) {
        upTo += other <= q ? 1 : 0;
      }
      smallest = q >= p[i] ? Math.min(smallest, q * p.length / upTo) : smallest;
    }
    return smallest;
  }

  @Test
  void oneTestNeedsNoAdjustment() {
    assertThat(MultipleTesting.holm(new double[] {.04})).containsExactly(.04);
    assertThat(MultipleTesting.benjaminiHochberg(new double[] {.04})).containsExactly(.04);
    assertThat(MultipleTesting.holm(new double[0])).isEmpty();
    assertThat(MultipleTesting.benjaminiHochberg(new double[] {NAN})).containsExactly(NAN);
  }

  @Test
  void largeValuesStayProbabilities() {
    assertThat(MultipleTesting.holm(new double[] {.7, .8, 1})).containsExactly(1, 1, 1);
    assertThat(MultipleTesting.benjaminiHochberg(new double[] {0, 1})).containsExactly(0, 1);
  }

  @Test
  void numbersThatAreNotProbabilitiesAreRefused() {
    assertThatThrownBy(() -> MultipleTesting.holm(new double[] {.5, 1.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid p-value 1.5 at 1 (must be between 0 and 1, or NaN)");
    assertThatThrownBy(() -> MultipleTesting.benjaminiHochberg(new double[] {-.5}))
        .hasMessage("Invalid p-value -0.5 at 0 (must be between 0 and 1, or NaN)");
  }
}
