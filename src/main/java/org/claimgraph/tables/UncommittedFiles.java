package org.claimgraph.tables;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;

/**
 * Files in the folder of a table, or of one part of it, that no version of the table names yet.
 * What fails half-way, as on a full disk, must not leave them there: nobody reads them, and the
 * next run would find less room than this one.
 */
final class UncommittedFiles {

  private final SparkSession spark;
  private final String table;
  private final Path folder;
  private final FileSystem files;

  private UncommittedFiles(SparkSession spark, String table, Path folder) throws IOException {
    this.spark = spark;
    this.table = table;
    this.folder = folder;
    this.files = folder.getFileSystem(spark.sessionState().newHadoopConf());
  }

  /**
   * Does what writes files and commits them; where that fails, removes what it wrote. Nobody else
   * may write there meanwhile.
   *
   * @param part folder of the part below the table; empty: the whole table
   * @param locks by which nobody else writes; where one is lost, everything is left as it is
   */
  static <T> T removedIfFailing(
      SparkSession spark, String table, String part, List<RunLock> locks, Supplier<T> commit) {
    UncommittedFiles uncommitted;
    Set<Path> before;
    try {
      uncommitted = new UncommittedFiles(spark, table, new Path(table + "/" + part));
      before = uncommitted.list();
    } catch (IOException unreachable) {
      throw new IllegalStateException("Cannot list " + table, unreachable);
    }
    try {
      return commit.get();
    } catch (Throwable failure) {
      // Of any kind: Spark's Scala code throws checked exceptions without declaring them.
      uncommitted.remove(before, locks, failure);
      throw failure;
    }
  }

  private Set<Path> list() throws IOException {
    Set<Path> found = new HashSet<>();
    if (files.exists(folder)) {
      for (FileStatus status : files.listStatus(folder)) {
        if (status.isFile()) {
          found.add(status.getPath());
        }
      }
    }
    return found;
  }

  private void remove(Set<Path> before, List<RunLock> locks, Throwable failure) {
    try {
      for (RunLock lock : locks) {
        lock.requireHeld();
      }
      Set<String> committed = new HashSet<>();
      for (AddFile file :
          DeltaLog.forTable(spark, table)
              .update(false, Option.empty(), Option.empty())
              .allFiles()
              .collectAsList()) {
        committed.add(new Path(file.path()).getName());
      }
      for (Path file : list()) {
        if (!before.contains(file) && !committed.contains(file.getName())) {
          files.delete(file, false);
        }
      }
    } catch (Throwable alsoFailed) {
      // Spark's undeclared exceptions too: what failed first is what matters.
      if (alsoFailed != failure) {
        failure.addSuppressed(alsoFailed);
      }
    }
  }
}
