package org.claimgraph.claims;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;

/** Small files that a setting names: crosswalks, relative values. */
public final class Lookup {

  private Lookup() {}

  /**
   * Reads a csv or csv.gz file with a header.
   *
   * @param key the setting that names the file, for messages
   * @param path the file; null gives no rows
   * @param columns columns that must be there
   * @return the columns as texts
   * @throws UserException where the file cannot be read or lacks a column
   */
  public static Dataset<Row> read(
      SparkSession spark, String key, String path, List<String> columns) {
    if (path == null) {
      return spark.sql(
          "SELECT "
              + String.join(", ", columns.stream().map(c -> "'' AS " + c).toList())
              + " WHERE false");
    }
    try {
      Path file = new Path(path);
      file = file.getFileSystem(spark.sessionState().newHadoopConf()).getFileStatus(file).getPath();
      Preset preset = new Preset(key, "", "lookup", null, columns, List.of(), false, "");
      return SourceRecords.read(
              spark, preset, List.of(new SourceFile(file.toUri().toString(), file.getName())))
          .where("problem IS NULL")
          .selectExpr(columns.toArray(String[]::new));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot read " + key + " = " + path + ".",
          "Name a csv or csv.gz file with the columns " + String.join(", ", columns) + ".");
    }
  }
}
