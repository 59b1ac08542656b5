package org.claimgraph.simulation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.types.StructType;

/**
 * Values separated by commas, or another delimiter, in UTF-8 with a header and LF line ends; null
 * is an empty field. No simulated value needs quotes; one that would is refused.
 */
final class CsvFile implements RowFile {

  private final BufferedWriter out;
  private final int columns;
  private final char delimiter;

  CsvFile(OutputStream out, StructType columns, char delimiter) throws IOException {
    this.delimiter = delimiter;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    this.columns = columns.size();
    this.out.write(String.join(String.valueOf(delimiter), columns.fieldNames()) + "\n");
  }

  @Override
  public void row(Object... values) throws IOException {
    if (values.length != columns) {
      throw new IllegalArgumentException(
          "Invalid row: " + values.length + " values for " + columns + " columns");
    }
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.write(delimiter);
      }
      if (values[i] != null) {
        out.write(plain(values[i].toString()));
      }
    }
    out.write('\n');
  }

  private String plain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
        throw new IllegalArgumentException("Invalid value: it needs quotes");
      }
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
