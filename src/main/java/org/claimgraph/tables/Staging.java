package org.claimgraph.tables;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A private folder for rows on their way to tables, removed when closed. What is held is computed
 * once, survives a lost executor, and is planned as a plain file scan.
 */
public final class Staging implements AutoCloseable {

  private final SparkSession spark;
  private final Path folder;

  Staging(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = new Path(folder);
  }

  /** Writes rows down and gives them back. */
  public Dataset<Row> hold(String name, Dataset<Row> rows) {
    String path = new Path(folder, name).toString();
    rows.write().parquet(path);
    return spark.read().schema(rows.schema()).parquet(path);
  }

  @Override
  public void close() {
    try {
      FileSystem files = folder.getFileSystem(spark.sessionState().newHadoopConf());
      files.delete(folder, true);
    } catch (IOException unreachable) {
      throw new IllegalStateException("Cannot remove staging folder " + folder, unreachable);
    }
  }
}
