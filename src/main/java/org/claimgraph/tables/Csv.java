package org.claimgraph.tables;

import static org.apache.spark.sql.functions.to_json;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Cells as csv (RFC 4180). Null is empty, an empty text is {@code ""}; maps, arrays and structs are
 * JSON.
 *
 * <p>A text that a spreadsheet would take for a formula has a {@code '} before it, and so has one
 * that begins with {@code '}: leave the first {@code '} of a text out to have it back.
 */
public final class Csv {

  /** Ends a line of a file. */
  public static final String END = "\r\n";

  /**
   * Beginnings of a cell that a spreadsheet takes for a formula; and of what such a cell became.
   */
  private static final String FORMULA =
      "(?s)[\\s\\x00\uFFFD]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20'].*|[\\t\\r\\n\\x00].*";

  private Csv() {}

  /** Rows as lines without their end, in their order; names of columns may repeat. */
  public static Dataset<String> lines(Dataset<Row> rows) {
    DataType[] types =
        Arrays.stream(rows.schema().fields()).map(f -> f.dataType()).toArray(DataType[]::new);
    String[] names = new String[types.length];
    Arrays.setAll(names, i -> "c" + i);
    Dataset<Row> named = rows.toDF(names);
    Column[] cells = new Column[types.length];
    boolean[] isText = new boolean[types.length];
    for (int i = 0; i < types.length; i++) {
      Column cell = named.col(names[i]);
      cells[i] = isNested(types[i]) ? to_json(cell) : cell.cast("string");
      isText[i] = isNested(types[i]) || types[i].equals(DataTypes.StringType);
    }
    MapFunction<Row, String> line = row -> line(row, isText);
    return named.select(cells).map(line, Encoders.STRING());
  }

  private static boolean isNested(DataType type) {
    return type instanceof MapType || type instanceof ArrayType || type instanceof StructType;
  }

  private static String line(Row row, boolean[] isText) {
    String[] cells = new String[row.size()];
    Arrays.setAll(
        cells, i -> row.isNullAt(i) ? "" : isText[i] ? text(row.getString(i)) : row.getString(i));
    return String.join(",", cells);
  }

  /**
   * A line without its end.
   *
   * @param cells each a text, null, or what is written as itself
   */
  public static String line(Stream<?> cells) {
    return cells
        .map(cell -> cell == null ? "" : cell instanceof String text ? text(text) : cell.toString())
        .collect(Collectors.joining(","));
  }

  private static String text(String text) {
    String safe = text.matches(FORMULA) ? "'" + text : text;
    return safe.isEmpty() || safe.matches("(?s).*[\",\r\n'].*")
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
