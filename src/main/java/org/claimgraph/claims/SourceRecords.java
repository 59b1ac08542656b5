package org.claimgraph.claims;

import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.claimgraph.UserException;

/**
 * Source files as rows of texts: source_file, row_number, problem (null for a well-formed record),
 * and the columns of the preset by name, whatever their order in the file. A csv file is read by
 * one task, so that every record has its number; large sources come in many files, or as Parquet.
 */
final class SourceRecords {

  private SourceRecords() {}

  /**
   * The records of files of one kind; of no files no records.
   *
   * @param absent columns that no csv file has, so that Spark knows them to be null
   */
  static Dataset<Row> read(
      SparkSession spark, Preset preset, List<SourceFile> files, Set<String> absent) {
    Dataset<Row> rows = files.isEmpty() ? none(spark, preset) : null;
    List<SourceFile> delimited = files.stream().filter(file -> !file.isParquet()).toList();
    if (!delimited.isEmpty()) {
      rows = readDelimited(spark, preset, delimited).withColumns(nulls(absent));
    }
    for (SourceFile file : files) {
      if (file.isParquet()) {
        Dataset<Row> parquet = readParquet(spark, preset, file);
        rows = rows == null ? parquet : rows.union(parquet);
      }
    }
    return rows;
  }

  private static Map<String, Column> nulls(Set<String> names) {
    return names.stream().collect(toMap(name -> name, name -> lit(null).cast("string")));
  }

  private static Dataset<Row> none(SparkSession spark, Preset preset) {
    return withFurther(preset, spark.createDataFrame(List.of(), schema(preset)));
  }

  private static StructType schema(Preset preset) {
    StructType schema =
        new StructType()
            .add("source_file", DataTypes.StringType)
            .add("row_number", DataTypes.LongType)
            .add("problem", DataTypes.StringType);
    for (Preset.Field field : preset.fields()) {
      schema = schema.add(field.name(), DataTypes.StringType);
    }
    return preset.keepsFurtherColumns()
        ? schema
            .add("further_names", DataTypes.createArrayType(DataTypes.StringType))
            .add("further_values", DataTypes.createArrayType(DataTypes.StringType))
        : schema;
  }

