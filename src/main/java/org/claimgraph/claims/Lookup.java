package org.claimgraph.claims;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
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
      Path found = new Path(path);
      found = found.getFileSystem(hadoop(spark)).getFileStatus(found).getPath();
      SourceFile file = new SourceFile(found.toUri().toString(), found.getName());
      Preset preset = new Preset(key, "", "lookup", null, columns, List.of(), false, "");
      requireColumns(spark, preset, file, path);
      return SourceRecords.read(spark, preset, List.of(file))
          .where("problem IS NULL")
          .selectExpr(columns.toArray(String[]::new));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw refused("Cannot read " + key + " = " + path + ".", columns);
    }
  }

  /** Judged here, where the setting is known, and not by the task that reads the rows. */
  private static void requireColumns(
      SparkSession spark, Preset preset, SourceFile file, String path) throws IOException {
    List<String> missing;
    try (InputStream bytes = SourceRecords.open(file, hadoop(spark))) {
      missing = SourceRecords.missing(preset, new DelimitedFile(file.name(), bytes).header());
    }
    if (!missing.isEmpty()) {
      throw refused(
          "Missing column "
              + String.join(", ", missing)
              + " in "
              + preset.name()
              + " = "
              + path
              + ".",
          preset.required());
    }
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sessionState().newHadoopConf();
  }

  private static UserException refused(String problem, List<String> columns) {
    return new UserException(
        UserException.Fault.CONFIGURATION,
        problem,
        "Name a csv or csv.gz file with the columns " + String.join(", ", columns) + ".");
  }
}
