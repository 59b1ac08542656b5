package org.claimgraph.tables;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.PATIENT_PHYSICIAN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.claimgraph.UserException;
import org.claimgraph.testing.Frames;
import org.claimgraph.testing.Leftovers;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class TableStoreTest {

  private static volatile CountDownLatch writing;

  @TempDir Path warehouse;

  private SparkSession spark;
  private TableStore tables;

  @BeforeEach
  void openStore(SparkSession session) {
    spark = session;
    tables = new TableStore(spark, warehouse.toUri().toString());
  }

  @Test
  void aPeriodIsReplacedAndNoOther() {
    assertThat(tables.exists(PATIENT_PHYSICIAN)).isFalse();
    tables.replace(PATIENT_PHYSICIAN, "2010Q3", links("('p1', 'n1', 1)"));
    long first =
        tables.replace(
            PATIENT_PHYSICIAN,
            "2010Q4",
            links("('p1', 'n1', 2), ('p1', 'n2', 3), ('p2', 'n1', 4)"));
    assertThat(tables.version(PATIENT_PHYSICIAN)).isEqualTo(first);
    assertThat(tables.read(PATIENT_PHYSICIAN).count()).isEqualTo(4);

    long second = tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p9', 'n9', 5)"));

    assertThat(second).isEqualTo(first + 1);
    assertSame(tables.read(PATIENT_PHYSICIAN, "2010Q3"), links("('p1', 'n1', 1)"));
    assertSame(tables.read(PATIENT_PHYSICIAN, "2010Q4"), links("('p9', 'n9', 5)"));
    assertThat(tables.read(PATIENT_PHYSICIAN).count()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "file://"})
  void theWarehouseMayBeWrittenInAnyFormOfAUri(String scheme) {
    TableStore store = new TableStore(spark, scheme + warehouse + "/with blank/");
    store.replace(BENEFICIARY, people("'p1'"));
    assertThat(store.read(BENEFICIARY).count()).isEqualTo(1);
    assertThat(warehouse.resolve("with blank/claims/beneficiary/_delta_log")).isDirectory();
  }

  @Test
  void aPeriodReplacedByNoRowsIsEmpty() {
    tables.replace(PATIENT_PHYSICIAN, "2010Q3", links("('p1', 'n1', 1)"));
    tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p1', 'n1', 1)"));
    tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p1', 'n1', 1)").where("false"));
    assertThat(tables.read(PATIENT_PHYSICIAN, "2010Q4").isEmpty()).isTrue();
    assertThat(tables.read(PATIENT_PHYSICIAN, "2010Q3").count()).isEqualTo(1);
  }

  @Test
  void aTableWithoutPeriodsIsReplacedAsAWhole() {
    tables.replace(BENEFICIARY, people("'p1'", "'p2'"));
    tables.replace(BENEFICIARY, people("'p3'"));
    assertThat(tables.read(BENEFICIARY).select("patient_id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("p3");
  }

  @Test
  void columnsAreMatchedByNameAndStoredAsTheContractSays() {
    Dataset<Row> shuffled =
        links("('p1', 'n1', 1)")
            .select("encounters", "last_date", "npi", "first_date", "patient_id");
    tables.replace(PATIENT_PHYSICIAN, "2010Q4", shuffled);
    Dataset<Row> read = tables.read(PATIENT_PHYSICIAN);
    assertThat(read.columns()).isEqualTo(PATIENT_PHYSICIAN.schema().fieldNames());
    assertThat(read.schema().apply("encounters").dataType().simpleString()).isEqualTo("bigint");
    assertThat(read.schema().apply("npi").getComment().get())
        .isEqualTo("physician, as in network.physician");
  }

  @Test
  void aNullOrRepeatedKeyIsRefusedAndTheTableStaysAsItWas() {
    long version = tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p1', 'n1', 1)"));
    Dataset<Row> bad =
        links(
            "('p1', 'n1', 1), ('p1', 'n1', 2), ('p2', NULL, 1), (NULL, 'n1', 1), ('p3', 'n1', 1)");
    assertThatThrownBy(() -> tables.replace(PATIENT_PHYSICIAN, "2010Q4", bad))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(1))
        .hasMessage(
            "Invalid rows for table network.patient_physician, 2010Q4: the key [period, patient_id,"
                + " npi] is null in 2 rows and repeated for 1 keys. Nothing was written. Check the"
                + " source for rows without an id or given twice.");
    assertThat(tables.version(PATIENT_PHYSICIAN)).isEqualTo(version);
    assertSame(tables.read(PATIENT_PHYSICIAN, "2010Q4"), links("('p1', 'n1', 1)"));
  }

  @Test
  void badRowsDoNotEvenCreateATable() {
    assertThatThrownBy(() -> tables.replace(BENEFICIARY, people("'p1'", "'p1'")))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(
            "Invalid rows for table claims.beneficiary: the key [patient_id] is null in 0 rows and"
                + " repeated for 1 keys.");
    assertThat(tables.exists(BENEFICIARY)).isFalse();
  }

  @Test
  void wrongColumnsAreRefused() {
    Dataset<Row> rows = links("('p1', 'n1', 1)");
    assertThatThrownBy(() -> tables.replace(PATIENT_PHYSICIAN, "2010Q4", rows.drop("first_date")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Invalid rows for table network.patient_physician: columns [encounters, last_date, npi,"
                + " patient_id, period], expected [encounters, first_date, last_date, npi,"
                + " patient_id, period]");
    assertThatThrownBy(
            () ->
                tables.replace(PATIENT_PHYSICIAN, "2010Q4", rows.withColumn("x", rows.col("npi"))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                tables.replace(
                    PATIENT_PHYSICIAN, "2010Q4", rows.withColumn("encounters", rows.col("npi"))))
        .isInstanceOf(SparkThrowable.class);
    assertThat(tables.exists(PATIENT_PHYSICIAN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void periodsThatAreWrittenAtOnceAreBothInTheTable(boolean isThere) throws Exception {
    if (isThere) {
      tables.replace(PATIENT_PHYSICIAN, "2010Q3", links("('p9', 'n9', 1)"));
    }
    writing = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<Long>> versions = new ArrayList<>();
    for (String period : List.of("2010Q3", "2010Q4")) {
      Dataset<Row> rows =
          links("('p1', 'n1', 1)")
              .withColumn("period", lit(period))
              .filter((FilterFunction<Row>) row -> bothWrite());
      String path = tables.path(PATIENT_PHYSICIAN);
      versions.add(
          threads.submit(
              () -> new TableCommit(spark, PATIENT_PHYSICIAN, path, period, List.of()).of(rows)));
    }
    threads.shutdown();
    long first = isThere ? 1 : 0;
    assertThat(List.of(versions.get(0).get(), versions.get(1).get()))
        .containsExactlyInAnyOrder(first, first + 1);
    assertSame(tables.read(PATIENT_PHYSICIAN, "2010Q3"), links("('p1', 'n1', 1)"));
    assertSame(tables.read(PATIENT_PHYSICIAN, "2010Q4"), links("('p1', 'n1', 1)"));
  }

  @Test
  void whatACommitThatFailsHadWrittenIsRemoved() throws IOException {
    tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p1', 'n1', 1)"));
    Path part = warehouse.resolve("network/patient_physician/period=2010Q4");
    String folder = part.toString();
    Set<Path> before = filesOf(part);
    int files = before.size();
    Dataset<Row> rows =
        links("('p1', 'n1', 1)")
            .withColumn("period", lit("2010Q4"))
            .union(
                links("('p2', 'n1', 1)")
                    .withColumn("period", lit("2010Q4"))
                    .filter((FilterFunction<Row>) row -> failAfterTheOther(folder, files)));
    String path = tables.path(PATIENT_PHYSICIAN);
    assertThatThrownBy(
            () ->
                UncommittedFiles.removedIfFailing(
                    spark,
                    path,
                    "period=2010Q4",
                    List.of(),
                    () ->
                        new TableCommit(spark, PATIENT_PHYSICIAN, path, "2010Q4", List.of())
                            .of(rows)))
        .hasStackTraceContaining("after the other task wrote");
    assertThat(filesOf(part)).isEqualTo(before);
  }

  @Test
  void whatAHolderThatDiedHadWrittenAndNotCommittedIsRemoved() throws IOException {
    long first = tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p1', 'n1', 1)"));
    tables.replace(PATIENT_PHYSICIAN, "2010Q3", links("('p1', 'n1', 1)"));
    tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p9', 'n9', 5)"));
    Path table = warehouse.resolve("network/patient_physician");
    Path lost = Files.writeString(table.resolve("period=2010Q4/lost.parquet"), "never committed");
    Path old = Files.writeString(table.resolve("period=2010Q4/old.parquet"), "of somebody before");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    Path others = Files.writeString(table.resolve("period=2010Q3/others.parquet"), "being written");
    Path lock = warehouse.resolve("_locks/2010Q4");
    Files.createDirectories(lock.getParent());
    Files.writeString(
        lock, LockHolder.of("died", Integer.MAX_VALUE, System.currentTimeMillis()).text());

    try (RunLock held = acquire("2010Q4")) {
      tables.heldBy(held);
    }

    assertThat(lost).doesNotExist();
    assertThat(old).exists();
    assertThat(others).exists();
    assertSame(tables.read(PATIENT_PHYSICIAN, "2010Q4"), links("('p9', 'n9', 5)"));
    assertSame(tables.read(PATIENT_PHYSICIAN, first), links("('p1', 'n1', 1)"));

    Files.writeString(lost, "of a holder that let go");
    try (RunLock held = acquire("2010Q4")) {
      tables.heldBy(held);
    }
    assertThat(lost).exists();
  }

  private RunLock acquire(String what) {
    return RunLock.acquire(new Configuration(), warehouse.toString(), what, "test");
  }

  @Test
  void aTableWithoutRowsHasNoFileThatItDoesNotName() throws IOException {
    Dataset<Row> none = spark.createDataFrame(List.of(), Tables.REJECTED_ROW.schema());
    tables.replace(Tables.REJECTED_ROW, none);
    tables.replace(Tables.REJECTED_ROW, none);
    assertThat(tables.read(Tables.REJECTED_ROW).count()).isZero();
    assertThat(Leftovers.in(warehouse)).isEmpty();
  }

  @Test
  void aCommitThatIsAnothersIsNotTakenForOnesOwn() {
    tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p1', 'n1', 1)"));
    DeltaLog log = DeltaLog.forTable(spark, tables.path(PATIENT_PHYSICIAN));
    assertThatThrownBy(() -> TableCommit.requireCommitted(log, 0, "another transaction"))
        .hasMessageStartingWith("Cannot commit to ")
        .hasMessageContaining(": its version 0 is another's.");
  }

  private static boolean failAfterTheOther(String part, int before) throws Exception {
    for (int wait = 0; wait < 600; wait++) {
      if (filesOf(Path.of(part)).size() > before + 1) {
        throw new IllegalStateException("after the other task wrote");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return true;
  }

  /** Data files and their checksums. */
  private static Set<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toSet());
    }
  }

  /** Waits until tasks of both threads are writing, so that neither has committed. */
  private static boolean bothWrite() throws InterruptedException {
    writing.countDown();
    return writing.await(60, TimeUnit.SECONDS);
  }

  @Test
  void aTableOfAnotherVersionIsRefused() {
    spark
        .sql("SELECT '2010Q4' AS period, 'p1' AS patient_id")
        .write()
        .format("delta")
        .save(tables.path(PATIENT_PHYSICIAN));
    assertThatThrownBy(() -> tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('p1', 'n1', 1)")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot write table network.patient_physician below "
                + ("file:" + warehouse)
                + ": it has the columns of another version of claimgraph. Use a new warehouse for"
                + " this version.");
    assertThat(tables.version(PATIENT_PHYSICIAN)).isZero();
    assertThatThrownBy(() -> tables.requireThisVersion(List.of(BENEFICIARY, PATIENT_PHYSICIAN)))
        .hasMessageStartingWith("Cannot write table network.patient_physician below ");
    tables.requireThisVersion(List.of(BENEFICIARY));
  }

  @Test
  void aTableThatIsNotThereIsMissing() {
    assertThatThrownBy(() -> tables.read(PATIENT_PHYSICIAN))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2))
        .hasMessageStartingWith("Missing table network.patient_physician below ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2010Q4' OR '1'='1", "../x", "a b", "2010Q4\n", "é"})
  void aPartWithAHostileNameIsRefused(String part) {
    Dataset<Row> rows = links("('p1', 'n1', 1)");
    assertThatThrownBy(() -> tables.replace(PATIENT_PHYSICIAN, part, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid part " + part + " of table network.patient_physician");
  }

  @Test
  void oldReadersCanReadTheTablesAndTheLogNamesNoPatient() throws IOException {
    tables.replace(PATIENT_PHYSICIAN, "2010Q4", links("('the-patient', 'the-npi', 1)"));
    tables.replace(BENEFICIARY, people("'the-patient'"));
    assertThat(log(PATIENT_PHYSICIAN))
        .contains("\"minReaderVersion\":1,")
        .contains("numRecords")
        .doesNotContain("the-patient");
    assertThat(log(BENEFICIARY))
        .contains("\"minReaderVersion\":1,", "numRecords")
        .doesNotContain("the-patient", "1950-06-15", "02138", "2010-03-01");
  }

  private String log(Table table) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files =
        Files.list(warehouse.resolve(table.name().replace('.', '/')).resolve("_delta_log"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private Dataset<Row> links(String values) {
    return spark.sql(
        "SELECT patient_id, npi, CAST(n AS BIGINT) AS encounters, DATE'2010-01-01' AS first_date,"
            + " DATE'2010-02-01' AS last_date FROM VALUES "
            + values
            + " AS t(patient_id, npi, n)");
  }

  private Dataset<Row> people(String... ids) {
    return spark.sql(
        "SELECT patient_id, DATE'1950-06-15' AS birth_date, 'male' AS sex, 'white' AS race,"
            + " DATE'2010-03-01' AS death_date, '22' AS state, '22010' AS county, '02138' AS zip,"
            + " '227' AS hrr, 12 AS months_a, 12 AS months_b, 0 AS months_hmo, CAST(NULL AS"
            + " ARRAY<STRUCT<year: INT, months_a: INT, months_b: INT, months_hmo: INT>>) AS coverage"
            + " FROM VALUES ("
            + String.join("), (", ids)
            + ") AS t(patient_id)");
  }

  private void assertSame(Dataset<Row> part, Dataset<Row> expected) {
    Dataset<Row> rows = part.select("patient_id", "npi", "encounters", "first_date", "last_date");
    new Frames(spark).assertDataFrameDataEquals(expected, rows);
  }
}
