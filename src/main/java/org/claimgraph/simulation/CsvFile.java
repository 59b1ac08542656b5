package org.claimgraph.simulation;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One csv file in UTF-8 with a header and LF line ends, quoted as RFC 4180 where needed. */
final class CsvFile implements Closeable {

  private final BufferedWriter out;
  private final int columns;

  private CsvFile(BufferedWriter out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  /**
   * Fails where the file exists.
   *
   * @param header names of the columns, separated by commas
   */
  static CsvFile create(Path path, String header) throws IOException {
    BufferedWriter out =
        Files.newBufferedWriter(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    CsvFile file = new CsvFile(out, header.split(",").length);
    out.write(header + "\n");
    return file;
  }

  /** One record; null is an empty field. */
  void row(Object... values) throws IOException {
    if (values.length != columns) {
      throw new IllegalArgumentException(
          "Invalid row: " + values.length + " values for " + columns + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(values[i] == null ? "" : quoted(values[i].toString()));
    }
    out.write('\n');
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
