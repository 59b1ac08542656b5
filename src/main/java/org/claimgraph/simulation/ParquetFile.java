package org.claimgraph.simulation;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows in Parquet, in row groups of a few megabytes, so that many can be open at once. */
final class ParquetFile implements RowFile {

  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final ParquetWriter<Object[]> out;

  ParquetFile(Path path, StructType columns, Configuration hadoop) throws IOException {
    this.out =
        new Builder(HadoopOutputFile.fromPath(path, hadoop), columns)
            .withConf(hadoop)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build();
  }

  @Override
  public void row(Object... values) throws IOException {
    out.write(values);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static MessageType schema(StructType columns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (StructField column : columns.fields()) {
      schema.addField(type(column));
    }
    return schema.named("row");
  }

  private static Type type(StructField column) {
    String name = column.name();
    return switch (column.dataType().simpleString()) {
      case "string" ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case "int" -> Types.optional(PrimitiveTypeName.INT32).named(name);
      case "date" ->
          Types.optional(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType()).named(name);
      case "decimal(18,2)" ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.decimalType(2, 18))
              .named(name);
      case "double" -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      case "boolean" -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
      default -> throw new IllegalArgumentException("Unsupported type of column " + name);
    };
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {

    private final StructType columns;

    Builder(OutputFile file, StructType columns) {
      super(file);
      this.columns = columns;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // what takes its place is not in the Parquet of Spark 3.5
    protected WriteSupport<Object[]> getWriteSupport(Configuration hadoop) {
      return new Rows(columns);
    }
  }

  /** Hands values over one by one. */
  private static final class Rows extends WriteSupport<Object[]> {

    private final StructType columns;
    private RecordConsumer out;

    Rows(StructType columns) {
      this.columns = columns;
    }

    @Override
    @SuppressWarnings("deprecation") // as above
    public WriteContext init(Configuration hadoop) {
      return new WriteContext(schema(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.out = consumer;
    }

    @Override
    public void write(Object[] row) {
      out.startMessage();
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null) {
          String name = columns.fields()[i].name();
          out.startField(name, i);
          add(row[i]);
          out.endField(name, i);
        }
      }
      out.endMessage();
    }

    private void add(Object value) {
      if (value instanceof String text) {
        out.addBinary(Binary.fromString(text));
      } else if (value instanceof Integer number) {
        out.addInteger(number);
      } else if (value instanceof LocalDate day) {
        out.addInteger(Math.toIntExact(day.toEpochDay()));
      } else if (value instanceof BigDecimal amount) {
        out.addLong(amount.unscaledValue().longValueExact());
      } else if (value instanceof Double number) {
        out.addDouble(number);
      } else if (value instanceof Boolean flag) {
        out.addBoolean(flag);
      } else {
        throw new IllegalArgumentException("Unsupported value of " + value.getClass());
      }
    }
  }
}
