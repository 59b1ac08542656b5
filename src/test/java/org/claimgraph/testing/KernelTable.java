package org.claimgraph.testing;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;

/** A version of a table as Delta Kernel reads it, which knows nothing of Spark. */
public final class KernelTable {

  private final Engine engine = DefaultEngine.create(new Configuration());
  private final Snapshot snapshot;

  public KernelTable(String path, long version) {
    this.snapshot = Table.forPath(engine, path).getSnapshotAsOfVersion(engine, version);
  }

  /** What a reader has to know at least. */
  public int readerVersion() {
    return snapshot.getProtocol().getMinReaderVersion();
  }

  /** Every row, each value as the text that Spark casts it to. */
  public List<List<String>> rows() throws IOException {
    Scan scan = snapshot.getScanBuilder().build();
    List<List<String>> rows = new ArrayList<>();
    try (CloseableIterator<Row> files = Utils.intoRows(scan.getScanFiles(engine))) {
      while (files.hasNext()) {
        addRows(scan, files.next(), rows);
      }
    }
    return rows;
  }

  private void addRows(Scan scan, Row file, List<List<String>> rows) throws IOException {
    Row state = scan.getScanState(engine);
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    StructType columns = ScanStateRow.getPhysicalDataReadSchema(state);
    try (CloseableIterator<FileReadResult> parts =
            engine
                .getParquetHandler()
                .readParquetFiles(
                    Utils.singletonCloseableIterator(status), columns, Optional.empty());
        CloseableIterator<FilteredColumnarBatch> batches =
            Scan.transformPhysicalData(engine, state, file, parts.map(FileReadResult::getData));
        CloseableIterator<Row> all = Utils.intoRows(batches)) {
      while (all.hasNext()) {
        rows.add(texts(all.next()));
      }
    }
  }

  private static List<String> texts(Row row) {
    return IntStream.range(0, row.getSchema().length()).mapToObj(i -> text(row, i)).toList();
  }

  private static String text(Row row, int column) {
    if (row.isNullAt(column)) {
      return "null";
    }
    DataType type = row.getSchema().at(column).getDataType();
    if (type instanceof StringType) {
      return row.getString(column);
    }
    if (type instanceof LongType) {
      return Long.toString(row.getLong(column));
    }
    if (type instanceof DoubleType) {
      return Double.toString(row.getDouble(column));
    }
    if (type instanceof ArrayType) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.getArray(column).getSize(); i++) {
        values.add(row.getArray(column).getElements().getString(i));
      }
      return values.toString();
    }
    throw new IllegalArgumentException("No text for " + type);
  }
}
