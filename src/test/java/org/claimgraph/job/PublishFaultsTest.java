package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_MEASURE;
import static org.claimgraph.tables.Tables.REGION_MEASURE;
import static org.claimgraph.tables.Tables.TIE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.publication.PublishedTables;
import org.claimgraph.tables.Fingerprint;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.FaultyFileSystem;
import org.claimgraph.testing.FaultyFileSystem.Fault;
import org.claimgraph.testing.Leftovers;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A period is published a second time, with other numbers, and that fails at a point at which it
 * writes: readers see all of the first publication or all of the second.
 */
@Tag("spark")
@Tag("faults")
@ExtendWith(SparkExtension.class)
class PublishFaultsTest {

  private static final int FLIPS = 60;

  private static final PrintStream SILENT =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  @TempDir static Path folder;

  private static SparkSession spark;
  private static Map<String, Fingerprint> first;
  private static Map<String, Fingerprint> second;
  private static long points;

  @BeforeAll
  static void publishWithoutFault(SparkSession session) throws IOException {
    spark = session;
    FaultyFileSystem.install(spark);
    write("base", 12);
    publish("base");
    first = seen("base");
    write("base", 40);
    copy("base", "golden");
    FaultyFileSystem.failAt(Long.MAX_VALUE, Fault.ONCE);
    publish("golden");
    points = FaultyFileSystem.heal();
    second = seen("golden");
    assertThat(second).hasSize(5).doesNotContainValue(null).isNotEqualTo(first);
  }

