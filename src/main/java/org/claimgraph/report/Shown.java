package org.claimgraph.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as readers see them. */
final class Shown {

  private static final MathContext DIGITS = new MathContext(3);

  private Shown() {}

  /** A cell of a table. */
  static String cell(Object value, Sheet.Column column) {
    if (value == null) {
      return column.missing();
    }
    if (value instanceof String text) {
      return text;
    }
    double number = ((Number) value).doubleValue();
    return switch (column.form()) {
      case TEXT -> value.toString();
      case COUNT -> count(((Number) value).longValue());
      case NUMBER -> number(number);
      case DOLLARS -> dollars(number);
      case PERCENT -> percent(number);
    };
  }

  /** A whole number in groups of three digits. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Three digits, more only before the point. */
  static String number(double value) {
    if (Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    boolean tiny = value != 0 && Math.abs(value) < 1e-4;
    return tiny ? String.format(Locale.ROOT, "%.1e", value) : rounded.toPlainString();
  }

  static String dollars(double value) {
    return "$" + String.format(Locale.ROOT, "%,.0f", value);
  }

  /** One decimal, and a sign. */
  static String percent(double value) {
    return String.format(Locale.ROOT, "%+.1f %%", value).replace('-', '−');
  }

  /** A share as a percentage, never 0 or 100 unless it is. */
  static String share(long part, long whole) {
    if (part == 0 || part == whole) {
      return part == 0 ? "0 %" : "100 %";
    }
    double percent = 100.0 * part / whole;
    if (percent < 0.01) {
      return "less than 0.01 %";
    }
    if (percent > 99.99) {
      return "more than 99.99 %";
    }
    return String.format(Locale.ROOT, "%.2f %%", percent);
  }
}
