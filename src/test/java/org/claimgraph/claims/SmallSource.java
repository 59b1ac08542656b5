package org.claimgraph.claims;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.config.SourceConfig.VersionRule;

/** Source files written as small text tables, and rows told as texts. */
final class SmallSource {

  static final String INPATIENT = "DE1_0_2008_to_2010_Inpatient_Claims_Sample_1.csv";
  static final String OUTPATIENT = "DE1_0_2008_to_2010_Outpatient_Claims_Sample_1.csv";
  static final String CARRIER = "DE1_0_2008_to_2010_Carrier_Claims_Sample_1A.csv";

  private final String format;
  private final Path folder;
  private final SortedMap<String, String> columns = new TreeMap<>();
  private List<String> nulls = List.of();
  private String presets;

  SmallSource(String format, Path folder) {
    this.format = format;
    this.folder = folder;
  }

  static String summary(int year) {
    return "DE1_0_" + year + "_Beneficiary_Summary_File_Sample_1.csv";
  }

  /** Writes a file of the lines; each is stripped of blanks around its fields by the reader. */
  SmallSource with(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
    return this;
  }

  /** Puts an expression in the place of a column of a kind of file. */
  SmallSource column(String name, String expression) {
    columns.put(name, expression);
    return this;
  }

  /** Texts that stand for no value. */
  SmallSource nulls(String... texts) {
    nulls = List.of(texts);
    return this;
  }

  /** Puts SQL files in the place of those of the layout. */
  SmallSource presets(Path sql) {
    presets = sql.toString();
    return this;
  }

  /** Reads the files, whatever the share of rows that is rejected. */
  Intake read(SparkSession spark) {
    return read(spark, 1);
  }

  Intake read(SparkSession spark, double maxRejectedShare) {
    Intake intake = survey(spark, maxRejectedShare);
    intake.read(spark, null, SmallSource::cached);
    return intake;
  }

  /** The rows of one kind of file as its SQL gives them, before they are compared with others. */
  Dataset<Row> mapped(SparkSession spark, String kind) {
    Days.register(spark);
    SourceConfig config = config(1);
    Map.Entry<Preset, List<SourceFile>> files =
        SourceFiles.find(spark, config).byPreset().entrySet().stream()
            .filter(entry -> entry.getKey().name().equals(kind))
            .findFirst()
            .orElseThrow();
    return ClassifiedRows.of(
        spark,
        files.getKey(),
        SourceRecords.read(spark, files.getKey(), nulls, files.getValue(), Set.of()),
        Pseudonyms.of(config, null));
  }

  /** Reads the files and tells what is held on the way. */
  Intake read(SparkSession spark, Consumer<String> held) {
    Intake intake = Intake.survey(spark, config(1));
    intake.read(
        spark,
        null,
        (name, rows) -> {
          held.accept(name);
          return cached(name, rows);
        });
    return intake;
  }

  /** Reads the files once and says nothing of their rows. */
  Intake survey(SparkSession spark, double maxRejectedShare) {
    return Intake.survey(spark, config(maxRejectedShare));
  }

  /** What a test holds stays in memory as new columns, as where it is written down. */
  static Dataset<Row> cached(String name, Dataset<Row> rows) {
    return rows.coalesce(2).localCheckpoint(false).toDF(rows.columns());
  }

  private SourceConfig config(double maxRejectedShare) {
    return new SourceConfig(
        format,
        folder.toString(),
        null,
        null,
        true,
        null,
        maxRejectedShare,
        null,
        null,
        presets,
        columns,
        List.of(VersionRule.values()),
        nulls);
  }

  /** Rows in order of the columns, each as its values with blanks between; null is a dash. */
  static List<String> texts(Dataset<Row> rows, String... columns) {
    Column[] order = Arrays.stream(columns).map(functions::expr).toArray(Column[]::new);
    return rows.select(order).collectAsList().stream().map(SmallSource::text).sorted().toList();
  }

  private static String text(Row row) {
    return IntStream.range(0, row.length())
        .mapToObj(i -> row.isNullAt(i) ? "-" : row.get(i).toString())
        .collect(Collectors.joining(" "));
  }
}
