package org.claimgraph.claims;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** The SQL function {@code to_day} of the presets. */
final class Days {

  private static final int FIRST_YEAR = 1850;
  private static final int LAST_YEAR = 2200;
  private static final Pattern NUMBERS = Pattern.compile("([0-9]{4})(-?)([0-9]{2})\\2([0-9]{2})");
  private static final Pattern NAMED_MONTH = Pattern.compile("([0-9]{2})-([A-Za-z]{3})-([0-9]{4})");
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private Days() {}

  static void register(SparkSession spark) {
    spark.udf().register("to_day", (UDF1<String, LocalDate>) Days::of, DataTypes.DateType);
  }

  /**
   * The day of {@code 20101231}, {@code 2010-12-31} or, the month in letters of any case, {@code
   * 31-Dec-2010}; null for anything else.
   */
  static LocalDate of(String text) {
    if (text == null) {
      return null;
    }
    Matcher numbers = NUMBERS.matcher(text);
    if (numbers.matches()) {
      return day(numbers.group(1), Integer.parseInt(numbers.group(3)), numbers.group(4));
    }
    Matcher named = NAMED_MONTH.matcher(text);
    return named.matches()
        ? day(
            named.group(3),
            MONTHS.indexOf(named.group(2).toUpperCase(Locale.ROOT)) + 1,
            named.group(1))
        : null;
  }

  private static LocalDate day(String year, int month, String dayOfMonth) {
    try {
      LocalDate day = LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(dayOfMonth));
      return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR ? null : day;
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }
}
