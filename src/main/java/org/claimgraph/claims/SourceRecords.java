package org.claimgraph.claims;

import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.lit;

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
   * @param nulls texts that stand for no value
   * @param absent columns that no csv file has, so that Spark knows them to be null
   */
  static Dataset<Row> read(
      SparkSession spark,
      Preset preset,
      List<String> nulls,
      List<SourceFile> files,
      Set<String> absent) {
    List<SourceFile> delimited = files.stream().filter(file -> !file.isParquet()).toList();
    List<Dataset<Row>> parts = new ArrayList<>();
    if (!delimited.isEmpty()) {
      parts.add(readDelimited(spark, preset, nulls, delimited).withColumns(missing(absent)));
    }
    List<SourceFile> parquet = files.stream().filter(SourceFile::isParquet).toList();
    parts.addAll(ParquetRecords.read(spark, preset, nulls, parquet));
    Dataset<Row> rows =
        parts.stream()
            .reduce(Dataset::union)
            .orElseGet(() -> spark.createDataFrame(List.of(), schema(preset)));
    return preset.keepsFurtherColumns()
        ? rows.selectExpr("*", "map_from_arrays(further_names, further_values) AS further")
        : rows;
  }

  private static Map<String, Column> missing(Set<String> names) {
    return names.stream().collect(toMap(name -> name, name -> lit(null).cast("string")));
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
      SparkSession spark, Preset preset, List<String> nulls, List<SourceFile> files) {
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, files.size())
            .flatMap(
                file ->
                    new Records(
                        preset, nulls, file, open(file.path(), file.name(), hadoop.value())));
    return spark.createDataFrame(rows, schema(preset));
  }

  static InputStream open(String uri, String name, Configuration hadoop) {
    try {
      Path path = new Path(URI.create(uri));
      return path.getFileSystem(hadoop).open(path);
    } catch (IOException unreadable) {
      throw unreadable(name, unreadable);
    }
  }

  static UserException unreadable(String name, IOException failure) {
    return new UserException(
        UserException.Fault.INPUT,
        "Cannot read " + name + ": " + failure.getMessage() + ".",
        "Make the file readable.");
  }

  /**
   * Names of the columns of a file.
   *
   * @param headless those of a csv file without a header; empty where every file has one
   */
  static String[] header(SparkSession spark, SourceFile file, List<String> headless) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    if (file.isParquet()) {
      return file.dataFiles().stream()
          .flatMap(data -> ParquetFooter.read(data, file.name(), hadoop).names().stream())
          .distinct()
          .toArray(String[]::new);
    }
    try (InputStream bytes = open(file.path(), file.name(), hadoop)) {
      return new DelimitedFile(file.name(), bytes, headless).header();
    } catch (IOException unreadable) {
      throw unreadable(file.name(), unreadable);
    }
  }

  /**
   * Where each column of the preset stands in the header, -1 for an optional one that is missing.
   *
   * @throws UserException naming every required column that is missing, or one that is there twice
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
          preset.remedy());
    }
    Map<String, Integer> byName = byName(header);
    int[] positions = preset.fields().stream().mapToInt(field -> position(field, byName)).toArray();
    Arrays.stream(positions).filter(at -> at >= 0).forEach(at -> refuseTwice(file, header, at));
    return positions;
  }

  /** Which of two columns with one name is meant nobody knows. */
  private static void refuseTwice(SourceFile file, String[] header, int at) {
    if (Arrays.stream(header).filter(header[at]::equalsIgnoreCase).count() > 1) {
      throw new UserException(
          UserException.Fault.INPUT,
          "Invalid header of " + file.name() + ": column " + header[at] + " comes twice.",
          "Leave one column of this name.");
    }
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

  /** Where the columns stand that the preset does not name; of equal names the first. */
  static int[] further(int[] positions, String[] header) {
    Set<String> seen = new HashSet<>();
    Arrays.stream(positions).filter(at -> at >= 0).forEach(at -> seen.add(header[at]));
    return IntStream.range(0, header.length)
        .filter(at -> header[at] != null && seen.add(header[at]))
        .toArray();
  }

  /** The rows of one csv file. */
  private static final class Records implements Iterator<Row> {

    private final Preset preset;
    private final List<String> nulls;
    private final SourceFile file;
    private final DelimitedFile records;
    private final int[] positions;
    private final int[] further;
    private String[] next;

    Records(Preset preset, List<String> nulls, SourceFile file, InputStream bytes) {
      this.preset = preset;
      this.nulls = nulls;
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
          values[3 + i] = positions[i] < 0 ? null : value(fields[positions[i]]);
        }
        if (preset.keepsFurtherColumns()) {
          String[] header = records.header();
          values[3 + positions.length] = pick(at -> header[at]);
          values[4 + positions.length] = pick(at -> value(fields[at]));
        }
      }
      return RowFactory.create(values);
    }

    private String value(String field) {
      return field == null || nulls.contains(field) ? null : field;
    }

    private String[] pick(IntFunction<String> field) {
      return Arrays.stream(further).mapToObj(field).toArray(String[]::new);
    }
  }
}
