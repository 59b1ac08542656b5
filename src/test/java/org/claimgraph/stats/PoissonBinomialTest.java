package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonBinomialTest {

  private static final MathContext DIGITS = new MathContext(60);

  @Test
  void everyTailIsTheSumOverAllOutcomes() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      double[] p = random.doubles(1 + random.nextInt(10)).toArray();
      p[0] = round % 3 / 2.0;
      for (int x = -1; x <= p.length + 1; x++) {
        assertThat(PoissonBinomial.upperTail(ones(p.length), p, x))
            .isCloseTo(bruteForce(p, x), within(1e-14));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 0.05, 0.5, 1})
  void tailsOfAnySizeKeepTheirDigits(double most) {
    Random random = new Random(7);
    for (int round = 0; round < 4; round++) {
      long[] trials = LongStream.range(0, 12).map(c -> random.nextInt(20)).toArray();
      double[] p = random.doubles(12).map(share -> most * share).toArray();
      BigDecimal[] tails = tails(trials, p);
      for (int x = 0; x < tails.length; x++) {
        double exact = tails[x].doubleValue();
        if (exact > 1e-290) {
          assertThat(PoissonBinomial.upperTail(trials, p, x))
              .as("P(X >= %d), round %d", x, round)
              .isCloseTo(exact, withinPercentage(1e-8));
        }
      }
    }
  }

  @Test
  void oneClassIsBinomial() {
    assertThat(PoissonBinomial.upperTail(new long[] {1_000_000}, new double[] {1e-6}, 1))
        .isCloseTo(-StrictMath.expm1(1_000_000 * StrictMath.log1p(-1e-6)), within(1e-13));
    assertThat(PoissonBinomial.upperTail(new long[] {3}, new double[] {0.5}, 2))
        .isCloseTo(0.5, within(1e-15));
  }

  @Test
  void classesOfMillionsNeitherVanishNorOverflow() {
    // The mean is 20,000: half, and half of P(X = 20,000).
    long[] trials = {40_000, 10_000_000};
    double[] p = {0.25, 0.001};
    double atMean = PoissonBinomial.upperTail(trials, p, 20_000);
    assertThat(atMean).isBetween(0.5, 0.503);
    assertThat(PoissonBinomial.refinedNormalUpperTail(trials, p, 20_000))
        .isCloseTo(atMean, within(1e-7));
    assertThat(PoissonBinomial.upperTail(trials, p, 20_400))
        .isCloseTo(PoissonBinomial.refinedNormalUpperTail(trials, p, 20_400), within(1e-6));
    assertThat(PoissonBinomial.upperTail(trials, p, 1_000_000)).isZero();
  }

  @Test
  void equalProbabilitiesMayComeAsOneClassOrAsMany() {
    double[] p = {0.1, 0.1, 0.1, 0.7, 0.7};
    for (int x = 0; x <= 5; x++) {
      assertThat(PoissonBinomial.upperTail(new long[] {3, 2}, new double[] {0.1, 0.7}, x))
          .isCloseTo(PoissonBinomial.upperTail(ones(5), p, x), withinPercentage(1e-10));
      assertThat(
              PoissonBinomial.refinedNormalUpperTail(new long[] {3, 2}, new double[] {0.1, 0.7}, x))
          .isCloseTo(
              PoissonBinomial.refinedNormalUpperTail(ones(5), p, x), withinPercentage(1e-10));
    }
  }

  @Test
  void rareSuccessesTakenTogetherAreThoseOfOneGreatClass() {
    long[] trials = new long[25];
    double[] p = new double[25];
    Arrays.fill(trials, 4_000);
    Arrays.fill(p, 0.03);
    for (int x = 2_600; x <= 4_200; x += 100) {
      assertThat(PoissonBinomial.upperTail(trials, p, x))
          .isCloseTo(
              PoissonBinomial.upperTail(new long[] {100_000}, new double[] {0.03}, x),
              withinPercentage(1e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 1", "3, 0"})
  void withoutChanceBothAreCertain(long x, double tail) {
    long[] trials = {2, 5};
    double[] p = {1, 0};
    assertThat(PoissonBinomial.upperTail(trials, p, x)).isEqualTo(tail);
    assertThat(PoissonBinomial.refinedNormalUpperTail(trials, p, x)).isEqualTo(tail);
  }

  @Test
  void theApproximationAgreesWithSciPy() {
    assertThat(
            PoissonBinomial.refinedNormalUpperTail(
                new long[] {5, 3, 40}, new double[] {.1, .4, .02}, 4))
        .isCloseTo(0.22562348831784593, within(1e-14));
  }

  @Test
  void theApproximationIsFarOffWhereTheMeanIsSmall() {
    long[] trials = {10_000};
    double[] p = {1e-6};
    assertThat(PoissonBinomial.upperTail(trials, p, 1)).isCloseTo(0.00995, within(1e-6));
    assertThat(PoissonBinomial.refinedNormalUpperTail(trials, p, 1)).isLessThan(0.0001);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThatThrownBy(() -> PoissonBinomial.upperTail(ones(1), new double[] {Double.NaN}, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PoissonBinomial.upperTail(ones(1), new double[] {1.1}, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PoissonBinomial.upperTail(ones(2), new double[] {1}, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long[] ones(int count) {
    return LongStream.range(0, count).map(any -> 1).toArray();
  }

  private static double bruteForce(double[] p, int x) {
    double sum = 0;
    for (int outcome = 0; outcome < 1 << p.length; outcome++) {
      double chance = 1;
      for (int i = 0; i < p.length; i++) {
        chance *= (outcome >> i & 1) == 1 ? p[i] : 1 - p[i];
      }
      sum += Integer.bitCount(outcome) >= x ? chance : 0;
    }
    return sum;
  }

  /** P(X >= x) for every x, trial by trial in 60 digits. */
  private static BigDecimal[] tails(long[] trials, double[] p) {
    BigDecimal[] values = {BigDecimal.ONE};
    for (int c = 0; c < p.length; c++) {
      BigDecimal success = new BigDecimal(p[c]);
      BigDecimal failure = BigDecimal.ONE.subtract(success);
      for (int trial = 0; trial < trials[c]; trial++) {
        BigDecimal[] next = new BigDecimal[values.length + 1];
        for (int k = 0; k < next.length; k++) {
          BigDecimal stays = k < values.length ? values[k] : BigDecimal.ZERO;
          BigDecimal rises = k > 0 ? values[k - 1] : BigDecimal.ZERO;
          next[k] = stays.multiply(failure, DIGITS).add(rises.multiply(success, DIGITS), DIGITS);
        }
        values = next;
      }
    }
    for (int k = values.length - 2; k >= 0; k--) {
      values[k] = values[k].add(values[k + 1], DIGITS);
    }
    return values;
  }
}
