package org.claimgraph.simulation;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;

/**
 * Files that appear together: they are written under hidden names and take their own when all are
 * complete, in the place of what an earlier attempt at the same files left.
 */
final class Output implements Closeable {

  private final Path folder;
  private final FileFormat format;
  private final String attempt;
  private final Configuration hadoop;
  private final FileSystem files;
  private final List<RowFile> open = new ArrayList<>();
  private final Map<Path, Path> hidden = new LinkedHashMap<>();

  /**
   * Output of one attempt.
   *
   * @param attempt tells the attempts at the same files from each other
   */
  Output(String folder, FileFormat format, String attempt, Configuration hadoop)
      throws IOException {
    this.folder = new Path(folder);
    this.format = format;
    this.attempt = attempt;
    this.hadoop = withoutChecksumFiles(hadoop);
    this.files = this.folder.getFileSystem(this.hadoop);
  }

  /**
   * On local disks Hadoop would write a checksum file beside each file, which then must not change.
   */
  private static Configuration withoutChecksumFiles(Configuration hadoop) {
    Configuration changed = new Configuration(hadoop);
    changed.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    changed.setBoolean("fs.file.impl.disable.cache", true);
    return changed;
  }

  /** A file with a name relative to the folder, without ending. */
  RowFile file(String name, StructType columns) throws IOException {
    Path path = hide(new Path(folder, name + "." + format.label()));
    RowFile file = format.create(path, columns, hadoop);
    open.add(file);
    return file;
  }

  /** A file of values separated by another delimiter than a comma, whatever the format. */
  RowFile file(String name, StructType columns, char delimiter) throws IOException {
    Path path = hide(new Path(folder, name + "." + FileFormat.CSV.label()));
    RowFile file = new CsvFile(files.create(path), columns, delimiter);
    open.add(file);
    return file;
  }

  /** A file with a name relative to the folder and these bytes. */
  void file(String name, byte[] bytes) throws IOException {
    try (var out = files.create(hide(new Path(folder, name)))) {
      out.write(bytes);
    }
  }

  private Path hide(Path target) {
    Path path = new Path(target.getParent(), "." + target.getName() + "." + attempt);
    hidden.put(path, target);
    return path;
  }

  /** Completes every file and gives it its name. */
  void publish() throws IOException {
    for (RowFile file : open) {
      file.close();
    }
    open.clear();
    for (Map.Entry<Path, Path> file : hidden.entrySet()) {
      files.delete(file.getValue(), false);
      if (!files.rename(file.getKey(), file.getValue())) {
        throw new IOException("Cannot rename " + file.getKey() + " to " + file.getValue());
      }
    }
    hidden.clear();
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    for (RowFile file : open) {
      file.close();
    }
    for (Path path : hidden.keySet()) {
      files.delete(path, false);
    }
  }
}
