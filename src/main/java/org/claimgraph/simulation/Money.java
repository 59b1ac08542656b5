package org.claimgraph.simulation;

import java.math.BigDecimal;

/**
 * What was allowed and paid, in US cents.
 *
 * @param allowedCents negative in a correction
 * @param paidCents part of the allowed amount that the insurer pays
 */
record Money(long allowedCents, long paidCents) {

  /** Medicare Part A: the patient's part of a stay, in the amount of 2009. */
  private static final long STAY_DEDUCTIBLE_CENTS = 106_800;

  /** Medicare Part B pays four fifths. */
  static Money forService(double dollars) {
    long allowed = Math.round(100 * dollars);
    return new Money(allowed, Math.round(0.8 * allowed));
  }

  /** The deductible comes on top of what is paid. */
  static Money forStay(double paidDollars) {
    long paid = Math.round(100 * paidDollars);
    return new Money(paid + STAY_DEDUCTIBLE_CENTS, paid);
  }

  /** US dollars with their cents. */
  static BigDecimal dollars(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  Money takenBack() {
    return new Money(-allowedCents, -paidCents);
  }
}
