package org.claimgraph.tables;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Batches of columns in a Parquet file, without making rows of them on the way. A column holds
 * texts that are codes of a dictionary, the same in all batches; BIGINT, DOUBLE or BOOLEAN; or
 * lists of such texts. A page is a batch, with its least and greatest value.
 */
@SuppressWarnings("deprecation") // what takes its place is not in the Parquet of Spark 3.5
final class BatchFile {

  private static final int ROWS_OF_A_GROUP = 1 << 20;
  private static final CompressionCodecName CODEC = CompressionCodecName.SNAPPY;

  private final MessageType schema;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final ParquetFileWriter file;
  private long rows;

  private ColumnChunkPageWriteStore group;
  private List<ColumnPages> columns;
  private int rowsOfGroup;

  /** A file that a task wrote; nobody reads it before it is committed. */
  record Written(String name, long bytes, long modified, long rows) implements Serializable {}

  private BatchFile(Path path, StructType shape, Configuration hadoop) throws IOException {
    this.schema = new SparkToParquetSchemaConverter(new SQLConf()).convert(shape);
    this.properties = properties(shape);
    this.codecs = new CodecFactory(hadoop, ParquetProperties.DEFAULT_PAGE_SIZE);
    this.file =
        new ParquetFileWriter(
            HadoopOutputFile.fromPath(path, hadoop),
            schema,
            ParquetFileWriter.Mode.CREATE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT);
    file.start();
    startGroup();
  }

  /**
   * Writes a file of its own into a folder, none where there are no batches. What an attempt of a
   * task that failed leaves behind is never committed; VACUUM removes it.
   */
  static Iterator<Written> write(
      Iterator<ColumnarBatch> batches, StructType shape, String folder, Configuration hadoop)
      throws IOException {
    if (!batches.hasNext()) {
      return Collections.emptyIterator();
    }
    Path path = new Path(folder, "part-" + UUID.randomUUID() + CODEC.getExtension() + ".parquet");
    BatchFile file = new BatchFile(path, shape, hadoop);
    batches.forEachRemaining(file::write);
    file.end();
    FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
    Written written =
        new Written(path.getName(), status.getLen(), status.getModificationTime(), file.rows);
    return List.of(written).iterator();
  }

  private static ParquetProperties properties(StructType shape) {
    ParquetProperties.Builder properties = ParquetProperties.builder();
    for (StructField field : shape.fields()) {
      // Hardly ever the same number twice.
      properties.withDictionaryEncoding(
          field.name(), !field.dataType().equals(DataTypes.DoubleType));
    }
    return properties.build();
  }

  private void startGroup() {
    group =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(CODEC),
            schema,
            properties.getAllocator(),
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH);
    columns =
        schema.getColumns().stream()
            .map(column -> new ColumnPages(column, group.getPageWriter(column), properties))
            .toList();
    rowsOfGroup = 0;
  }

  private void write(ColumnarBatch batch) {
    try {
      for (int column = 0; column < batch.numCols(); column++) {
        columns.get(column).write((WritableColumnVector) batch.column(column), batch.numRows());
      }
      rowsOfGroup += batch.numRows();
      if (rowsOfGroup >= ROWS_OF_A_GROUP) {
        endGroup();
        startGroup();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void endGroup() throws IOException {
    for (ColumnPages column : columns) {
      column.end();
    }
    file.startBlock(rowsOfGroup);
    group.flushToFileWriter(file);
    file.endBlock();
    rows += rowsOfGroup;
  }

  private void end() throws IOException {
    if (rowsOfGroup > 0) {
      endGroup();
    }
    file.end(Map.of());
    codecs.release();
  }
}
