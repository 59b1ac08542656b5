package org.claimgraph.association;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.claimgraph.UserException;

/**
 * One column over all units: numbers, with true as 1, or places in the ordered list of the texts of
 * a category. NaN where it is null.
 */
final class Variable {

  private final double[] values;
  private final List<String> levels;

  private Variable(double[] values, List<String> levels) {
    this.values = values;
    this.levels = levels;
  }

  /** A column, else a covariate of that name; everywhere NaN where there is neither. */
  static Variable of(List<Row> rows, String name) {
    Function<Row, Object> value = value(rows, name);
    Object first = rows.stream().map(value).filter(Objects::nonNull).findFirst().orElse(null);
    return first instanceof String ? category(rows, value) : numbers(rows, name, value);
  }

  private static Function<Row, Object> value(List<Row> rows, String name) {
    List<String> columns =
        rows.isEmpty() ? List.of() : Arrays.asList(rows.get(0).schema().fieldNames());
    int column = columns.indexOf(name);
    if (column >= 0) {
      return row -> row.get(column);
    }
    int covariates = columns.indexOf("covariates");
    return covariates < 0
        ? row -> null
        : row -> row.isNullAt(covariates) ? null : row.getJavaMap(covariates).get(name);
  }

  private static Variable category(List<Row> rows, Function<Row, Object> value) {
    TreeSet<String> texts = new TreeSet<>();
    rows.stream().map(value).filter(Objects::nonNull).forEach(text -> texts.add((String) text));
    List<String> levels = List.copyOf(texts);
    return new Variable(
        rows.stream()
            .map(value)
            .mapToDouble(
                text -> text == null ? Double.NaN : Collections.binarySearch(levels, (String) text))
            .toArray(),
        levels);
  }

  private static Variable numbers(List<Row> rows, String name, Function<Row, Object> value) {
    return new Variable(
        rows.stream().map(value).mapToDouble(one -> number(one, name)).toArray(), null);
  }

  private static double number(Object value, String name) {
    if (value == null) {
      return Double.NaN;
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new UserException(
        UserException.Fault.CONFIGURATION,
        "Invalid associate column " + name + ": it holds neither numbers nor flags nor texts.",
        "DESCRIBE tells what a column of a table holds.");
  }

  boolean isCategory() {
    return levels != null;
  }

  /** The texts of a category, in order. */
  List<String> levels() {
    return levels;
  }

  double of(int unit) {
    return values[unit];
  }

  boolean isDefined(int unit) {
    return !Double.isNaN(values[unit]);
  }

  double[] of(int[] units) {
    return Arrays.stream(units).mapToDouble(this::of).toArray();
  }

  boolean isConstant(int[] units) {
    return Arrays.stream(units).mapToDouble(this::of).distinct().limit(2).count() < 2;
  }
}
