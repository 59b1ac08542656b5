package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.claimgraph.UserException;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A tie list in place of claims, in a warehouse where claims were before. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TieListRunTest {

  @TempDir static Path folder;

  private static Runs runs;
  private static Path list;

  @BeforeAll
  static void writeKarateClub(SparkSession spark) throws IOException {
    runs = new Runs(spark, folder);
    list = Files.createDirectory(folder.resolve("list"));
    StringBuilder ties = new StringBuilder("npi_a,npi_b,shared_patients\n");
    for (String[] edge : golden("karate_edges.csv")) {
      ties.append(npi(edge[1]) + "," + npi(edge[0]) + "," + edge[2] + "\n");
    }
    Files.writeString(list.resolve("ties.csv"), ties);
    StringBuilder nodes = new StringBuilder("npi,specialty_group,hospital,hrr\n");
    for (String[] node : golden("karate_nodes.csv")) {
      nodes.append(npi(node[0]) + (node[0].equals("0") ? ",primary" : ",medical") + ",H,R\n");
    }
    Files.writeString(list.resolve("nodes.csv"), nodes + "0999,other,,\n");
    pretendARunOnClaims(spark, "2014Q4");
    pretendARunOnClaims(spark, "2015Q4");
  }

  private static List<String[]> golden(String name) throws IOException {
    try (InputStream in = TieListRunTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    }
  }

  /** Ids keep their zeros, and are in the order of the numbers. */
  private static String npi(String node) {
    return "0" + (100 + Integer.parseInt(node));
  }

  private static void pretendARunOnClaims(SparkSession spark, String period) {
    for (Table table :
        List.of(Tables.PATIENT_PHYSICIAN, Tables.PATIENT_OUTCOME, Tables.NETWORK_OUTCOME)) {
      String key =
          table.key().stream()
              .map(column -> "\"" + column + "\": \"x\"")
              .collect(Collectors.joining(",", "{", "}"));
      runs.tables()
          .replace(
              table,
              period,
              spark
                  .read()
                  .schema(table.schema())
                  .json(spark.createDataset(List.of(key), Encoders.STRING())));
    }
    RunRecord run =
        new RunRecord(spark, runs.tables(), period, "run", period, Instant.EPOCH, "build", "none");
    run.stages().putAll(Map.of("ties", "t", "measures", "m", "outcomes", "o", "associate", "a"));
    run.saveDone(Instant.EPOCH);
  }

  private static String[] settings(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "source.format=shared-patients",
                "source.path=" + list,
                "source.synthetic=false",
                "tie.rules=all,min-5",
                "period.end=2015Q4"));
    settings.addAll(List.of(more));
    return settings.toArray(String[]::new);
  }

  @Test
  @Order(1)
  void onlyTheNetworkIsComputedAndTheRestIsSaidToBeLeftOut() {
    String told = runs.run(settings("publish.automatically=true"));
    assertThat(told.lines().map(line -> line.split(" \\([0-9r]")[0]))
        .containsExactly(
            "Left out: ingest, outcomes, associate; a tie list has no claims.",
            "ties       ties physicians who share patients",
            "measures   measures the network of every region",
            "           not compared, because not measured with the same settings: 2015Q3"
                + " (previous), 2014Q4 (year-before)",
            "changes    compares the period with the one before and a year before",
            "           published.tie: 78 rows withheld (small)",
            "           published.physician_measure: 107 rows withheld (small)",
            "           published.community: 9 rows withheld (small)",
            "           published.region_measure: 7 rows withheld (small)",
            "publish    publishes what analysts may see",
            "           " + runs.warehouse() + "/report/2015Q4/report.html",
            "report     writes the report",
            "Done: 2015Q4 in " + runs.warehouse());
    assertThat(runs.tables().exists(Tables.CLAIM_LINE)).isFalse();
    assertThat(TextTable.lines(runs.tables().read(Tables.TIE), "npi_a", "npi_b"))
        .hasSize(78)
        .contains("0100 0101", "0132 0133");
  }

  @Test
  @Order(2)
  void physiciansOfTheKarateClubAreWhereNetworkxPutsThem() throws IOException {
    Map<String, Row> found = new HashMap<>();
    runs.tables()
        .read(Tables.PHYSICIAN_MEASURE, "2015Q4")
        .where("tie_rule = 'all' AND region_type = 'hospital' AND region_id = 'H'")
        .collectAsList()
        .forEach(row -> found.put(row.getAs("npi"), row));
    List<String[]> nodes = golden("karate_nodes.csv");
    assertThat(found).hasSize(34).hasSameSizeAs(nodes);
    for (String[] node : nodes) {
      Row row = found.get(npi(node[0]));
      assertThat(row.<Long>getAs("degree")).isEqualTo(Long.parseLong(node[1]));
      assertThat(row.<Long>getAs("strength")).isEqualTo(Long.parseLong(node[2]));
      assertThat(row.<Double>getAs("betweenness"))
          .isCloseTo(Double.parseDouble(node[3]), within(1e-6));
      assertThat(row.<Double>getAs("betweenness_normalized"))
          .isCloseTo(Double.parseDouble(node[4]), within(1e-9));
      if (node[1].equals("1")) {
        assertThat(row.<Double>getAs("clustering")).isNull();
      } else {
        assertThat(row.<Double>getAs("clustering"))
            .isCloseTo(Double.parseDouble(node[11]), within(1e-9));
      }
      assertThat(row.<Long>getAs("triangles")).isEqualTo(Long.parseLong(node[12]));
      assertThat(row.<Double>getAs("adjusted_degree_all_ties"))
          .isCloseTo(100 * Double.parseDouble(node[1]) / Double.parseDouble(node[2]), within(1e-9));
      for (String unknown : List.of("patients", "shared_patients", "adjusted_degree")) {
        assertThat(row.<Object>getAs(unknown)).as(unknown).isNull();
      }
    }
  }

  /** Expected values: density, transitivity and mean clustering of networkx. */
  @Test
  @Order(3)
  void theClubIsTheRegionThatNetworkxMeasures() {
    Row club =
        runs.tables()
            .read(Tables.REGION_MEASURE, "2015Q4")
            .where("tie_rule = 'all' AND region_type = 'hospital' AND region_id = 'H'")
            .head();
    assertThat(club.<Double>getAs("density")).isCloseTo(0.13903743315508021, within(1e-12));
    assertThat(club.<Double>getAs("transitivity")).isCloseTo(0.2556818181818182, within(1e-12));
    assertThat(club.<Double>getAs("clustering_mean")).isCloseTo(0.5706384782076823, within(1e-12));
    assertThat(club.<Double>getAs("shared_patients_mean")).isNull();
    assertThat(club.<Double>getAs("adjusted_degree_median")).isNull();
    Row nation =
        runs.tables()
            .read(Tables.REGION_MEASURE, "2015Q4")
            .where("tie_rule = 'all' AND region_type = 'nation'")
            .head();
    assertThat(nation.<Long>getAs("physicians"))
        .as("with one of the node file alone")
        .isEqualTo(35);
    assertThat(nation.<Long>getAs("isolates")).isEqualTo(1);
  }

  @Test
  @Order(4)
  void whatClaimsMadeOfThePeriodIsGoneAndOfAnotherPeriodStays() {
    for (Table table :
        List.of(Tables.PATIENT_PHYSICIAN, Tables.PATIENT_OUTCOME, Tables.NETWORK_OUTCOME)) {
      assertThat(TextTable.lines(runs.tables().read(table), "period"))
          .as(table.name())
          .containsExactly("2014Q4");
    }
    assertThat(RunHistory.of(runs.tables()).stages("2015Q4"))
        .as("a later run on claims does them again")
        .containsAllEntriesOf(
            Map.of("outcomes", RunRecord.PENDING, "associate", RunRecord.PENDING));
  }

  @Test
  @Order(5)
  void everyRowOfEveryFileIsAccountedFor() {
    assertThat(
            TextTable.lines(
                runs.tables().read(Tables.RECONCILIATION),
                "stage",
                "source_file",
                "rows_in",
                "rows_accepted",
                "rows_rejected",
                "rows_filtered"))
        .containsExactly("ties nodes.csv 35 35 0 0", "ties ties.csv 78 78 0 0");
  }

  @Test
  @Order(6)
  void aSecondRunDoesNothing() {
    Set<String> before = runs.commits();
    assertThat(runs.run(settings())).startsWith("Nothing to do: 2015Q4 is up to date");
    assertThat(runs.commits()).isEqualTo(before);
  }

  @Test
  @Order(7)
  void stagesOfClaimsAndMeasuresOfOtherTiesAreRefused() {
    for (Stage stage : List.of(Stage.INGEST, Stage.OUTCOMES, Stage.ASSOCIATE)) {
      refused(2, () -> runs.runOne(stage, settings()))
          .hasMessage(
              "Cannot run "
                  + stage.label()
                  + ": it needs claims, and source.format = shared-patients has none. Run"
                  + " jobs/submit run for every stage of a tie list, or set source.format to the"
                  + " layout of claims.");
    }
    refused(2, () -> runs.runOne(Stage.MEASURES, settings("tie.rules=min-7")))
        .hasMessage(
            "Cannot run measures: stage ties was done with another source, settings or build. Run"
                + " jobs/submit ties or jobs/submit run first.");
  }

  @Test
  @Order(8)
  void aChangedSettingRunsOnlyWhatDependsOnIt() {
    assertThat(stages(runs.run(settings("measure.regions=nation"))))
        .containsExactly("measures", "changes");
    assertThat(runs.run(settings("measure.regions=nation", "encounter.policy=any")))
        .as("encounters are of claims")
        .startsWith("Nothing to do");
  }

  @Test
  @Order(9)
  void aListThatCannotBeUsedLeavesTheTablesAsTheyWere() throws IOException {
    Set<String> before = runs.commits();
    Files.writeString(
        list.resolve("more.csv"), "npi_a,npi_b,shared_patients\n1,2,\n" + "3,4,0\n".repeat(9));
    refused(3, () -> runs.run(settings()))
        .hasMessageStartingWith("Invalid source: 10 of 123 rows are rejected (");
    Files.writeString(list.resolve("more.csv"), "a,b\n1,2\n");
    refused(3, () -> runs.run(settings()))
        .hasMessageStartingWith("Unsupported columns in more.csv");
    assertThat(runs.commits()).isEqualTo(before);
  }

  @Test
  @Order(10)
  void anotherListOfThePeriodTakesThePlaceOfTheFirst() throws IOException {
    Path directed = folder.resolve("physician-shared-patient-patterns.txt");
    Files.writeString(
        directed,
        "0101, 0102, 20, 11, 3\n0102, 0101, 16, 12, 0\n0103, 0101, 4, 4, 0\n0103,0103,9,9,9\n");
    String path = "source.path=" + directed;
    assertThat(stages(runs.run(settings(path, "measure.regions=nation", "source.window-days=30"))))
        .containsExactly("ties", "measures", "changes");
    assertThat(
            TextTable.lines(
                runs.tables().read(Tables.REFERRAL, "2015Q4"),
                "window_days",
                "from_npi",
                "to_npi",
                "pair_count",
                "patients",
                "same_day",
                "wait_mean_days"))
        .containsExactly(
            "30 0101 0102 20 11 3 -", "30 0102 0101 16 12 0 -", "30 0103 0101 4 4 0 -");
    assertThat(
            TextTable.lines(
                runs.tables()
                    .read(Tables.TIE, "2015Q4")
                    .selectExpr("*", "concat_ws('+', kept) AS rules"),
                "npi_a",
                "npi_b",
                "shared_patients",
                "newman_weight",
                "min_encounters",
                "same_hospital",
                "rules"))
        .containsExactly("0101 0102 12 - - false all+min-5", "0101 0103 4 - - false all");
    assertThat(
            TextTable.lines(
                runs.tables().read(Tables.PHYSICIAN_MEASURE, "2015Q4"),
                "tie_rule",
                "npi",
                "degree"))
        .containsExactly(
            "all 0101 2",
            "all 0102 1",
            "all 0103 1",
            "min-5 0101 1",
            "min-5 0102 1",
            "min-5 0103 0");
  }

  /** The stages that a run told it ran; notes on a stage are indented. */
  private static List<String> stages(String told) {
    return told.lines()
        .filter(line -> !line.matches("( |Left out:|Done:).*"))
        .map(line -> line.split(" ")[0])
        .toList();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      int exitStatus, ThrowingCallable run) {
    return assertThatThrownBy(run)
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(exitStatus));
  }
}
