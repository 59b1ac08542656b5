package org.claimgraph.simulation;

import java.time.LocalDate;
import java.time.YearMonth;

/** The years that are simulated. The last one is meant for analysis, with two to look back on. */
final class Calendar {

  static final int FIRST_YEAR = 2008;
  static final int LAST_YEAR = 2010;
  static final LocalDate FIRST_DAY = LocalDate.of(FIRST_YEAR, 1, 1);
  static final LocalDate LAST_DAY = LocalDate.of(LAST_YEAR, 12, 31);
  static final YearMonth FIRST_MONTH = YearMonth.from(FIRST_DAY);
  static final YearMonth LAST_MONTH = YearMonth.from(LAST_DAY);

  private Calendar() {}

  static LocalDate earlier(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? a : b;
  }
}
