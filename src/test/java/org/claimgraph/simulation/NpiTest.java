package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NpiTest {

  @Test
  void agreesWithTheExampleOfTheStandard() {
    // CMS, "Requirements for National Provider Identifier and NPI check digit", 2004.
    assertThat(Npi.of(23_456_789)).isEqualTo("1234567893");
  }

  @Test
  void everyNumberPassesTheLuhnSumWithItsPrefix() {
    for (int number = 0; number < 10_000; number++) {
      assertThat(luhn("80840" + Npi.of(number)) % 10).as("number %d", number).isZero();
    }
  }

  /** Sum of digits, every second one from the right doubled; the textbook form. */
  static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      int weighted = i % 2 == 1 ? 2 * digit : digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum;
  }
}
