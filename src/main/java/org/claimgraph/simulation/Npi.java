package org.claimgraph.simulation;

/**
 * National provider identifiers with a valid check digit. Every number of nine digits could belong
 * to a real physician: that these do not mean one is told by the data being declared synthetic.
 */
final class Npi {

  /** What the prefix 80840 adds to the Luhn sum. */
  private static final int PREFIX_SUM = 24;

  private Npi() {}

  /** The NPI of a physician's number: 1, the number in eight digits, the check digit. */
  static String of(int number) {
    String digits = Integer.toString(100_000_000 + number);
    return digits + checkDigit(digits);
  }

  private static int checkDigit(String digits) {
    int sum = PREFIX_SUM;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      int doubled = 2 * digit;
      sum += i % 2 == 0 ? doubled / 10 + doubled % 10 : digit;
    }
    return (10 - sum % 10) % 10;
  }
}
