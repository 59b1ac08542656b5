package org.claimgraph.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.claimgraph.UserException;

/** Where the report of a period is: files written aside, then put in the place of the old ones. */
public final class ReportFolder {

  private ReportFolder() {}

  /**
   * Replaces the report of a period.
   *
   * @param folder any Hadoop URI; refused where it holds something else than a report
   * @param files by their names below it
   */
  public static void replace(Configuration hadoop, String folder, Map<String, byte[]> files) {
    Path target = new Path(folder);
    Path aside = new Path(target.getParent(), "_" + target.getName() + "-" + UUID.randomUUID());
    try {
      FileSystem system = target.getFileSystem(hadoop);
      requireReport(system, target);
      try {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          try (OutputStream out = system.create(new Path(aside, file.getKey()), false)) {
            out.write(file.getValue());
          }
        }
        system.delete(target, true);
        if (!system.rename(aside, target)) {
          throw new IOException("it cannot be put in its place");
        }
      } finally {
        system.delete(aside, true);
      }
    } catch (IOException failure) {
      throw new UserException(
          UserException.Fault.FAILED,
          "Cannot write the report to " + folder + ": " + failure.getMessage() + ".",
          "Set report.folder to a place that can be written.");
    }
  }

  private static void requireReport(FileSystem system, Path target) throws IOException {
    FileStatus[] there;
    try {
      there = system.listStatus(target);
    } catch (FileNotFoundException none) {
      return;
    }
    if (there.length > 0 && !system.exists(new Path(target, "report.html"))) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot write the report to " + target + ": it holds something else.",
          "Set report.folder to another place.");
    }
  }

  /**
   * The text of a file.
   *
   * @param path any Hadoop URI, or null
   * @return null for null
   */
  public static String text(Configuration hadoop, String path) {
    if (path == null) {
      return null;
    }
    try {
      Path file = new Path(path);
      try (FSDataInputStream in = file.getFileSystem(hadoop).open(file)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException unreadable) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot read report.region-map = " + path + ".",
          "Name a GeoJSON file that can be read, or null.");
    }
  }
}
