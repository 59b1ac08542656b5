package org.claimgraph.config;

import java.time.LocalDate;
import java.util.Locale;

/**
 * A trailing window of whole calendar quarters, labelled by its last one.
 *
 * @param year calendar year of the last quarter
 * @param quarter last quarter, 1 to 4
 * @param quarters length in quarters, at least 1
 */
public record Period(int year, int quarter, int quarters) {

  /**
   * Reads a label such as 2010Q4.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Period ending(String label, int quarters) {
    if (!label.matches("[12][0-9]{3}Q[1-4]")) {
      throw new IllegalArgumentException("must be a quarter such as 2010Q4");
    }
    return new Period(
        Integer.parseInt(label.substring(0, 4)), Integer.parseInt(label.substring(5)), quarters);
  }

  /** The label of the last quarter, such as 2010Q4. */
  public String label() {
    return year + "Q" + quarter;
  }

  /** The label of the quarter of a day. */
  public static String quarterOf(LocalDate day) {
    return String.format(Locale.ROOT, "%04dQ%d", day.getYear(), (day.getMonthValue() + 2) / 3);
  }

  /** The period of the same length that ends so many quarters earlier, later where negative. */
  public Period minusQuarters(int count) {
    LocalDate last = end().withDayOfMonth(1).minusMonths(3L * count);
    return ending(quarterOf(last), quarters);
  }

  /** The first day. */
  public LocalDate start() {
    return LocalDate.of(year, 3 * quarter, 1).plusMonths(1).minusMonths(3L * quarters);
  }

  /** The last day, inclusive. */
  public LocalDate end() {
    return LocalDate.of(year, 3 * quarter, 1).plusMonths(1).minusDays(1);
  }
}