  private static Dataset<Row> readDelimited(
      SparkSession spark, Preset preset, List<SourceFile> files) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, files.size())
            .flatMap(file -> new Records(preset, file, open(file, hadoop.value())));
    return withFurther(preset, spark.createDataFrame(rows, schema(preset)));
  }

  private static Dataset<Row> withFurther(Preset preset, Dataset<Row> rows) {
    return preset.keepsFurtherColumns()
        ? rows.selectExpr("*", "map_from_arrays(further_names, further_values) AS further")
        : rows;
  }

  static InputStream open(SourceFile file, Configuration hadoop) {
    try {
      Path path = new Path(URI.create(file.path()));
      return path.getFileSystem(hadoop).open(path);
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  static UserException unreadable(SourceFile file, IOException failure) {
    return new UserException(
        UserException.Fault.INPUT,
        "Cannot read " + file.name() + ": " + failure.getMessage() + ".",
        "Make the file readable.");
  }

  /**
   * Names of the columns of a file.
   *
   * @param headless those of a csv file without a header; empty where every file has one
   */
  static String[] header(SparkSession spark, SourceFile file, List<String> headless) {
    if (file.isParquet()) {
      return parquet(spark, file).columns();
    }
    try (InputStream bytes = open(file, spark.sessionState().newHadoopConf())) {
      return new DelimitedFile(file.name(), bytes, headless).header();
    } catch (IOException unreadable) {
      throw unreadable(file, unreadable);
    }
  }

  /**
   * Where each column of the preset stands in the header, -1 for an optional one that is missing.
   *
   * @throws UserException naming every required column that is missing
   */
  static int[] positions(Preset preset, SourceFile file, String[] header) {
    List<String> missing = missing(preset, header);
    if (!missing.isEmpty()) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Missing column "
              + String.join(", ", missing)
              + " in "
              + file.name()
              + ": its header has "
              + header.length
              + " columns and is not that of a file of kind "
              + preset.name()
              + ".",
          "Give the file with these columns, or set source.format to its layout.");
    }
    Map<String, Integer> byName = byName(header);
    return preset.fields().stream().mapToInt(field -> position(field, byName)).toArray();
  }

  /** Required columns that the header does not have. */
  static List<String> missing(Preset preset, String[] header) {
    Map<String, Integer> byName = byName(header);
    return preset.required().stream()
        .filter(field -> position(field, byName) < 0)
        .map(Preset.Field::name)
        .toList();
  }

  private static int position(Preset.Field field, Map<String, Integer> byName) {
    return field.spellings().stream()
        .map(spelling -> byName.get(spelling.toLowerCase(Locale.ROOT)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(-1);
  }

  /** Where each column stands, by its name in lower case; of equal names the first. */
  private static Map<String, Integer> byName(String[] header) {
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < header.length; i++) {
      if (header[i] != null) {
        byName.putIfAbsent(header[i].toLowerCase(Locale.ROOT), i);
      }
    }
    return byName;
  }

  private static Dataset<Row> readParquet(SparkSession spark, Preset preset, SourceFile file) {
    Dataset<Row> rows = parquet(spark, file);
    String[] names = rows.columns();
    int[] positions = positions(preset, file, names);
    List<Column> columns = new ArrayList<>();
    columns.add(lit(file.name()).as("source_file"));
    columns.add(col("_metadata.row_index").plus(1).as("row_number"));
    columns.add(lit(null).cast("string").as("problem"));
    for (int i = 0; i < positions.length; i++) {
      Column text = positions[i] < 0 ? lit(null).cast("string") : text(rows, names[positions[i]]);
      columns.add(text.as(preset.fields().get(i).name()));
    }
    if (preset.keepsFurtherColumns()) {
      int[] further = further(positions, names);
      columns.add(array(columns(further, at -> lit(names[at]))).as("further_names"));
      columns.add(array(columns(further, at -> text(rows, names[at]))).as("further_values"));
    }
    return withFurther(preset, rows.select(columns.toArray(Column[]::new)));
  }

  /** The rows of a Parquet file; Spark takes a path as Hadoop spells it, without escapes. */
  static Dataset<Row> parquet(SparkSession spark, SourceFile file) {
    return spark.read().parquet(new Path(URI.create(file.path())).toString());
  }

  private static Column[] columns(int[] positions, IntFunction<Column> column) {
    return Arrays.stream(positions).mapToObj(column).toArray(Column[]::new);
  }

  /** Where the columns stand that the preset does not name; of equal names the first. */
  private static int[] further(int[] positions, String[] header) {
    Set<String> seen = new HashSet<>();
    Arrays.stream(positions).filter(at -> at >= 0).forEach(at -> seen.add(header[at]));
    return IntStream.range(0, header.length)
        .filter(at -> header[at] != null && seen.add(header[at]))
        .toArray();
  }

  private static Column text(Dataset<Row> rows, String name) {
    Column column = rows.col("`" + name + "`");
    boolean list = rows.schema().apply(name).dataType() instanceof ArrayType;
    Column text = trim(list ? concat_ws(";", column) : column.cast("string"));
    return when(text.notEqual(""), text);
  }

  /** The rows of one csv file. */
  private static final class Records implements Iterator<Row> {

    private final Preset preset;
    private final SourceFile file;
    private final DelimitedFile records;
    private final int[] positions;
    private final int[] further;
    private String[] next;

    Records(Preset preset, SourceFile file, InputStream bytes) {
      this.preset = preset;
      this.file = file;
      this.records = new DelimitedFile(file.name(), bytes, preset.headless());
      this.positions = positions(preset, file, records.header());
      this.further = SourceRecords.further(positions, records.header());
      this.next = records.next();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Row row = row(next, records.problem(next));
      next = records.next();
      return row;
    }

    private Row row(String[] fields, String problem) {
      Object[] values = new Object[3 + positions.length + (preset.keepsFurtherColumns() ? 2 : 0)];
      values[0] = file.name();
      values[1] = records.rowNumber();
      values[2] = problem;
      if (problem == null) {
        for (int i = 0; i < positions.length; i++) {
          values[3 + i] = positions[i] < 0 ? null : fields[positions[i]];
        }
        if (preset.keepsFurtherColumns()) {
          values[3 + positions.length] = pick(records.header());
          values[4 + positions.length] = pick(fields);
        }
      }
      return RowFactory.create(values);
    }

    private String[] pick(String[] fields) {
      return Arrays.stream(further).mapToObj(at -> fields[at]).toArray(String[]::new);
    }
  }
}
