package org.claimgraph.claims;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.BinaryType;

import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.claimgraph.UserException;
import org.claimgraph.tables.DataFile;

/**
 * The rows of Parquet files and Delta tables as texts. Files with the same columns, in whatever
 * order, are one scan. Rows are numbered as they stand in their file, those of a Delta table
 * through its files in order of their paths.
 */
final class ParquetRecords {

  /** Up to here every whole number is a double of its own. */
  private static final double EXACT = 1L << 53;

  /** Stands for bytes that are no text. */
  private static final String REPLACEMENT = "\uFFFD";

  private ParquetRecords() {}

  /** One data file of a file of the source. */
  private record Part(SourceFile file, DataFile data, ParquetFooter footer)
      implements Serializable {}

  /** Where the rows of a data file stand. */
  private record Place(String file, long rowsBefore, Map<String, String> partition)
      implements Serializable {}

  /**
   * The records of files of one kind, those with the same columns together.
   *
   * @param nulls texts that stand for no value
   */
  static List<Dataset<Row>> read(
      SparkSession spark, Preset preset, List<String> nulls, List<SourceFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    List<Part> parts = parts(spark, files);
    Broadcast<Map<String, Place>> places =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(places(parts));
    List<Dataset<Row>> scans = new ArrayList<>();
    parts.stream()
        .collect(groupingBy(part -> part.footer.types(), TreeMap::new, toList()))
        .values()
        .forEach(alike -> scans.add(scan(spark, preset, nulls, alike, places)));
    return scans;
  }

  private static List<Part> parts(SparkSession spark, List<SourceFile> files) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    List<Part> parts = new ArrayList<>();
    for (SourceFile file : files) {
      file.dataFiles().forEach(data -> parts.add(new Part(file, data, null)));
    }
    if (parts.size() == 1) {
      return List.of(withFooter(parts.get(0), hadoop));
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(parts)
        .map(part -> withFooter(part, hadoop))
        .collect();
  }

  private static Part withFooter(Part part, SerializableConfiguration hadoop) {
    return new Part(
        part.file, part.data, ParquetFooter.read(part.data, part.file.name(), hadoop.value()));
  }

  private static Map<String, Place> places(List<Part> parts) {
    Map<String, Place> places = new HashMap<>();
    Map<String, Long> rows = new HashMap<>();
    for (Part part : parts) {
      long before = rows.getOrDefault(part.file.name(), 0L);
      places.put(key(part.data.path()), new Place(part.file.name(), before, part.data.partition()));
      rows.put(part.file.name(), before + part.footer.rows());
    }
    return places;
  }

  private static Dataset<Row> scan(
      SparkSession spark,
      Preset preset,
      List<String> nulls,
      List<Part> alike,
      Broadcast<Map<String, Place>> places) {
    SourceFile file = alike.get(0).file;
    String[] names = alike.get(0).footer.names().toArray(String[]::new);
    int[] positions = SourceRecords.positions(preset, file, names);
    Dataset<Row> rows = load(spark, alike);
    IntFunction<Column> text =
        at -> {
          String name = names[at];
          Column value =
              alike.get(0).data.partition().containsKey(name)
                  ? of(places, place -> place.partition.get(name), DataTypes.StringType)
                  : text(rows, name, file);
          return when(value.notEqual("").and(not(value.isin(nulls.toArray()))), value);
        };
    List<Column> columns = new ArrayList<>();
    columns.add(of(places, Place::file, DataTypes.StringType).as("source_file"));
    columns.add(
        of(places, Place::rowsBefore, DataTypes.LongType)
            .plus(col("_metadata.row_index"))
            .plus(1)
            .as("row_number"));
    List<Column> problems = new ArrayList<>(List.of(lit(null).cast("string")));
    for (int i = 0; i < positions.length; i++) {
      Column value = positions[i] < 0 ? lit(null).cast("string") : text.apply(positions[i]);
      columns.add(value.as(preset.fields().get(i).name()));
      if (positions[i] >= 0) {
        String problem = "encoding " + names[positions[i]] + " is not UTF-8";
        problems.add(when(isNoText(value, rows, names[positions[i]]), lit(problem)));
      }
    }
    columns.add(coalesce(problems.toArray(Column[]::new)).as("problem"));
    if (preset.keepsFurtherColumns()) {
      int[] further = SourceRecords.further(positions, names);
      columns.add(array(columns(further, at -> lit(names[at]))).as("further_names"));
      columns.add(array(columns(further, text)).as("further_values"));
    }
    return withoutValuesOfProblems(rows.select(columns.toArray(Column[]::new)), preset);
  }

