package org.claimgraph.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of rows about something: each has its name, its type and its value in one place.
 *
 * @param <T> what a row is about
 */
final class Columns<T> {

  private final List<Function<? super T, Object>> values = new ArrayList<>();
  private StructType schema = new StructType();

  /** Some columns, and others to follow them. */
  static <T> Columns<T> startingWith(Columns<? super T> first) {
    Columns<T> columns = new Columns<>();
    columns.values.addAll(first.values);
    columns.schema = first.schema;
    return columns;
  }

  Columns<T> text(String name, Function<T, String> value) {
    return add(name, DataTypes.StringType, value::apply);
  }

  /** A small count or a number that identifies. */
  Columns<T> number(String name, ToIntFunction<T> value) {
    return add(name, DataTypes.IntegerType, value::applyAsInt);
  }

  /** As {@link #number}; undefined is NaN, and null in the row. */
  Columns<T> definedNumber(String name, ToDoubleFunction<T> value) {
    return addDefined(name, DataTypes.IntegerType, value, number -> (int) number);
  }

  Columns<T> count(String name, ToLongFunction<T> value) {
    return add(name, DataTypes.LongType, value::applyAsLong);
  }

  /** A count that may be unknown, which is NaN, and null in the row. */
  Columns<T> knownCount(String name, ToDoubleFunction<T> value) {
    return addDefined(name, DataTypes.LongType, value, count -> (long) count);
  }

  /** A measure; undefined is NaN, and null in the row. */
  Columns<T> measure(String name, ToDoubleFunction<T> value) {
    return addDefined(name, DataTypes.DoubleType, value, measure -> measure);
  }

  StructType schema() {
    return schema;
  }

  Row row(T item) {
    return row(item, this);
  }

  /** A row of columns that start with these; those that follow are null. */
  Row row(T item, Columns<?> all) {
    Object[] told = values.stream().map(value -> value.apply(item)).toArray();
    return RowFactory.create(Arrays.copyOf(told, all.values.size()));
  }

  private Columns<T> addDefined(
      String name, DataType type, ToDoubleFunction<T> value, DoubleFunction<Object> told) {
    return add(
        name,
        type,
        item -> {
          double number = value.applyAsDouble(item);
          return Double.isNaN(number) ? null : told.apply(number);
        });
  }

  private Columns<T> add(String name, DataType type, Function<T, Object> value) {
    schema = schema.add(name, type);
    values.add(value);
    return this;
  }
}
