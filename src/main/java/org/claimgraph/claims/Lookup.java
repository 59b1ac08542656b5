package org.claimgraph.claims;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.tables.Sha256;

/** Small files that a setting names: crosswalks, relative values, categories of procedures. */
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
    return records(spark, key, path, columns)
        .where("problem IS NULL")
        .selectExpr(columns.toArray(String[]::new));
  }

  /**
   * As {@link #read} of a file, with records that are not well-formed; their column problem says
   * why, and the others are null.
   */
  static Dataset<Row> records(SparkSession spark, String key, String path, List<String> columns) {
    Preset preset = preset(key, columns);
    SourceFile file = find(spark, key, path, columns);
    requireColumns(spark, preset, file, path, columns);
    return SourceRecords.read(spark, preset, List.of(), List.of(file), Set.of());
  }

  /**
   * Finds a file.
   *
   * @throws UserException where there is none, with the columns that it should have
   */
  static SourceFile find(SparkSession spark, String key, String path, List<String> columns) {
    try {
      Path file = new Path(path);
      Path found = file.getFileSystem(hadoop(spark)).getFileStatus(file).getPath();
      return new SourceFile(found.toUri().toString(), found.getName());
    } catch (IOException | IllegalArgumentException unreadable) {
      throw refused("Cannot read " + key + " = " + path + ".", columns);
    }
  }

  /** SHA-256 of the bytes of a file that a setting names; {@code none} where path is null. */
  public static String sha256(SparkSession spark, String path) {
    if (path == null) {
      return "none";
    }
    MessageDigest digest = Sha256.digest();
    Path file = new Path(path);
    try (InputStream bytes = file.getFileSystem(hadoop(spark)).open(file)) {
      new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
    } catch (IOException unreadable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot read " + path + ", which the configuration names.",
          "Name a file that can be read.");
    }
    return Sha256.hex(digest);
  }

  /** Judged here, where the setting is known, and not by the task that reads the rows. */
  private static void requireColumns(
      SparkSession spark, Preset preset, SourceFile file, String path, List<String> columns) {
    List<String> missing =
        SourceRecords.missing(preset, SourceRecords.header(spark, file, preset.headless()));
    if (!missing.isEmpty()) {
      throw refused(
          "Missing column "
              + String.join(", ", missing)
              + " in "
              + preset.name()
              + " = "
              + path
              + ".",
          columns);
    }
  }

  private static Preset preset(String key, List<String> columns) {
    List<Preset.Field> required = columns.stream().map(Preset.Field::of).toList();
    return new Preset(
        key, "", "lookup", null, List.of(), null, required, List.of(), List.of(), false, "",
        Map.of());
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
