package org.claimgraph.simulation;

import java.time.LocalDate;
import java.util.List;

/** The years that are simulated. The last one is meant for analysis, with two to look back on. */
final class Calendar {

  static final int FIRST_YEAR = 2008;
  static final int LAST_YEAR = 2010;
  static final LocalDate FIRST_DAY = LocalDate.of(FIRST_YEAR, 1, 1);
  static final LocalDate LAST_DAY = LocalDate.of(LAST_YEAR, 12, 31);

  /** Days are numbered from 0, the first day. */
  private static final List<LocalDate> DAYS = FIRST_DAY.datesUntil(LAST_DAY.plusDays(1)).toList();

  private Calendar() {}

  static LocalDate day(int number) {
    return DAYS.get(number);
  }

  static int number(LocalDate day) {
    return (int) (day.toEpochDay() - FIRST_DAY.toEpochDay());
  }

  /** Number of the first day of a year. */
  static int start(int year) {
    return number(LocalDate.of(year, 1, 1));
  }
}
