package org.claimgraph.claims;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.claimgraph.UserException;
import org.claimgraph.tables.DataFile;

/**
 * What the end of a Parquet file says of it.
 *
 * @param rows how many rows it has
 * @param names its columns in their order
 * @param types its columns with their types, in order of names: files in which these are equal are
 *     read alike
 */
record ParquetFooter(long rows, List<String> names, String types) implements Serializable {

  /**
   * Reads the footer of one file.
   *
   * @param name what the file is called in messages
   * @throws UserException where it is not a Parquet file, or is cut off
   */
  static ParquetFooter read(DataFile file, String name, Configuration hadoop) {
    Path path = new Path(URI.create(file.path()));
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      MessageType schema = reader.getFileMetaData().getSchema();
      TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      schema.getFields().forEach(column -> names.add(column.getName()));
      // Some writers keep the columns of a partition in the file too.
      List<String> beside =
          file.partition().keySet().stream().filter(column -> !names.contains(column)).toList();
      return new ParquetFooter(
          reader.getRecordCount(),
          Stream.concat(schema.getFields().stream().map(Type::getName), beside.stream()).toList(),
          schema.getFields().stream().map(ParquetFooter::described).sorted().collect(joining("\n"))
              + beside);
    } catch (IOException | RuntimeException unreadable) {
      throw damaged(name);
    }
  }

  /** A column without whether it may be null, which makes no difference. */
  private static String described(Type column) {
    String text = column.toString();
    return column.getName() + text.substring(text.indexOf(' '));
  }

  static UserException damaged(String name) {
    return new UserException(
        UserException.Fault.INPUT,
        "Cannot read " + name + ": it is not a Parquet file, or damaged.",
        "Fetch or write the file again.");
  }
}
