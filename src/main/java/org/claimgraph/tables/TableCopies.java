package org.claimgraph.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;

/**
 * Copies of tables for other programs, one file for each, rows in order of the key. One task writes
 * each file.
 */
public final class TableCopies {

  /**
   * Beginnings of a cell that a spreadsheet takes for a formula; and of what such a cell became.
   */
  private static final String FORMULA =
      "(?s)[\\s\\x00]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20'].*|[\\t\\r\\n\\x00].*";

  /** What a copy is written as. */
  public enum Format {
    parquet,
    /**
     * RFC 4180 with a header, UTF-8. Null is empty, an empty text is {@code ""}; maps and arrays
     * are JSON. A text that a spreadsheet would take for a formula has a {@code '} before it, and
     * so has one that begins with {@code '}: leave the first {@code '} of a text out to have it
     * back.
     */
    csv
  }

  private static final String END = "\r\n";

  private final Path folder;
  private final FileSystem files;

  /**
   * Copies into a folder.
   *
   * @throws UserException where the folder has files already
   */
  public TableCopies(SparkSession spark, String folder) {
    this.folder = new Path(folder);
    try {
      this.files = this.folder.getFileSystem(spark.sessionState().newHadoopConf());
      if (files.exists(this.folder) && files.listStatus(this.folder).length > 0) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Cannot write to " + folder + ": it is not empty.",
            "Name a new folder, or remove what is in it.");
      }
    } catch (IOException unreachable) {
      throw unwritable(unreachable);
    }
  }

  /**
   * Writes the file of one table.
   *
   * @return its name
   */
  public String write(Table table, Dataset<Row> rows, Format format) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> sorted = rows.repartition(1).sortWithinPartitions(key);
    Path parts = new Path(folder, "_" + table.view());
    if (format == Format.parquet) {
      sorted.write().parquet(parts.toString());
    } else {
      lines(sorted).write().option("lineSep", END).text(parts.toString());
    }
    Path file = new Path(folder, table.view() + "." + format);
    try {
      Path part =
          files.listStatus(parts, found -> found.getName().startsWith("part-"))[0].getPath();
      if (format == Format.csv) {
        // The names are not part of the rows: of no rows Spark runs no task.
        try (OutputStream out = files.create(file);
            InputStream lines = files.open(part)) {
          out.write((String.join(",", rows.columns()) + END).getBytes(StandardCharsets.UTF_8));
          lines.transferTo(out);
        }
      } else if (!files.rename(part, file)) {
        throw new IOException("cannot rename " + part);
      }
      files.delete(parts, true);
    } catch (IOException unreachable) {
      throw unwritable(unreachable);
    }
    return file.getName();
  }

  private UserException unwritable(IOException unreachable) {
    return new UserException(
        UserException.Fault.CONFIGURATION,
        "Cannot write to " + folder + ": " + unreachable.getMessage() + ".",
        "Name a folder that can be written.");
  }

  private static Dataset<String> lines(Dataset<Row> rows) {
    StructType schema = rows.schema();
    List<Column> cells = new ArrayList<>();
    boolean[] isText = new boolean[schema.size()];
    for (int i = 0; i < isText.length; i++) {
      StructField field = schema.fields()[i];
      Column cell = col("`" + field.name() + "`");
      String type = field.dataType().typeName();
      boolean isNested = field.dataType() instanceof MapType || type.equals("array");
      isText[i] = isNested || field.dataType().equals(DataTypes.StringType);
      cells.add(isNested ? to_json(cell) : cell.cast("string"));
    }
    MapFunction<Row, String> write = row -> line(row, isText);
    return rows.select(cells.toArray(Column[]::new)).map(write, Encoders.STRING());
  }

  private static String line(Row row, boolean[] isText) {
    String[] cells = new String[row.size()];
    Arrays.setAll(
        cells,
        i -> {
          if (row.isNullAt(i)) {
            return "";
          }
          return isText[i] ? text(row.getString(i)) : row.getString(i);
        });
    return String.join(",", cells);
  }

  /** A text as a cell. */
  static String text(String text) {
    String safe = text.matches(FORMULA) ? "'" + text : text;
    return safe.isEmpty() || safe.matches("(?s).*[\",\r\n'].*")
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
