package org.claimgraph.tables;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;

/**
 * Copies of tables for other programs, one file for each, rows in order of the key. One task writes
 * each file.
 */
public final class TableCopies {

  /** What a copy is written as. */
  public enum Format {
    parquet,
    /** As {@link Csv} has it, with a header, UTF-8. */
    csv
  }

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
      Csv.lines(sorted).write().option("lineSep", Csv.END).text(parts.toString());
    }
    Path file = new Path(folder, table.view() + "." + format);
    try {
      Path part =
          files.listStatus(parts, found -> found.getName().startsWith("part-"))[0].getPath();
      if (format == Format.csv) {
        // The names are not part of the rows: of no rows Spark runs no task.
        try (OutputStream out = files.create(file);
            InputStream lines = files.open(part)) {
          String names = Csv.line(Arrays.stream(rows.columns())) + Csv.END;
          out.write(names.getBytes(StandardCharsets.UTF_8));
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
}
