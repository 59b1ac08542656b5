package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * What some persons have together, exactly.
 *
 * @param persons how many they are
 * @param sums sum of each outcome over the persons with a value; null where there are none
 * @param known how many persons have a value of each outcome
 */
record Totals(long persons, List<BigDecimal> sums, List<Long> known) {

  /** Digits after the decimal point of a mean. */
  static final int SCALE = 15;

  /** Aggregates of patients that {@link #of} reads. */
  static List<Column> columns() {
    return Stream.concat(
            Stream.of(count(lit(1))),
            AveragedOutcomes.NAMES.stream()
                .flatMap(x -> Stream.of(sum(x).cast("decimal(38, 6)"), count(col(x)))))
        .toList();
  }

  /** The aggregates of a row, from a column on. */
  static Totals of(Row row, int first) {
    List<BigDecimal> sums = new ArrayList<>();
    List<Long> known = new ArrayList<>();
    for (int i = first + 1; i < row.size(); i += 2) {
      sums.add(row.getDecimal(i));
      known.add(row.getLong(i + 1));
    }
    return new Totals(row.getLong(first), sums, known);
  }

  /** The totals of these persons and others. */
  Totals plus(Totals others) {
    List<BigDecimal> bothSums = new ArrayList<>();
    List<Long> bothKnown = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      bothSums.add(plus(sums.get(i), others.sums.get(i)));
      bothKnown.add(Math.addExact(known.get(i), others.known.get(i)));
    }
    return new Totals(Math.addExact(persons, others.persons), bothSums, bothKnown);
  }

  private static BigDecimal plus(BigDecimal a, BigDecimal b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.add(b);
  }

  /** The mean of each outcome over the persons with a value, rounded; null where there are none. */
  List<BigDecimal> means() {
    List<BigDecimal> means = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      BigDecimal persons = BigDecimal.valueOf(known.get(i));
      means.add(
          sums.get(i) == null ? null : sums.get(i).divide(persons, SCALE, RoundingMode.HALF_EVEN));
    }
    return means;
  }
}
