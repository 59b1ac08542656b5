package org.claimgraph.testing;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Tables as lines of words: one line per row, one word per column, {@code -} for null. */
public final class TextTable {

  private static final String NULL = "-";

  private TextTable() {}

  /** Reads lines into a Dataset with the columns of a DDL text. */
  public static Dataset<Row> of(SparkSession spark, String ddl, List<String> lines) {
    StructType schema = StructType.fromDDL(ddl);
    StructType texts = new StructType();
    for (String name : schema.fieldNames()) {
      texts = texts.add(name, DataTypes.StringType);
    }
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.strip().split("\\s+");
      if (words.length != schema.size()) {
        throw new IllegalArgumentException("Invalid row: " + line + " for " + ddl);
      }
      rows.add(
          RowFactory.create(
              Arrays.stream(words).map(word -> word.equals(NULL) ? null : word).toArray()));
    }
    return spark
        .createDataFrame(rows, texts)
        .select(Arrays.stream(schema.fields()).map(TextTable::cast).toArray(Column[]::new));
  }

  public static Dataset<Row> of(SparkSession spark, String ddl, String... lines) {
    return of(spark, ddl, List.of(lines));
  }

  private static Column cast(StructField field) {
    return col(field.name()).cast(field.dataType()).as(field.name());
  }

  /** The named columns of every row as a line, lines in order. */
  public static List<String> lines(Dataset<Row> rows, String... columns) {
    Column[] chosen = Stream.of(columns).map(name -> col(name)).toArray(Column[]::new);
    return rows.select(chosen).collectAsList().stream().map(TextTable::line).sorted().toList();
  }

  private static String line(Row row) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      words.add(row.isNullAt(i) ? NULL : row.get(i).toString());
    }
    return String.join(" ", words);
  }
}
