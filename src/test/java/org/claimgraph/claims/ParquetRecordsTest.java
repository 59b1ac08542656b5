package org.claimgraph.claims;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class ParquetRecordsTest {

  private static final String[] PLACE = {"claim_id", "npi", "source_file", "source_row"};

  @TempDir Path folder;

  @Test
  void filesWithTheSameColumnsAreOneScanAndKeepTheirNamesAndNumbers(SparkSession spark)
      throws IOException {
    Path claims = Files.createDirectories(folder.resolve("claim_line"));
    write(spark, claims.resolve("a b+c%20ü[1].parquet"), "c1", "c2", "c3");
    write(spark, claims.resolve("b.parquet"), "c4");
    Dataset<Row> rows =
        rows(spark, "c5").select("service_from", "npi", "claim_id", "patient_id", "line_number");
    write(rows, claims.resolve("c.parquet"));
    write(rows(spark, "c6").withColumnRenamed("npi", "NPI"), claims.resolve("d.parquet"));
    Intake intake = new SmallSource("canonical", folder).read(spark, 0);
    assertThat(texts(ClaimLines.of(intake), PLACE))
        .containsExactly(
            "c1 n claim_line/a b+c%20ü[1].parquet 1",
            "c2 n claim_line/a b+c%20ü[1].parquet 2",
            "c3 n claim_line/a b+c%20ü[1].parquet 3",
            "c4 n claim_line/b.parquet 1",
            "c5 n claim_line/c.parquet 1",
            "c6 n claim_line/d.parquet 1");
    assertThat(scans(spark)).as("one for a, b and c, and one for d").isEqualTo(2);
  }

  @Test
  void whatIsNoTextIsRejectedAsInOtherFiles(SparkSession spark) throws IOException {
    write(
        rows(spark, "c1", "c2", "c3")
            .withColumn("patient_id", expr("if(claim_id = 'c2', 'p\uFFFD', 'p')"))
            .withColumn("npi", expr("if(claim_id = 'c3', unhex('4AE9'), CAST('J' AS BINARY))")),
        folder.resolve("claim_line.PARQUET"));
    Intake intake = new SmallSource("canonical", folder).read(spark);
    assertThat(texts(ClaimLines.of(intake), "claim_id", "npi")).containsExactly("c1 J");
    assertThat(texts(intake.rejected(), "source_file", "row_number", "reason", "detail"))
        .containsExactly(
            "claim_line.PARQUET 2 encoding patient_id is not UTF-8",
            "claim_line.PARQUET 3 encoding npi is not UTF-8");
  }

  private long scans(SparkSession spark) throws IOException {
    List<SourceFile> files;
    try (Stream<Path> paths = Files.list(folder.resolve("claim_line"))) {
      files =
          paths
              .filter(path -> path.toString().endsWith(".parquet"))
              .map(
                  path ->
                      new SourceFile(
                          new org.apache.hadoop.fs.Path(path.toString()).toUri().toString(),
                          path.getFileName().toString()))
              .toList();
    }
    Preset preset = Preset.of("claim_line", "-- gives: claim\n-- required: claim_id, npi");
    return SourceRecords.read(spark, preset, List.of(), files, Set.of())
        .queryExecution()
        .optimizedPlan()
        .collectLeaves()
        .size();
  }

  @Test
  void aDeltaTableIsOneFileWithTheRowsOfItsLatestVersion(SparkSession spark) {
    String table = folder.resolve("claim_line").toString();
    delta(rows(spark, "old"), SaveMode.Append, table);
    delta(
        rows(spark, "c1", "c2", "c3")
            .withColumn("npi", expr("if(claim_id = 'c3', null, '00' || claim_id)")),
        SaveMode.Overwrite,
        table);
    Intake before = new SmallSource("canonical", folder).read(spark, 0);
    assertThat(before.sha256()).containsOnlyKeys("claim_line");
    assertThat(before.ignored()).isEmpty();
    delta(rows(spark, "c4"), SaveMode.Append, table);
    SmallSource source = new SmallSource("canonical", folder);
    Intake intake = source.read(spark, 0);
    assertThat(texts(ClaimLines.of(intake), "claim_id", "npi", "patient_id", "source_file"))
        .as("npi is not in the files: the table is partitioned by it")
        .containsExactly(
            "c1 00c1 p claim_line",
            "c2 00c2 p claim_line",
            "c3 - p claim_line",
            "c4 n p claim_line");
    assertThat(texts(ClaimLines.of(intake), "source_row")).containsExactly("1", "2", "3", "4");
    assertThat(texts(intake.rowsIn(spark), "source_file", "rows_in"))
        .containsExactly("claim_line 4");
    assertThat(source.survey(spark, 0).sha256())
        .isEqualTo(intake.sha256())
        .isNotEqualTo(before.sha256());
  }

  @Test
  void aDeltaTableWhoseFilesDoNotTellItsRowsIsRefused(SparkSession spark) throws IOException {
    String marked = folder.resolve("marked/claim_line").toString();
    write(spark, marked, "delta.enableDeletionVectors", "true");
    spark.sql("DELETE FROM delta.`" + marked + "` WHERE claim_id = 'c2'");
    refused(
        spark,
        "marked",
        "Unsupported Delta table claim_line: it marks rows as deleted."
            + " Run REORG TABLE with APPLY (PURGE) on it.");
    String mapped = folder.resolve("mapped/claim_line").toString();
    write(spark, mapped, "delta.columnMapping.mode", "name");
    refused(
        spark,
        "mapped",
        "Unsupported Delta table claim_line: it maps the names of its columns."
            + " Write it once more without delta.columnMapping.mode.");
    Path log = Files.createDirectories(folder.resolve("broken/claim_line/_delta_log"));
    Files.writeString(log.resolve("00000000000000000000.json"), "{");
    refused(
        spark,
        "broken",
        "Cannot read Delta table claim_line: its log is damaged, or of a newer version."
            + " Fetch or write the table again.");
  }

  private static void write(SparkSession spark, String table, String property, String value) {
    rows(spark, "c1", "c2", "c3")
        .coalesce(1)
        .write()
        .format("delta")
        .option(property, value)
        .save(table);
  }

  private void refused(SparkSession spark, String source, String message) {
    assertThatThrownBy(() -> new SmallSource("canonical", folder.resolve(source)).survey(spark, 0))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(3))
        .hasMessage(message);
  }

  private static Dataset<Row> rows(SparkSession spark, String... claims) {
    return spark.sql(
        "SELECT explode(array('"
            + String.join("', '", claims)
            + "')) AS claim_id, 1 AS line_number,"
            + " 'p' AS patient_id, 'n' AS npi, DATE '2010-01-01' AS service_from");
  }

  private static void delta(Dataset<Row> rows, SaveMode mode, String table) {
    rows.coalesce(1).write().format("delta").partitionBy("npi").mode(mode).save(table);
  }

  private static void write(SparkSession spark, Path file, String... claims) throws IOException {
    write(rows(spark, claims), file);
  }

  /** Writes one file, and not a folder with one. */
  private static void write(Dataset<Row> rows, Path file) throws IOException {
    Path whole = file.resolveSibling("_whole");
    rows.coalesce(1).write().mode(SaveMode.Overwrite).parquet(whole.toString());
    try (Stream<Path> parts = Files.list(whole)) {
      Files.copy(
          parts.filter(part -> part.toString().endsWith(".parquet")).findFirst().orElseThrow(),
          file);
    }
  }
}
