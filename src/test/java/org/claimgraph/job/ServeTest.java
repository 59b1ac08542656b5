package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_MEASURE;
import static org.claimgraph.tables.Tables.REGION_MEASURE;
import static org.claimgraph.tables.Tables.TIE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.ClaimGraph;
import org.claimgraph.config.Configuration;
import org.claimgraph.publication.PublishedTables;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
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

/** The server in a process of its own, and a BI tool's driver in this one. */
@Tag("sql")
@ExtendWith(SparkExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServeTest {

  @TempDir static Path folder;

  private static SparkSession spark;
  private static TableStore tables;
  private static int port;
  private static Process server;

  @BeforeAll
  static void serve(SparkSession session) throws Exception {
    spark = session;
    tables = new TableStore(spark, folder.resolve("warehouse").toString());
    publish("2010Q3", 12);
    port = freePort();
    server = serve(port);
  }

  /** The command, once it listens. */
  private static Process serve(int port, String... settings) throws Exception {
    Process process = start(settings, "serve", "--port=" + port, "--refresh=1");
    Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    while (!told().contains("serving        jdbc:hive2://127.0.0.1:" + port + "/published")) {
      assertThat(process.isAlive()).as(told()).isTrue();
      assertThat(Instant.now()).as(told()).isBefore(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return process;
  }

  private static String told() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @AfterAll
  static void kill() {
    server.destroyForcibly();
  }

  private static void publish(String period, int shared) {
    PublishedTables rows =
        new PublishedTables(spark)
            .with(PERIOD_PHYSICIAN, "npi, specialty, patients", "('a', '06', 90), ('b', '11', 80)")
            .with(
                TIE,
                "npi_a, npi_b, shared_patients, kept",
                "('a', 'b', " + shared + ", array('all'))",
                "('a', 'c', 30, array('all', 'min-11'))")
            .with(
                PHYSICIAN_MEASURE,
                "tie_rule, region_type, region_id, npi, degree, clustering",
                "('all', 'nation', 'US', 'a', 2, 0.5D)")
            .with(
                REGION_MEASURE,
                "tie_rule, region_type, region_id, physicians, ties",
                "('all', 'nation', 'US', 12, 2)");
    for (Table table : List.of(PERIOD_PHYSICIAN, TIE, PHYSICIAN_MEASURE, REGION_MEASURE)) {
      tables.replace(table, period, rows.get(table));
    }
    Configuration config =
        Configuration.read(
            List.of(),
            List.of(
                "source.format=shared-patients",
                "warehouse=" + folder.resolve("warehouse"),
                "period.end=" + period));
    RunRecord run =
        new RunRecord(spark, tables, "run " + shared, "publish", period, Instant.EPOCH, "t", "t");
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    PublishStage.run(new Job(spark, config, tables, run, null, silent));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A command, with the classes and the options of this JVM. */
  private static Process start(String[] settings, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-") && !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.sql.shuffle.partitions=2",
            "-Dspark.databricks.delta.snapshotPartitions=2",
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(List.of(settings));
    command.add(ClaimGraph.class.getName());
    command.addAll(List.of(arguments));
    command.add("--set=warehouse=" + folder.resolve("warehouse"));
    Path home = Files.createDirectories(folder.resolve("home"));
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:hive2://127.0.0.1:" + port + "/" + database, "analyst", "");
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    }
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        cells.add(result.getString(i));
      }
      rows.add(String.join("|", cells.stream().map(String::valueOf).toList()));
    }
    return rows;
  }

  @Test
  @Order(1)
  void tablesAreReadJoinedAndSummedUp() throws Exception {
    try (Connection connection = connect("published")) {
      assertThat(rows(connection, "SELECT npi_a, npi_b, shared_patients FROM tie ORDER BY npi_b"))
          .containsExactly("a|b|12", "a|c|30");
      assertThat(
              rows(
                  connection,
                  "SELECT p.specialty, count(*), sum(t.shared_patients) FROM published.tie t"
                      + " JOIN published.physician p ON p.npi = t.npi_a AND p.period = t.period"
                      + " GROUP BY p.specialty"))
          .containsExactly("06|2|42");
      assertThat(rows(connection, "SELECT kept FROM tie WHERE npi_b = 'c'"))
          .containsExactly("[\"all\",\"min-11\"]");
    }
  }

  @Test
  @Order(1)
  void columnsAreToldWithTheirComments() throws Exception {
    String comment = tables.read(TIE).schema().apply("shared_patients").getComment().get();
    try (Connection connection = connect("default")) {
      assertThat(rows(connection, "DESCRIBE published.tie"))
          .contains("shared_patients|bigint|" + comment);
      assertThat(rows(connection.getMetaData().getColumns(null, "published", "tie", "npi_%")))
          .extracting(row -> row.split("\\|")[3])
          .containsExactly("npi_a", "npi_b");
    }
  }

  @Test
  @Order(1)
  void nothingElseIsThere() throws Exception {
    try (Connection connection = connect("default")) {
      assertThat(rows(connection, "SHOW DATABASES")).containsExactly("default", "published");
      assertThat(rows(connection.getMetaData().getTables(null, null, "%", null)))
          .isNotEmpty()
          .allMatch(table -> table.contains("|published|"));
    }
  }

  @Test
  @Order(1)
  void whatIsNotPublishedIsRefused() throws Exception {
    String path = folder.resolve("warehouse/network/tie").toString();
    try (Connection connection = connect("published");
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "SELECT * FROM network.tie",
              "SELECT * FROM delta.`" + path + "`",
              "SELECT * FROM parquet.`" + path + "`",
              "SELECT * FROM delta.`" + path.replace("network", "published") + "`",
              "INSERT INTO delta.`" + path + "` SELECT * FROM delta.`" + path + "`",
              "VACUUM delta.`" + path + "` RETAIN 0 HOURS",
              "DROP VIEW published.tie",
              "CREATE TABLE published.mine USING csv AS SELECT * FROM published.tie",
              "SET spark.sql.ansi.enabled = false",
              "SELECT reflect('java.lang.System', 'exit', 1)")) {
        assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("Unsupported SQL");
      }
      assertThat(rows(connection, "SELECT '${env:PATH}'")).containsExactly("${env:PATH}");
    }
    assertThatThrownBy(() -> connect("published?spark.sql.catalog.mine=org.example.Catalog"))
        .hasMessageContaining("Unsupported setting of a connection: spark.sql.catalog.mine");
  }

  @Test
  @Order(2)
  void aConnectionSeesANewPublicationWholeAfterTheOldOne() throws Exception {
    String sql =
        "SELECT (SELECT count(*) FROM tie), (SELECT count(*) FROM physician),"
            + " (SELECT max(shared_patients) FROM tie)";
    try (Connection connection = connect("published")) {
      assertThat(rows(connection, sql)).containsExactly("2|2|30");
      List<String> seen = new ArrayList<>();
      Thread publication = new Thread(() -> publish("2010Q4", 40));
      publication.start();
      Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
      do {
        seen.addAll(rows(connection, sql));
      } while (!seen.contains("4|4|40") && Instant.now().isBefore(deadline));
      publication.join();
      assertThat(Stream.of(seen.toArray()).distinct()).containsExactly("2|2|30", "4|4|40");
    }
  }

  @Test
  @Order(3)
  void whereItCannotListenIsToldBeforeSparkStarts() {
    assertThatThrownBy(() -> new ThriftServer("127.0.0.1", port))
        .hasMessageStartingWith("Cannot serve at 127.0.0.1:" + port + ": Address already in use");
    assertThatThrownBy(() -> new ThriftServer("0.0.0.0", freePort()))
        .hasMessageStartingWith(
            "Cannot serve at 0.0.0.0: anyone who reaches it could read, for"
                + " hive.server2.authentication is NONE.");
  }

  @Test
  @Order(4)
  void itEndsWhenItIsToldTo() throws Exception {
    stop();
    assertThatThrownBy(() -> connect("published")).isInstanceOf(SQLException.class);
    try (Stream<Path> left = Files.list(folder.resolve("home"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("spark-warehouse");
    }
  }

  private static void stop() throws InterruptedException {
    server.destroy();
    assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(128 + 15);
  }

  @Test
  @Order(5)
  void whatElseAMetastoreKnowsIsNotRead() throws Exception {
    String hive = "-Dspark.sql.catalogImplementation=hive";
    Process query =
        start(
            new String[] {hive},
            "query",
            "--format=csv",
            "SELECT count(*) AS ties FROM network.tie");
    assertThat(query.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(told()).contains("ties\n4\n");
    server = serve(port, hive);
    try (Connection connection = connect("default");
        Statement statement = connection.createStatement()) {
      assertThat(rows(connection, "SHOW DATABASES")).contains("network", "published");
      assertThat(rows(connection, "SELECT count(*) FROM published.tie")).containsExactly("4");
      assertThatThrownBy(() -> statement.execute("SELECT * FROM network.tie"))
          .hasMessageContaining("Unsupported SQL");
    }
    stop();
  }
}
