package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypergeometricTest {

  @Test
  void everyTailOfSmallDrawsIsTheRatioOfCountedDraws() {
    for (int population = 0; population <= 12; population++) {
      for (int marked = 0; marked <= population; marked++) {
        for (int drawn = 0; drawn <= population; drawn++) {
          for (int x = -1; x <= population + 1; x++) {
            assertThat(Hypergeometric.upperTail(population, marked, drawn, x))
                .as("%d %d %d %d", population, marked, drawn, x)
                .isCloseTo(exact(population, marked, drawn, x), within(1e-14));
          }
        }
      }
    }
  }

  @Test
  void tailsOfAnySizeKeepTheirDigits() {
    Random random = new Random(3);
    int tiny = 0;
    for (int round = 0; round < 200; round++) {
      int population = 20 + random.nextInt(600);
      int marked = 1 + random.nextInt(population);
      int drawn = 1 + random.nextInt(population);
      int x = random.nextInt(Math.min(marked, drawn) + 1);
      double exact = exact(population, marked, drawn, x);
      tiny += exact > 0 && exact < 1e-20 ? 1 : 0;
      if (exact > 1e-300) {
        assertThat(Hypergeometric.upperTail(population, marked, drawn, x))
            .as("%d %d %d %d", population, marked, drawn, x)
            .isCloseTo(exact, withinPercentage(1e-9));
      }
    }
    assertThat(tiny).isGreaterThan(8);
  }

  @Test
  void aNationOfPatientsLosesNoDigits() {
    int population = 30_000_000;
    double none = 1;
    for (int i = 0; i < 400; i++) {
      none *= (population - 900.0 - i) / (population - i);
    }
    assertThat(Hypergeometric.upperTail(population, 900, 400, 1))
        .isCloseTo(1 - none, withinPercentage(1e-8));
    assertThat(Hypergeometric.upperTail(population, 900, 400, 3))
        .isCloseTo(exact(population, 900, 400, 3), withinPercentage(1e-9));
  }

  @Test
  void bothSidesMayChangePlaces() {
    assertThat(Hypergeometric.upperTail(500, 40, 90, 12))
        .isCloseTo(Hypergeometric.upperTail(500, 90, 40, 12), withinPercentage(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"10, 11, 1, 1", "10, 1, 11, 1", "10, -1, 1, 1", "10, 1, -1, 1"})
  void drawsBeyondThePopulationAreRefused(long population, long marked, long drawn, long x) {
    assertThatThrownBy(() -> Hypergeometric.upperTail(population, marked, drawn, x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid draw");
  }

  @Test
  void aPopulationBeyondAnIntIsAnError() {
    assertThatThrownBy(() -> Hypergeometric.upperTail(1L << 31, 5, 5, 1))
        .isInstanceOf(ArithmeticException.class);
  }

  private static double exact(int population, int marked, int drawn, int x) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = Math.max(0, x); k <= Math.min(marked, drawn); k++) {
      if (drawn - k <= population - marked) {
        sum = sum.add(choose(marked, k).multiply(choose(population - marked, drawn - k)));
      }
    }
    return new BigDecimal(sum)
        .divide(new BigDecimal(choose(population, drawn)), new MathContext(30))
        .doubleValue();
  }

  private static BigInteger choose(int n, int k) {
    BigInteger value = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      value = value.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return value;
  }
}
