package org.claimgraph.claims;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** The SQL function {@code to_day} of the presets. */
final class Days {

  private static final int FIRST_YEAR = 1850;
  private static final int LAST_YEAR = 2200;

  private Days() {}

  static void register(SparkSession spark) {
    spark.udf().register("to_day", (UDF1<String, LocalDate>) Days::of, DataTypes.DateType);
  }

  /** The day of {@code 20101231} or {@code 2010-12-31}; null for anything else. */
  static LocalDate of(String text) {
    if (text == null || !text.matches("[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      return null;
    }
    String digits = text.replace("-", "");
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(digits.substring(0, 4)),
              Integer.parseInt(digits.substring(4, 6)),
              Integer.parseInt(digits.substring(6)));
      return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR ? null : day;
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }
}
