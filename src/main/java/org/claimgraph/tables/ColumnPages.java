package org.claimgraph.tables;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;

/** A column of a row group of Parquet: a page of each batch, then the dictionary. */
final class ColumnPages {

  private final ColumnDescriptor column;
  private final PageWriter pages;
  private final PrimitiveTypeName type;
  private final int defined;
  private final ValuesWriter repetitions;
  private final ValuesWriter definitions;
  private final ValuesWriter values;
  private Statistics<?> statistics; // of the page
  private int valueCount;

  ColumnPages(ColumnDescriptor column, PageWriter pages, ParquetProperties properties) {
    this.column = column;
    this.pages = pages;
    this.type = column.getPrimitiveType().getPrimitiveTypeName();
    this.defined = column.getMaxDefinitionLevel();
    this.repetitions = properties.newRepetitionLevelWriter(column);
    this.definitions = properties.newDefinitionLevelWriter(column);
    this.values =
        type == PrimitiveTypeName.BINARY ? new CodedValues() : properties.newValuesWriter(column);
  }

  /** Writes the first rows of a vector: a page of the column. */
  void write(WritableColumnVector rows, int count) throws IOException {
    statistics = Statistics.createStats(column.getPrimitiveType());
    valueCount = 0;
    for (int row = 0; row < count; row++) {
      if (column.getMaxRepetitionLevel() > 0) {
        writeList(rows, row);
      } else {
        writeValue(rows, row, 0);
      }
    }
    pages.writePage(
        BytesInput.concat(repetitions.getBytes(), definitions.getBytes(), values.getBytes()),
        valueCount,
        count,
        statistics,
        repetitions.getEncoding(),
        definitions.getEncoding(),
        values.getEncoding());
    repetitions.reset();
    definitions.reset();
    values.reset();
  }

  /** A list has one more level of definition than a value: whether it has elements. */
  private void writeList(WritableColumnVector lists, int row) {
    if (lists.isNullAt(row) || lists.getArrayLength(row) == 0) {
      writeNull(0, lists.isNullAt(row) ? 0 : 1);
      return;
    }
    int start = lists.getArrayOffset(row);
    for (int i = 0; i < lists.getArrayLength(row); i++) {
      writeValue(lists.arrayData(), start + i, i == 0 ? 0 : 1);
    }
  }

  private void writeValue(WritableColumnVector rows, int row, int repetition) {
    if (rows.isNullAt(row)) {
      writeNull(repetition, defined - 1);
      return;
    }
    levels(repetition, defined);
    switch (type) {
      case BINARY -> writeText((CodedValues) values, rows, row);
      case INT64 -> writeLong(rows.getLong(row));
      case DOUBLE -> writeDouble(rows.getDouble(row));
      case BOOLEAN -> writeBoolean(rows.getBoolean(row));
      default -> throw new IllegalStateException("Unsupported type of column " + column);
    }
  }

  private void writeText(CodedValues texts, WritableColumnVector rows, int row) {
    int code = rows.getDictionaryIds().getDictId(row);
    if (texts.isNewToPage(code)) {
      Binary text = Binary.fromConstantByteArray(rows.getUTF8String(row).getBytes());
      texts.learn(code, text);
      statistics.updateStats(text);
    }
    texts.writeInteger(code);
  }

  private void writeLong(long value) {
    values.writeLong(value);
    statistics.updateStats(value);
  }

  private void writeDouble(double value) {
    values.writeDouble(value);
    statistics.updateStats(value);
  }

  private void writeBoolean(boolean value) {
    values.writeBoolean(value);
    statistics.updateStats(value);
  }

  private void writeNull(int repetition, int definition) {
    levels(repetition, definition);
    statistics.incrementNumNulls();
  }

  private void levels(int repetition, int definition) {
    repetitions.writeInteger(repetition);
    definitions.writeInteger(definition);
    valueCount++;
  }

  /** Writes the dictionary, if any, after the last page. */
  void end() throws IOException {
    DictionaryPage dictionary = values.toDictPageAndClose();
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
    }
  }
}
