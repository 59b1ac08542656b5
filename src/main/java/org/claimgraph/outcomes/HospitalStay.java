package org.claimgraph.outcomes;

/**
 * One hospital stay as outcomes look at it; days are numbered from 1 January 1970.
 *
 * @param admission day of admission
 * @param discharge day of discharge, no earlier
 * @param hospital CCN, or unknown
 * @param icuDays days in intensive care; 0 where not known
 * @param disposition CMS patient discharge status code; null where not known
 * @param drg diagnosis-related group; null where not known
 * @param diagnosis principal diagnosis as the source writes it; null where not known
 */
record HospitalStay(
    int admission,
    int discharge,
    String hospital,
    int icuDays,
    String disposition,
    String drg,
    String diagnosis) {

  /** The last day in hospital: the one before discharge, or the only one. */
  int lastDay() {
    return StrictMath.max(admission, discharge - 1);
  }

  /** Days in hospital from a first to a last day, both counted. */
  int daysWithin(int from, int to) {
    return StrictMath.max(0, StrictMath.min(lastDay(), to) - StrictMath.max(admission, from) + 1);
  }
}
