package org.claimgraph.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.Option;

/**
 * Files in the folder of a table, or of one part of it, that no version of the table names. What
 * fails half-way, as on a full disk, must not leave them there: nobody reads them, and the next run
 * would find less room than this one.
 */
final class UncommittedFiles {

  private static final Duration LONGEST_TASK = Duration.ofSeconds(30);

  /** For the clock of a file system that is not this machine's. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final SparkSession spark;
  private final String table;
  private final Path folder;
  private final FileSystem files;

  /**
   * Those of a table.
   *
   * @param part folder of the part below the table; empty: the whole table
   */
  private UncommittedFiles(SparkSession spark, String table, String part) throws IOException {
    this.spark = spark;
    this.table = table;
    this.folder = new Path(table + "/" + part);
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
    Set<Path> before = new HashSet<>();
    try {
      uncommitted = new UncommittedFiles(spark, table, part);
      uncommitted.list().forEach(file -> before.add(file.getPath()));
    } catch (IOException unreachable) {
      throw new IllegalStateException("Cannot list " + table, unreachable);
    }
    try {
      return commit.get();
    } catch (Throwable failure) {
      // Of any kind: Spark's Scala code throws checked exceptions without declaring them.
      try {
        awaitTasks(spark);
        uncommitted.remove(file -> !before.contains(file.getPath()), locks);
      } catch (Throwable alsoFailed) {
        // What failed first is what matters.
        if (alsoFailed != failure) {
          failure.addSuppressed(alsoFailed);
        }
      }
      throw failure;
    }
  }

  /**
   * Removes what a process wrote that is no more and had taken a lock.
   *
   * @param part as above
   * @param since when it had, in milliseconds of the clock of this machine
   * @param lock the same, which is now held here
   */
  static void removeOfTheDead(
      SparkSession spark, String table, String part, long since, RunLock lock) {
    try {
      new UncommittedFiles(spark, table, part)
          .remove(file -> file.getModificationTime() >= since - MARGIN.toMillis(), List.of(lock));
    } catch (IOException unreachable) {
      throw new IllegalStateException("Cannot remove files of " + table, unreachable);
    }
  }

  /** Other tasks of a job that failed may write for a moment still. */
  private static void awaitTasks(SparkSession spark) throws InterruptedException {
    SparkStatusTracker status = spark.sparkContext().statusTracker();
    Duration step = Duration.ofMillis(50);
    for (Duration waited = step;
        waited.compareTo(LONGEST_TASK) < 0
            && Arrays.stream(status.getExecutorInfos()).anyMatch(e -> e.numRunningTasks() > 0);
        waited = waited.plus(step)) {
      Thread.sleep(step.toMillis());
    }
  }

  private void remove(Predicate<FileStatus> isTheirs, List<RunLock> locks) throws IOException {
    List<FileStatus> theirs = list().stream().filter(isTheirs).toList();
    if (!theirs.isEmpty()) {
      Set<String> committed =
          committed(DeltaLog.forTable(spark, table).update(false, Option.empty(), Option.empty()));
      locks.forEach(RunLock::requireHeld);
      for (FileStatus file : theirs) {
        if (!committed.contains(file.getPath().getName())) {
          files.delete(file.getPath(), false);
        }
      }
    }
  }

  private List<FileStatus> list() throws IOException {
    List<FileStatus> found = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
      while (all.hasNext()) {
        FileStatus file = all.next();
        if (!file.getPath().toString().contains("/_delta_log/")) {
          found.add(file);
        }
      }
    } catch (FileNotFoundException notThere) {
      return List.of();
    }
    return found;
  }

  /** Names, which are never given twice, of the files of this version and of former ones. */
  private static Set<String> committed(Snapshot newest) {
    Column path = new Column("path");
    Set<String> names = new HashSet<>();
    newest
        .allFiles()
        .select(path)
        .union(newest.tombstones().select(path))
        .collectAsList()
        .forEach(row -> names.add(new Path(row.getString(0)).getName()));
    return names;
  }
}
