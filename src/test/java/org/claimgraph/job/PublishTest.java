package org.claimgraph.job;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_MEASURE;
import static org.claimgraph.tables.Tables.REGION_MEASURE;
import static org.claimgraph.tables.Tables.TIE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.publication.PublishedTables;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableCopies;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.KernelTable;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two periods of a small tie list through their publication, and what can go wrong with it. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PublishTest {

  private static final Table PUBLISHED_TIE = Tables.named("published.tie");

  /** Two that would be formulas, one with everything that csv must quote, and one of quotes. */
  private static final String HOSTILE = "=cmd|calc, \"x\"\r\nÖ";

  private static final PrintStream SILENT =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  @TempDir static Path folder;

  private static SparkSession spark;
  private static TableStore tables;

  @BeforeAll
  static void makeTables(SparkSession session) {
    spark = session;
    tables = new TableStore(spark, folder.resolve("warehouse").toString());
    write("2010Q3", 12);
    write("2010Q4", 40);
  }

  @AfterAll
  static void forget() {
    for (String schema : List.of("network", "published", "ops")) {
      spark.sql("DROP DATABASE IF EXISTS " + schema + " CASCADE");
    }
  }

  private static void write(String period, int shared) {
    PublishedTables rows =
        new PublishedTables(spark)
            .with(
                PERIOD_PHYSICIAN,
                "npi, specialty, patients",
                "('a', '=1+1', 90), ('b', '\\'-', 5), ('c', '', NULL), ('d', ' @x', 90), ('e', '"
                    + HOSTILE.replace("\r", "\\r").replace("\n", "\\n")
                    + "', NULL)")
            .with(
                TIE,
                "npi_a, npi_b, shared_patients, kept",
                "('a', 'b', " + shared + ", array('all', 'min-11')), ('a', 'c', 10, array('all'))")
            .with(
                PHYSICIAN_MEASURE,
                "tie_rule, region_type, region_id, npi, degree, clustering",
                "('all', 'nation', 'US', 'a', 2, -0.5D), ('all', 'nation', 'US', 'b', 1, NULL)")
            .with(
                REGION_MEASURE,
                "tie_rule, region_type, region_id, physicians, ties",
                "('all', 'nation', 'US', 12, 2), ('all', 'hospital', 'h', 2, 1)");
    for (Table table : List.of(PERIOD_PHYSICIAN, TIE, PHYSICIAN_MEASURE, REGION_MEASURE)) {
      tables.replace(table, period, rows.get(table));
    }
  }

  @Test
  @Order(1)
  void nothingIsPublishedUntilTheLedgerSaysSo() {
    assertThatThrownBy(PublishTest::verify)
        .hasMessageStartingWith("Cannot verify: nothing is published in this warehouse.");
    // What a publication leaves that ends before its last commit.
    tables.replace(
        PUBLISHED_TIE, "2010Q2", tables.read(TIE, "2010Q4").drop("newman_weight", "period"));
    assertThat(new PublicationLedger(spark, tables).newest()).isEmpty();

    assertThat(publish("2010Q3", "first")).contains("took back", "published.tie: 1 rows withheld");

    assertThat(seen("SELECT period, shared_patients FROM published.tie"))
        .containsExactly("[2010Q3,12]");
    assertThat(seen("SELECT npi, patients FROM published.physician ORDER BY npi"))
        .containsExactly("[a,90]", "[b,null]", "[c,null]", "[d,90]", "[e,null]");
    assertThat(
            seen(
                "SELECT column_name, reason, cells FROM published.withheld"
                    + " WHERE table_name IN ('published.tie', 'published.region_measure')"
                    + " ORDER BY ALL"))
        .containsExactly(
            "[*,small,1]",
            "[*,small,1]",
            "[kept,small,1]",
            "[physicians,small,1]",
            "[shared_patients,small,1]",
            "[ties,small,1]");
  }

  @Test
  @Order(2)
  void aSecondPeriodIsPublishedBesideTheFirst() {
    publish("2010Q4", "second");
    assertThat(seen("SELECT period, shared_patients FROM published.tie ORDER BY 1"))
        .containsExactly("[2010Q3,12]", "[2010Q4,40]");
    List<PublicationLedger.Entry> newest = new PublicationLedger(spark, tables).newest();
    assertThat(newest).hasSize(10);
    assertThat(newest)
        .filteredOn(entry -> entry.table().equals("published.tie"))
        .extracting(PublicationLedger.Entry::publishedBy)
        .containsExactly("first", "second");
    assertThat(verify())
        .hasSize(5)
        .contains("published.tie: version 3, 2 periods, 2 rows")
        .allMatch(line -> line.contains(" 2 periods, "));
  }

  @Test
  @Order(3)
  void whatAPublicationLeftUnfinishedIsSeenByNobodyAndTakenBack() throws IOException {
    // A quarter later.
    age(folder.resolve("warehouse/published"), Duration.ofDays(90));
    tables.replace(PUBLISHED_TIE, "2010Q4", tables.read(PUBLISHED_TIE, "2010Q4").where("false"));
    assertThat(tables.read(PUBLISHED_TIE).count()).isEqualTo(1);
    assertThat(seen("SELECT count(*) FROM published.tie")).containsExactly("[2]");
    assertThat(verify()).hasSize(5);

    write("2010Q3", 30);
    assertThat(publish("2010Q3", "third")).contains("took back");

    assertThat(seen("SELECT period, shared_patients FROM published.tie ORDER BY 1"))
        .containsExactly("[2010Q3,30]", "[2010Q4,40]");
  }

  @Test
  @Order(4)
  void aPeriodWithoutPhysiciansIsNotPublished() {
    assertThatThrownBy(() -> publish("2011Q1", "fourth"))
        .hasMessageStartingWith("Cannot publish 2011Q1: network.physician has no rows of it.");
    assertThat(verify()).hasSize(5);
  }

  @Test
  @Order(5)
  void csvHoldsNoFormulaAndGivesEveryTextBack() throws IOException {
    String csv = folder.resolve("csv").toString();
    TableCopies copies = new TableCopies(spark, csv);
    export("2010Q4", copies, TableCopies.Format.csv, "physician", "tie");
    try (Stream<Path> files = Files.list(folder.resolve("csv"))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> !f.startsWith(".")))
          .containsExactlyInAnyOrder("physician.csv", "tie.csv");
    }
    String ties = Files.readString(folder.resolve("csv/tie.csv"));
    assertThat(ties)
        .startsWith("period,npi_a,npi_b,shared_patients,")
        .endsWith("\r\n2010Q4,a,b,40,,,,\"[\"\"all\"\",\"\"min-11\"\"]\"\r\n");
    List<List<String>> parsed = parsed(Files.readString(folder.resolve("csv/physician.csv")));
    assertThat(parsed)
        .extracting(cells -> cells.get(1))
        .containsExactly("npi", "a", "b", "c", "d", "e");
    assertThat(parsed)
        .extracting(cells -> cells.get(2))
        .containsExactly("specialty", "'=1+1", "''-", "", "' @x", "'" + HOSTILE);
    assertThatThrownBy(() -> new TableCopies(spark, csv)).hasMessageContaining("it is not empty");
  }

  @Test
  @Order(5)
  void csvOfNoRowsHasALineOfNames() throws IOException {
    String csv = folder.resolve("none-csv").toString();
    new TableCopies(spark, csv)
        .write(
            Tables.named("published.tie"),
            tables.read(Tables.named("published.tie")).where("false"),
            TableCopies.Format.csv);
    assertThat(Files.readString(folder.resolve("none-csv/tie.csv")))
        .startsWith("period,npi_a,npi_b,shared_patients,")
        .endsWith("\r\n")
        .hasLineCount(1);
  }

  @Test
  @Order(5)
  void parquetCopiesHoldThePublishedRows() {
    String copy = folder.resolve("parquet").toString();
    export(null, new TableCopies(spark, copy), TableCopies.Format.parquet);
    assertThat(spark.read().parquet(copy + "/tie.parquet").count()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                export(
                    null,
                    new TableCopies(spark, folder.resolve("none").toString()),
                    TableCopies.Format.csv,
                    "care_density"))
        .hasMessageStartingWith("Cannot export table care_density: it is not published.");
  }

  @Test
  @Order(5)
  void aReaderWithoutSparkFindsTheSameRows() throws IOException {
    Map<String, Long> versions = new PublicationLedger(spark, tables).versions();
    for (String name :
        List.of("published.physician", "published.tie", "published.physician_measure")) {
      Table table = Tables.named(name);
      KernelTable read = new KernelTable(tables.path(table), versions.get(name));
      assertThat(read.readerVersion()).isEqualTo(1);
      assertThat(read.rows()).isNotEmpty();
      assertThat(read.rows())
          .containsExactlyInAnyOrderElementsOf(texts(tables.read(table, versions.get(name))));
    }
  }

  private static List<List<String>> texts(Dataset<Row> rows) {
    Column[] texts =
        Arrays.stream(rows.columns()).map(name -> col(name).cast("string")).toArray(Column[]::new);
    return rows.select(texts).collectAsList().stream()
        .map(row -> IntStream.range(0, row.size()).mapToObj(i -> "" + row.get(i)).toList())
        .toList();
  }

  @Test
  @Order(6)
  void maintenanceChangesNoRow() throws IOException {
    List<String> before = seen("SELECT * FROM published.tie ORDER BY 1");
    long version = tables.version(PUBLISHED_TIE);
    Path nobodys = folder.resolve("warehouse/published/tie/period=2010Q4/nobodys.parquet");
    Files.writeString(nobodys, "x");
    Files.setLastModifiedTime(nobodys, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    assertThat(tables.vacuum(PUBLISHED_TIE, 7, true)).isOne();
    MaintainCommand.maintain(spark, tables, 7, false, SILENT);
    assertThat(nobodys).doesNotExist();
    assertThat(tables.version(PUBLISHED_TIE)).isGreaterThan(version);
    assertThat(tables.read(PUBLISHED_TIE, version).orderBy("period").collectAsList())
        .as("what a reader had begun to read")
        .map(Row::toString)
        .isEqualTo(seen("SELECT * FROM published.tie ORDER BY 1"));
    assertThat(seen("SELECT * FROM published.tie ORDER BY 1")).isEqualTo(before);
    assertThat(verify()).hasSize(5);
    assertThat(new PublicationLedger(spark, tables).takeBackUnpublished()).isEmpty();
  }

  @Test
  @Order(7)
  void aFlippedBitIsFoundWhereItIsNotHarmless() throws IOException {
    Path file = dataFile("published.physician_measure");
    byte[] bytes = Files.readAllBytes(file);
    int footer = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN).getInt(bytes.length - 8);
    Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    int found = 0;
    for (int eighth = 1; eighth < 8; eighth++) {
      int place = (bytes.length - 8 - footer) * eighth / 8;
      bytes[place] ^= 4;
      Files.write(file, bytes);
      // Pages of a small file have headers as long as they are, of which not every bit matters.
      Throwable told = catchThrowable(PublishTest::verify);
      if (told != null) {
        assertThat(told)
            .isInstanceOfSatisfying(
                UserException.class, corrupt -> assertThat(corrupt.exitStatus()).isEqualTo(5))
            .hasMessageContaining("published.physician_measure");
        found++;
      }
      bytes[place] ^= 4;
    }
    assertThat(found).isGreaterThanOrEqualTo(3);
    Files.write(file, bytes);
    assertThat(verify()).hasSize(5);
  }

  @Test
  @Order(8)
  void aLostCommitIsFound() throws IOException {
    Path newest = newestCommit(PUBLISHED_TIE);
    byte[] commit = Files.readAllBytes(newest);
    Files.delete(newest);
    DeltaLog.clearCache();
    assertIsFound();
    Files.write(newest, commit);
    DeltaLog.clearCache();
    assertThat(verify()).hasSize(5);
  }

  /** As after a power failure: Delta takes the commit for an empty one and reads older rows. */
  @Test
  @Order(4)
  void aCommitCutToNothingIsFound() throws IOException {
    Path newest = newestCommit(PUBLISHED_TIE);
    byte[] commit = Files.readAllBytes(newest);
    Files.write(newest, new byte[0]);
    DeltaLog.clearCache();
    assertIsFound();
    Files.write(newest, commit);
    DeltaLog.clearCache();
    assertThat(verify()).hasSize(5);
  }

  private static void assertIsFound() {
    assertThatThrownBy(PublishTest::verify)
        .isInstanceOfSatisfying(
            UserException.class, corrupt -> assertThat(corrupt.exitStatus()).isEqualTo(5))
        .hasMessageContaining("published.tie ");
  }

  @Test
  @Order(4)
  void aLedgerWhoseNewestCommitIsCutToNothingIsFound() throws IOException {
    RunRecord run =
        new RunRecord(spark, tables, "third", "publish", "2010Q3", Instant.EPOCH, "test", "test");
    run.outputVersions().put("ops.publication", "2");
    run.saveRunning();
    assertThat(verify()).hasSize(5);
    Path newest = newestCommit(Tables.PUBLICATION);
    byte[] commit = Files.readAllBytes(newest);
    Files.write(newest, new byte[0]);
    DeltaLog.clearCache();
    assertThatThrownBy(PublishTest::verify)
        .isInstanceOfSatisfying(
            UserException.class, corrupt -> assertThat(corrupt.exitStatus()).isEqualTo(5))
        .hasMessageContaining("ops.publication has lost the commit of run third");
    Files.write(newest, commit);
    DeltaLog.clearCache();
    assertThat(verify()).hasSize(5);
  }

  private static void age(Path files, Duration by) throws IOException {
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
      }
    }
    DeltaLog.clearCache();
  }

  /** The newest commit of a table, without the checksums beside it. */
  private static Path newestCommit(Table table) throws IOException {
    Path log = folder.resolve("warehouse/" + table.name().replace('.', '/') + "/_delta_log");
    String version = String.format(Locale.ROOT, "%020d", tables.version(table));
    Files.deleteIfExists(log.resolve("." + version + ".json.crc"));
    Files.deleteIfExists(log.resolve(version + ".crc"));
    return log.resolve(version + ".json");
  }

  /** A file that readers see; older ones lie beside it until maintenance removes them. */
  private static Path dataFile(String table) {
    return Path.of(
        URI.create(tables.read(Tables.named(table), "2010Q4").inputFiles()[0].replace(" ", "%20")));
  }

  private static Configuration config(String period) {
    List<String> settings =
        new ArrayList<>(
            List.of("source.format=shared-patients", "warehouse=" + folder.resolve("warehouse")));
    if (period != null) {
      settings.add("period.end=" + period);
    }
    return Configuration.read(List.of(), settings);
  }

  /** Publishes a period as the stage does, and returns what it told. */
  private static String publish(String period, String runId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RunRecord run =
        new RunRecord(spark, tables, runId, "publish", period, Instant.EPOCH, "test", "test");
    PrintStream log = new PrintStream(out, true, StandardCharsets.UTF_8);
    PublishStage.run(new Job(spark, config(period), tables, run, null, log));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> verify() {
    List<String> told = new ArrayList<>();
    new PublicationLedger(spark, tables).verify(told::add);
    return told;
  }

  private static void export(
      String period, TableCopies copies, TableCopies.Format format, String... names) {
    ExportCommand.export(spark, config(period), List.of(names), copies, format, SILENT);
  }

  /** What a reader sees through the views. */
  private static List<String> seen(String sql) {
    forget();
    tables.register();
    return spark.sql(sql).collectAsList().stream().map(Row::toString).toList();
  }

  /** The cells of RFC 4180, by its grammar. */
  private static List<List<String>> parsed(String csv) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\r')) {
        line.add(cell.toString());
        cell.setLength(0);
        if (c == '\r') {
          lines.add(line);
          line = new ArrayList<>();
          i++;
        }
      } else {
        cell.append(c);
      }
    }
    return lines;
  }
}