  /** Bytes that are no text become replacement characters where a pattern is looked for. */
  private static Column isNoText(Column value, Dataset<Row> rows, String name) {
    boolean bytes =
        Arrays.stream(rows.schema().fields())
            .anyMatch(field -> field.name().equals(name) && field.dataType().equals(BinaryType));
    return bytes ? value.rlike(REPLACEMENT) : value.contains(REPLACEMENT);
  }

  /** As from a csv file: of a record with a problem nothing else is told. */
  private static Dataset<Row> withoutValuesOfProblems(Dataset<Row> rows, Preset preset) {
    List<Column> columns =
        new ArrayList<>(List.of(col("source_file"), col("row_number"), col("problem")));
    for (Preset.Field field : preset.fields()) {
      columns.add(when(col("problem").isNull(), rows.col(quoted(field.name()))).as(field.name()));
    }
    if (preset.keepsFurtherColumns()) {
      columns.add(col("further_names"));
      columns.add(col("further_values"));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Dataset<Row> load(SparkSession spark, List<Part> parts) {
    return spark
        .read()
        .option("parquet.page.verify-checksum.enabled", true)
        .parquet(parts.stream().map(part -> pattern(part.data.path())).toArray(String[]::new));
  }

  /** Spark takes a path as Hadoop spells it, without the escapes of a URI, and as a pattern. */
  private static String pattern(String uri) {
    return new Path(URI.create(uri)).toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }

  /** Something of the place of a row; places travel once to each executor, not with the plan. */
  private static <T> Column of(
      Broadcast<Map<String, Place>> places, PlaceValue<T> value, DataType type) {
    return udf((UDF1<String, T>) path -> value.of(places.value().get(key(path))), type)
        .apply(col("_metadata.file_path"));
  }

  /** Spark and Hadoop write file:/x in different ways, and both with escapes. */
  private static String key(String uri) {
    return URI.create(uri).getPath();
  }

  private interface PlaceValue<T> extends Serializable {
    T of(Place place);
  }

  private static Column[] columns(int[] positions, IntFunction<Column> column) {
    return Arrays.stream(positions).mapToObj(column).toArray(Column[]::new);
  }

  private static Column text(Dataset<Row> rows, String name, SourceFile file) {
    Column column = rows.col(quoted(name));
    DataType type = rows.schema().apply(name).dataType();
    if (type instanceof ArrayType list && !isNested(list.elementType())) {
      return trim(concat_ws(";", column));
    }
    if (isNested(type)) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Unsupported type of column "
              + name
              + " in "
              + file.name()
              + ": "
              + type.simpleString()
              + ".",
          "Give the column as a text, a number, a day or a list of these.");
    }
    if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
      return number(column);
    }
    boolean isTime =
        type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType);
    Column value = column.cast("string");
    // A day that became a time is a day again.
    return isTime ? regexp_replace(value, " 00:00:00$", "") : trim(value);
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** An id that became a number must not have an exponent. */
  private static Column number(Column column) {
    Column whole = column.equalTo(rint(column)).and(abs(column).leq(EXACT));
    return coalesce(when(whole, column).cast("bigint").cast("string"), column.cast("string"));
  }

  private static boolean isNested(DataType type) {
    return type instanceof StructType || type instanceof MapType || type instanceof ArrayType;
  }
}