  @Test
  void readersSeeAllOrNothingOfAPublicationThatFailsAtAnyPoint() throws IOException {
    long old = 0;
    for (Fault fault : Fault.values()) {
      for (long point = 1; point <= points; point++) {
        old += failAt(point, fault) ? 0 : 1;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d points, %d faults each: the first publication was seen %d times, the second %d times%n",
        points,
        Fault.values().length,
        old,
        points * Fault.values().length - old);
    assertThat(old).isPositive();
  }

  /** Without checksums beside the files, which not every store of files has. */
  @Test
  void aFlippedBitIsNeverReadAsAnotherRowWithoutAWord() throws IOException {
    copy("golden", "flipped");
    TableStore tables = new TableStore(spark, warehouse("flipped"));
    int found = 0;
    for (int seed = 0; seed < FLIPS; seed++) {
      Random random = new Random(seed);
      Table table = Tables.named("published.physician");
      List<String> rows = rows(tables, table);
      Path file = Path.of(URI.create(tables.read(table).inputFiles()[0]).getPath());
      byte[] bytes = Files.readAllBytes(file);
      int bit = random.nextInt(8 * bytes.length);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bytes);
      Throwable told = catchThrowable(() -> seen("flipped"));
      if (told == null) {
        assertThat(rows(tables, table)).as("seed " + seed).isEqualTo(rows);
      } else {
        assertThat(told)
            .as("seed " + seed)
            .isInstanceOfSatisfying(
                UserException.class, corrupt -> assertThat(corrupt.exitStatus()).isEqualTo(5));
        found++;
      }
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bytes);
    }
    System.out.printf(
        Locale.ROOT, "%d flips: %d found, %d without effect%n", FLIPS, found, FLIPS - found);
    assertThat(found).isGreaterThan(FLIPS / 2);
    assertThat(seen("flipped")).isEqualTo(second);
  }

  private static List<String> rows(TableStore tables, Table table) {
    return tables.read(table).collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void aCheckpointThatIsLostOrCutNeverGivesOtherRows() throws IOException {
    copy("base", "checkpoint");
    TableStore tables = new TableStore(spark, warehouse("checkpoint"));
    Dataset<Row> ties = tables.read(TIE, "2010Q4").drop("period").localCheckpoint();
    while (tables.version(TIE) < 11) {
      tables.replace(TIE, "2010Q3", ties);
    }
    List<String> rows = rows(tables, TIE);
    Path log = folder.resolve("checkpoint/network/tie/_delta_log");
    Path checkpoint = log.resolve("00000000000000000010.checkpoint.parquet");
    byte[] bytes = Files.readAllBytes(checkpoint);
    for (byte[] left : List.of(Arrays.copyOf(bytes, bytes.length / 2), new byte[0])) {
      Files.write(checkpoint, left);
      DeltaLog.clearCache();
      assertThat(rowsOrError(tables)).isIn(rows, List.of("error"));
    }
    Files.delete(checkpoint);
    DeltaLog.clearCache();
    assertThat(rows(tables, TIE)).as("the commits alone").isEqualTo(rows);
  }

  private static List<String> rowsOrError(TableStore tables) {
    try {
      return rows(tables, TIE);
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      return List.of("error");
    }
  }

  /** Returns whether the second publication was seen. */
  private static boolean failAt(long point, Fault fault) throws IOException {
    String name = fault + "-" + point;
    copy("base", name);
    FaultyFileSystem.failAt(point, fault);
    boolean isDone = true;
    try {
      publish(name);
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      isDone = false;
    }
    assertThat(FaultyFileSystem.heal()).as("points of " + name).isGreaterThanOrEqualTo(point);
    Leftovers.ofADeadProcess(folder.resolve(name));
    DeltaLog.clearCache();
    Map<String, Fingerprint> seen = seen(name);
    if (isDone) {
      assertThat(seen).as(name).isEqualTo(second);
    } else {
      assertThat(seen).as(name).isIn(first, second);
    }

    publish(name);

    assertThat(seen(name)).as(name + ", published again").isEqualTo(second);
    assertThat(Leftovers.in(folder.resolve(name))).as(name + ", what is left").isEmpty();
    FileUtil.fullyDelete(folder.resolve(name).toFile());
    return seen.equals(second);
  }

  private static String warehouse(String name) {
    return "faulty:" + folder.resolve(name);
  }

  private static void write(String name, int shared) {
    TableStore tables = new TableStore(spark, warehouse(name));
    PublishedTables rows =
        new PublishedTables(spark)
            .with(
                PERIOD_PHYSICIAN,
                "npi, patients",
                IntStream.range(0, 400)
                    .mapToObj(i -> "('" + (char) ('a' + i % 26) + i / 26 + "', " + shared * i + ")")
                    .toArray(String[]::new))
            .with(
                TIE,
                "npi_a, npi_b, shared_patients, kept",
                "('a0', 'b0', " + shared + ", array('all'))")
            .with(
                PHYSICIAN_MEASURE,
                "tie_rule, region_type, region_id, npi, degree",
                "('all', 'nation', 'US', 'a0', 1), ('all', 'nation', 'US', 'b0', 1)")
            .with(
                REGION_MEASURE,
                "tie_rule, region_type, region_id, physicians, ties",
                "('all', 'nation', 'US', 12, " + shared + ")");
    for (Table table : List.of(PERIOD_PHYSICIAN, TIE, PHYSICIAN_MEASURE, REGION_MEASURE)) {
      tables.replace(table, "2010Q4", rows.get(table));
    }
  }

  private static void publish(String name) {
    Configuration config =
        Configuration.read(
            List.of(),
            List.of(
                "source.format=shared-patients",
                "warehouse=" + warehouse(name),
                "period.end=2010Q4"));
    TableStore tables = new TableStore(spark, warehouse(name));
    RunRecord run =
        new RunRecord(spark, tables, "run", "publish", "2010Q4", Instant.EPOCH, "test", "test");
    PublishStage.run(new Job(spark, config, tables, run, null, SILENT));
  }

  /** What the ledger names, once every row of it was read and is as it was published. */
  private static Map<String, Fingerprint> seen(String name) {
    PublicationLedger ledger = new PublicationLedger(spark, new TableStore(spark, warehouse(name)));
    ledger.verify(table -> {});
    Map<String, Fingerprint> seen = new TreeMap<>();
    ledger.newest().forEach(entry -> seen.put(entry.table(), entry.fingerprint()));
    return seen;
  }

  private static void copy(String from, String to) throws IOException {
    Path source = folder.resolve(from);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(to).resolve(source.relativize(file)));
      }
    }
  }
}
