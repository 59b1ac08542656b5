package org.claimgraph.tables;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.claimgraph.UserException;
import scala.Option;
import scala.Tuple2;
import scala.collection.Iterator;

/** The files that make up the latest version of a Delta table somebody else wrote. */
public final class DeltaFiles {

  private DeltaFiles() {}

  /**
   * Lists the files of a table in order of their paths.
   *
   * @param path the folder of the table, as a Hadoop URI
   * @param name what the table is called in messages
   * @throws UserException where its log cannot be read, or its files alone do not tell its rows:
   *     some are marked as deleted, or columns have other names in the files
   */
  public static List<DataFile> of(SparkSession spark, String path, String name) {
    try {
      Path folder = new Path(URI.create(path));
      DeltaLog log = DeltaLog.forTable(spark, folder);
      Snapshot table = log.update(false, Option.empty(), Option.empty());
      if (table.version() < 0) {
        throw refused(
            "Invalid Delta table " + name + ": its log has no commit.",
            "Remove the folder _delta_log, or write the table again.");
      }
      if (!table.columnMappingMode().name().equals("none")) {
        throw refused(
            "Unsupported Delta table " + name + ": it maps the names of its columns.",
            "Write it once more without delta.columnMapping.mode.");
      }
      FileSystem system = folder.getFileSystem(spark.sessionState().newHadoopConf());
      List<DataFile> files = new ArrayList<>();
      for (AddFile file : table.allFiles().collectAsList()) {
        if (file.deletionVector() != null) {
          throw refused(
              "Unsupported Delta table " + name + ": it marks rows as deleted.",
              "Run REORG TABLE with APPLY (PURGE) on it.");
        }
        Path absolute = system.makeQualified(file.absolutePath(log));
        files.add(new DataFile(absolute.toUri().toString(), partition(file)));
      }
      files.sort(Comparator.comparing(DataFile::path));
      return files;
    } catch (UserException refused) {
      throw refused;
    } catch (Exception damaged) {
      // Spark's Scala code throws checked exceptions without declaring them.
      throw refused(
          "Cannot read Delta table " + name + ": its log is damaged, or of a newer version.",
          "Fetch or write the table again.");
    }
  }

  private static TreeMap<String, String> partition(AddFile file) {
    TreeMap<String, String> values = new TreeMap<>();
    Iterator<Tuple2<String, String>> entries = file.partitionValues().iterator();
    while (entries.hasNext()) {
      Tuple2<String, String> entry = entries.next();
      values.put(entry._1(), entry._2());
    }
    return values;
  }

  private static UserException refused(String problem, String remedy) {
    return new UserException(UserException.Fault.INPUT, problem, remedy);
  }
}
