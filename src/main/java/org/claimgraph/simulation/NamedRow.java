package org.claimgraph.simulation;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A row of texts by name of column, for files with many columns of which few hold something. */
final class NamedRow {

  private final StructType columns;
  private final Object[] values;

  NamedRow(StructType columns) {
    this.columns = columns;
    this.values = new Object[columns.size()];
  }

  /** Columns from their names, with commas between. */
  static StructType columns(String... names) {
    StructType columns = new StructType();
    for (String name : String.join(",", names).split(",")) {
      columns = columns.add(name, DataTypes.StringType);
    }
    return columns;
  }

  /** The names of numbered columns from 1 to count, with commas between. */
  static String numbered(String prefix, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> prefix + i)
        .collect(Collectors.joining(","));
  }

  void put(String column, Object value) {
    values[columns.fieldIndex(column)] = value;
  }

  /** Fills numbered columns from the first on. */
  void put(String prefix, List<String> texts) {
    int first = columns.fieldIndex(prefix + 1);
    for (int i = 0; i < texts.size(); i++) {
      values[first + i] = texts.get(i);
    }
  }

  void addTo(RowFile file) throws IOException {
    file.row(values);
  }
}
