package org.claimgraph.job;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.claims.Intake;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.EncounterConfig.Policy;
import org.claimgraph.config.NetworkBasis;
import org.claimgraph.job.Backfill.OnExisting;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.RunLock;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.ties.LinkCounts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One warehouse through its life: first run, second run, changes, failures. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineTest {

  @TempDir static Path folder;

  /** Not written unless a file of attributes is named. */
  private static final Set<Table> ATTRIBUTES =
      Set.of(Tables.PHYSICIAN_ATTRIBUTE, Tables.ATTRIBUTE_HOMOPHILY);

  private static Runs runs;

  @BeforeAll
  static void simulate(SparkSession spark) {
    runs = new Runs(spark, folder).simulate();
  }

  @Test
  @Order(1)
  void aRunFillsEveryTableAndRecordsItself(SparkSession spark) {
    String told = runs.run("publish.automatically=true");
    assertThat(told)
        .contains(
            "ingest",
            "ties",
            "measures",
            "changes",
            "outcomes",
            "associate",
            "publish",
            "report",
            "Done: 2010Q4");
    // No row is rejected, no other period is measured, and random networks are not asked for.
    Set<Table> empty = Set.of(Tables.REJECTED_ROW, Tables.REGION_NULL, Tables.CHANGE);
    for (Table table : Tables.all()) {
      if (ATTRIBUTES.contains(table)) {
        assertThat(runs.tables().exists(table)).as(table.name()).isFalse();
        continue;
      }
      if (table.isPublished()) {
        // What is left of it is another matter; at least it has that of which it is.
        boolean isThere = !table.equals(Tables.named("published.attribute_homophily"));
        assertThat(runs.tables().exists(table)).as(table.name()).isEqualTo(isThere);
        continue;
      }
      assertThat(runs.tables().exists(table)).as(table.name()).isTrue();
      assertThat(runs.tables().read(table).isEmpty())
          .as(table.name())
          .isEqualTo(empty.contains(table));
    }
    List<String> verified = new ArrayList<>();
    new PublicationLedger(spark, runs.tables()).verify(verified::add);
    assertThat(verified)
        .hasSize(15)
        .anyMatch(line -> line.matches("published.physician: .* [1-9]\\d* rows"));
    Row run = runs.tables().read(Tables.RUN).head();
    assertThat(run.<String>getAs("status")).isEqualTo("done");
    assertThat(run.getJavaMap(run.fieldIndex("stages")).keySet()).hasSize(8);
    assertThat(run.getJavaMap(run.fieldIndex("output_versions")).keySet()).hasSize(39);
    assertThat(run.getJavaMap(run.fieldIndex("input_versions")).keySet())
        .map(Object::toString)
        .contains("claim_line.csv", "claims.claim_line", "network.tie");
    assertThat(run.<Integer>getAs("exit_status")).isZero();
    assertThat(run.getJavaMap(run.fieldIndex("claims")).keySet())
        .map(Object::toString)
        .contains("claims.claim_line 2010Q4", "claims.stay 2010Q4", "claims.hospital");
  }

  @Test
  @Order(2)
  void theReportTellsOfEachFigureWhatItShowsOrWhyItIsEmpty() throws IOException {
    Path report = Path.of(runs.warehouse(), "report", "2010Q4");
    String html = Files.readString(report.resolve("report.html"));
    assertThat(html.split("<figure id=", -1)).hasSize(16);
    assertThat(html)
        .contains("id=\"chart-degrees\"", "id=\"chart-rows\"", "rows read", "id=\"figure-effects\"")
        .contains("Settings of this run", "tie.rules = ")
        .doesNotContain(folder.toString());
    assertThat(Files.readString(report.resolve("data/degrees.csv"))).startsWith("ties,primary,");
    assertThat(report.resolve("report.json")).isNotEmptyFile();
    try (Stream<Path> reports = Files.list(report.getParent())) {
      assertThat(reports).containsExactly(report);
    }
  }

  @Test
  @Order(2)
  void whatEachStageTookIsInATableAndBesideTheTables() throws IOException {
    Row metrics = runs.tables().read(Tables.STAGE_METRIC).where("stage = 'ties'").head();
    for (String positive :
        List.of("jobs", "tasks", "input_bytes", "input_records", "shuffle_bytes")) {
      assertThat(metrics.<Long>getAs(positive)).as(positive).isPositive();
    }
    assertThat(metrics.<Double>getAs("seconds")).isPositive();
    assertThat(metrics.<Long>getAs("failed_tasks")).isZero();
    Row run = runs.tables().read(Tables.RUN).head();
    Path file = Path.of(runs.warehouse(), "runs", run.getAs("run_id") + ".json");
    JsonNode told = new ObjectMapper().readTree(file.toFile());
    assertThat(told.path("exit_status").asInt(-1)).isZero();
    assertThat(told.path("stages").path("ties").asText())
        .isEqualTo(run.getJavaMap(run.fieldIndex("stages")).get("ties"));
    assertThat(told.path("stage_metrics").path("ties").path("tasks").asLong())
        .isEqualTo(metrics.<Long>getAs("tasks"));
    assertThat(file.getParent().toFile().list())
        .as("nothing unfinished")
        .allMatch(name -> name.endsWith(".json") || name.endsWith(".json.crc"));
  }

  @Test
  @Order(2)
  void everyRowIsAccountedFor() {
    List<Row> broken =
        runs.tables()
            .read(Tables.RECONCILIATION)
            .where("rows_in <> rows_accepted + rows_rejected + rows_filtered")
            .collectAsList();
    assertThat(broken).isEmpty();
    assertThat(runs.tables().read(Tables.RECONCILIATION).where("rows_in > 0").count()).isEqualTo(6);
  }

  @Test
  @Order(2)
  void pairsOfTheNationAreItsTies() {
    Dataset<Row> ties = runs.tables().read(Tables.TIE);
    Row teams = runs.tables().read(Tables.TEAM).where("region_type = 'nation' AND size = 2").head();
    assertThat(teams.<Long>getAs("groups")).isEqualTo(ties.count());
    assertThat(teams.<Long>getAs("recurring_groups"))
        .isEqualTo(ties.where("shared_patients > 1").count());
    // A tie of w patients is in the pairs of w patients, and adds w to each.
    assertThat(sum(Tables.CARE_DENSITY, "pairs")).isEqualTo(sum(Tables.TIE, "shared_patients"));
    assertThat(sum(Tables.CARE_DENSITY, "round(care_density * pairs)"))
        .isEqualTo(sum(Tables.TIE, "shared_patients * shared_patients"));
  }

  private static long sum(Table table, String column) {
    return runs.tables()
        .read(table)
        .selectExpr("cast(sum(" + column + ") AS BIGINT)")
        .head()
        .getLong(0);
  }

  @Test
  @Order(2)
  void whatCheckForetellsIsWhatARunMakesAndNamesNobody(SparkSession spark) {
    Set<String> before = runs.commits();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    TieForecast forecast = runs.forecast();
    forecast.tell(new PrintStream(told, true, StandardCharsets.UTF_8));
    LinkCounts counts = forecast.cost().counts();
    Dataset<Row> links = runs.tables().read(Tables.PATIENT_PHYSICIAN);
    Dataset<Row> ties = runs.tables().read(Tables.TIE);
    assertThat(counts.links()).isEqualTo(links.count());
    assertThat(counts.patients()).isEqualTo(links.select("patient_id").distinct().count());
    assertThat(counts.physicians()).isEqualTo(runs.tables().read(Tables.PERIOD_PHYSICIAN).count());
    assertThat(counts.pairs()).isEqualTo(ties.selectExpr("sum(shared_patients)").head().getLong(0));
    assertThat(counts.mostTies()).isGreaterThanOrEqualTo(ties.count());
    assertThat(told.toString(StandardCharsets.UTF_8).split("[^A-Za-z0-9]+"))
        .contains("patients", "physicians")
        .doesNotContainAnyElementsOf(
            links
                .selectExpr("explode(array(patient_id, npi))")
                .as(Encoders.STRING())
                .collectAsList());
    assertThat(runs.commits()).isEqualTo(before);
  }

  @Test
  @Order(2)
  void aPeriodThatCannotHaveTiesIsRefusedByCheckAsByARun() {
    assertThat(runs.forecast("period.end=2009Q4").cost().counts().links()).isPositive();
    assertThatThrownBy(() -> runs.forecast("period.end=1999Q4"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Invalid period 1999Q4: no claim line in it connects");
  }

  @Test
  @Order(3)
  void aSecondRunDoesNothingAndSaysSo() {
    Set<String> before = runs.commits();
    long versions = runs.tables().version(Tables.RUN);
    assertThat(runs.run())
        .isEqualTo("Nothing to do: 2010Q4 is up to date in " + runs.warehouse() + ".\n");
    assertThat(runs.commits()).isEqualTo(before);
    assertThat(runs.tables().version(Tables.RUN)).isEqualTo(versions);
  }

  @Test
  @Order(3)
  void aDryRunTellsWhatWouldRunAndWhyAndWritesNothing(SparkSession spark) {
    Set<String> before = runs.commits();
    long versions = runs.tables().version(Tables.RUN);
    assertThat(plan(spark)).isEmpty();
    assertThat(plan(spark, "associate.confidence=0.9")).containsOnly("associate: other settings");
    assertThat(plan(spark, "tie.rules=all,min-11"))
        .containsExactly(
            "ties: other settings",
            "measures: other settings, recomputed upstream: ties",
            "changes: recomputed upstream: measures",
            "associate: other settings, recomputed upstream: measures");
    assertThat(plan(spark, "period.end=2009Q4"))
        .containsExactly(
            "ties: not done yet",
            "measures: not done yet",
            "changes: not done yet",
            "outcomes: not done yet",
            "associate: not done yet");
    assertThat(plan(spark, "source.max-rejected-share=0.5"))
        .containsExactly("ingest: other settings");
    assertThat(runs.commits()).isEqualTo(before);
    assertThat(runs.tables().version(Tables.RUN)).isEqualTo(versions);
  }

  private static List<String> plan(SparkSession spark, String... settings) {
    Configuration config = runs.config(settings);
    Map<String, String> files = Intake.survey(spark, config.source()).sha256();
    Plan plan = new Pipeline(spark, config, System.err).plan(files);
    return plan.why().entrySet().stream()
        .map(step -> step.getKey().label() + ": " + step.getValue())
        .toList();
  }

  @Test
  @Order(4)
  void aChangedSettingRunsOnlyWhatDependsOnIt() throws IOException {
    assertThat(stages(runs.run("associate.confidence=0.9"))).containsExactly("associate");
    assertThat(runs.run("associate.confidence=0.9")).startsWith("Nothing to do");
    Path file = attributesOfEverySecondPhysician();
    String told = runs.run("measure.adjusted-degree-scope=hrr", "attributes.path=" + file);
    assertThat(stages(told)).containsExactly("measures", "changes", "associate");
    assertThat(told)
        .containsPattern(
            "           [0-9]+ values of 1 attribute, 0 of them texts; rows left out: 1 of");
    String[] key = {"tie_rule", "attribute", "npi"};
    assertThat(runs.tables().read(Tables.PHYSICIAN_ATTRIBUTE).dropDuplicates(key).count())
        .isPositive()
        .isEqualTo(runs.tables().read(Tables.PHYSICIAN_ATTRIBUTE).count());
    // In the nation and in both HRRs at least, where everything has a value.
    assertThat(
            runs.tables()
                .read(Tables.ATTRIBUTE_HOMOPHILY)
                .where("ties > 0 AND moran_i IS NOT NULL AND difference_tied IS NOT NULL")
                .count())
        .isGreaterThanOrEqualTo(3);
    assertThat(stages(runs.run())).containsExactly("measures", "changes", "associate");
    for (Table table : ATTRIBUTES) {
      assertThat(runs.tables().read(table).isEmpty()).as(table.name()).isTrue();
    }
  }

  private static Path attributesOfEverySecondPhysician() throws IOException {
    StringBuilder rows = new StringBuilder("npi,attribute,value\nnobody,adoption,1\n");
    List<Row> physicians =
        runs.tables().read(Tables.PERIOD_PHYSICIAN).select("npi").orderBy("npi").collectAsList();
    for (int i = 0; i < physicians.size(); i += 2) {
      rows.append(physicians.get(i).getString(0)).append(",adoption,").append(i % 7).append('\n');
    }
    return Files.writeString(folder.resolve("attributes.csv"), rows);
  }

  @Test
  @Order(5)
  @Tag("long")
  void runningAgainOverTheTablesGivesTheSameBits() {
    Map<String, String> before = runs.fingerprints();
    for (Stage stage : List.of(Stage.INGEST, Stage.TIES, Stage.OUTCOMES)) {
      runs.runOne(stage);
    }
    assertThat(runs.fingerprints()).isEqualTo(before);
    assertThat(runs.run()).startsWith("Nothing to do");
  }

  @Test
  @Order(6)
  void aRunThatWasKilledGoesOnAfterTheLastStageThatWasDone() {
    List<String> before = tiesOf("2010Q4");
    for (String stage : List.of("ties", "measures")) {
      assertThat(stages(runs.runUntilKilledAfter(stage, "period.end=2009Q4")))
          .containsExactly(stage);
      assertThat(lastStatus("2009Q4")).isEqualTo("interrupted 1");
    }
    assertThat(stages(runs.run("period.end=2009Q4")))
        .containsExactly("changes", "outcomes", "associate");
    assertThat(lastStatus("2009Q4")).isEqualTo("done 0");
    assertThat(tiesOf("2009Q4")).isNotEmpty();
    assertThat(tiesOf("2010Q4")).as("another period").isEqualTo(before);
  }

  private static String lastStatus(String period) {
    RunStatus last =
        RunStatus.of(RunHistory.of(runs.tables()), held -> false).stream()
            .filter(status -> status.run().period().equals(period))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    return last.status() + " " + last.exitStatus();
  }

  @Test
  @Order(7)
  void aNetworkIsComparedWithThatOfAYearBeforeOnceItIsThere(SparkSession spark) {
    assertThat(plan(spark)).containsExactly("changes: another period was measured anew");
    assertThat(stages(runs.run())).containsExactly("changes");
    runs.tables().read(Tables.CHANGE, "2010Q4").createOrReplaceTempView("change");
    runs.tables().read(Tables.REGION_MEASURE).createOrReplaceTempView("measure");
    String key = " USING (tie_rule, region_type, region_id)";
    Row found =
        spark
            .sql(
                "SELECT count(*), min(before_period || against), max(before_period || against),"
                    + " count_if(ties_born + ties_kept <> coalesce(now.ties, 0)),"
                    + " count_if(ties_lost + ties_kept <> coalesce(then.ties, 0)),"
                    + " count_if(physicians_entered + physicians_stayed"
                    + " <> coalesce(now.physicians, 0)),"
                    + " count_if(physicians_left + physicians_stayed"
                    + " <> coalesce(then.physicians, 0)),"
                    + " count_if(NOT change['density'] <=> now.density - then.density),"
                    + " count_if(change['degree_mean'] <> 0), sum(ties_kept)"
                    + " FROM change"
                    + " LEFT JOIN (SELECT * FROM measure WHERE period = '2010Q4') AS now"
                    + key
                    + " LEFT JOIN (SELECT * FROM measure WHERE period = '2009Q4') AS then"
                    + key)
            .head();
    assertThat(found.getString(1)).isEqualTo("2009Q4year-before").isEqualTo(found.getString(2));
    for (int broken = 3; broken <= 7; broken++) {
      assertThat(found.getLong(broken)).as("column " + broken).isZero();
    }
    for (int something : List.of(0, 8, 9)) {
      assertThat(found.getLong(something)).as("column " + something).isPositive();
    }
    assertThat(runs.run()).startsWith("Nothing to do: 2010Q4");
  }

  @Test
  @Order(8)
  void aPeriodWithoutEncountersIsRefusedRecordedAndLeavesOthersAlone() {
    List<String> before = tiesOf("2010Q4");
    assertThatThrownBy(() -> runs.run("period.end=1999Q4"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid period 1999Q4: no claim line in it connects a patient and a physician under"
                + " encounter.policy = significant and encounter.min-patients = 1. Set period.end to a quarter of the claims, or"
                + " encounter.policy = any where lines carry no procedure codes.");
    Row run = runs.tables().read(Tables.RUN).where("period = '1999Q4'").head();
    assertThat(run.<String>getAs("status")).isEqualTo("failed");
    assertThat(run.<String>getAs("error")).startsWith("Invalid period 1999Q4");
    assertThat(run.<Integer>getAs("exit_status")).isEqualTo(3);
    assertThat(Path.of(runs.warehouse(), "runs", run.getAs("run_id") + ".json"))
        .content()
        .contains("\"exit_status\" : 3", "Invalid period 1999Q4");
    assertThat(tiesOf("2010Q4")).isEqualTo(before);
  }

  @Test
  @Order(10)
  void aChangedLookupFileChangesWhatDependsOnIt(SparkSession spark) throws IOException {
    Path rvu = Files.writeString(folder.resolve("rvu.csv"), "hcpcs,rvu\n71020,3\n");
    Pipeline pipeline = new Pipeline(spark, runs.config("encounter.rvu=" + rvu), System.err);
    Map<Stage, StageFingerprint> before = pipeline.plan(Map.of()).fingerprints();
    Files.writeString(rvu, "hcpcs,rvu\n71020,1\n");
    Map<Stage, StageFingerprint> after = pipeline.plan(Map.of()).fingerprints();
    assertThat(after.get(Stage.INGEST)).isEqualTo(before.get(Stage.INGEST));
    assertThat(after.get(Stage.TIES)).isNotEqualTo(before.get(Stage.TIES));
    assertThat(after.get(Stage.ASSOCIATE)).isNotEqualTo(before.get(Stage.ASSOCIATE));
  }

  @Test
  @Order(10)
  void anotherPseudonymKeyChangesEverything(SparkSession spark) throws IOException {
    Path key = folder.resolve("key");
    Files.createFile(key, PosixFilePermissions.asFileAttribute(Set.of(OWNER_READ, OWNER_WRITE)));
    Files.writeString(key, "one key of more than thirty-two letters");
    Pipeline pipeline =
        new Pipeline(spark, runs.config("source.pseudonym-key-file=" + key), System.err);
    StageFingerprint before = pipeline.plan(Map.of()).fingerprints().get(Stage.INGEST);
    assertThat(pipeline.plan(Map.of()).fingerprints().get(Stage.INGEST)).isEqualTo(before);
    Files.writeString(key, "another key of thirty-two letters and more");
    assertThat(pipeline.plan(Map.of()).fingerprints().get(Stage.INGEST)).isNotEqualTo(before);
  }

  @Test
  @Order(11)
  void aPeriodThatAnotherRunHoldsIsRefused(SparkSession spark) {
    RunLock held =
        RunLock.acquire(
            spark.sessionState().newHadoopConf(), runs.warehouse(), "2010Q4", "another run");
    try {
      assertThatThrownBy(() -> runs.run())
          .isInstanceOfSatisfying(
              UserException.class, busy -> assertThat(busy.exitStatus()).isEqualTo(4))
          .hasMessageStartingWith("Cannot run 2010Q4: another run holds it");
    } finally {
      held.close();
    }
  }

  @Test
  @Order(11)
  void aRunWaitsWhileAnotherReadsTheSource(SparkSession spark) throws Exception {
    RunLock held =
        RunLock.acquire(
            spark.sessionState().newHadoopConf(), runs.warehouse(), "claims", "another run");
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<String> told = other.submit(() -> runs.run());
      assertThatThrownBy(() -> told.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      held.close();
      assertThat(told.get())
          .contains("Waiting: another run holds claims.")
          .contains("Nothing to do: 2010Q4 is up to date");
    } finally {
      other.shutdownNow();
      held.close();
    }
  }

  @Test
  @Order(11)
  void aJobReadsTheClaimsThatItPinnedWhateverBecomesOfThem(SparkSession spark) {
    TableStore tables = runs.tables();
    long version = tables.version(Tables.HOSPITAL);
    Dataset<Row> before =
        spark.createDataFrame(
            tables.read(Tables.HOSPITAL).collectAsList(), tables.read(Tables.HOSPITAL).schema());
    RunRecord run = new RunRecord(spark, tables, "r", "measures", "2010Q4", Instant.EPOCH, "", "");
    Job job = new Job(spark, runs.config(), tables, run, null, System.err);
    job.pinClaims();
    try {
      tables.replace(Tables.HOSPITAL, before.where("false"));
      assertThat(job.read(Tables.HOSPITAL).count()).isEqualTo(before.count()).isPositive();
      assertThat(run.inputVersions()).containsEntry("claims.hospital", Long.toString(version));
      assertThat(tables.read(Tables.HOSPITAL).count()).isZero();
    } finally {
      tables.replace(Tables.HOSPITAL, before);
    }
  }

  @Test
  @Order(12)
  void aStageWhoseInputIsNotDoneIsRefused() {
    assertThatThrownBy(() -> runs.runOne(Stage.MEASURES, "period.end=2008Q4"))
        .hasMessage(
            "Cannot run measures: stage ties is not done. Run jobs/submit ties or jobs/submit run"
                + " first.");
  }

  @Test
  @Order(13)
  void aStageWhoseInputWasMadeWithOtherSettingsIsRefused() {
    assertThatThrownBy(() -> runs.runOne(Stage.MEASURES, "tie.rules=all,min-11"))
        .hasMessage(
            "Cannot run measures: stage ties was done with another source, settings or build."
                + " Run jobs/submit ties or jobs/submit run first.");
  }

  @Test
  @Order(14)
  void aMisspeltCovariateIsRefused() {
    assertThatThrownBy(() -> runs.runOne(Stage.ASSOCIATE, "associate.covariates=bedz"))
        .hasMessage(
            "Invalid associate.covariates: bedz is neither a column of analysis.network_outcome nor"
                + " a covariate of a hospital. DESCRIBE analysis.network_outcome lists the columns.");
  }

  @Test
  @Order(14)
  void everyPhysicianAndPatientWithOutcomesIsInAModelOrLeftOutForAReason() {
    String[] study = {
      "associate.regions=physician,patient",
      "associate.outcomes=physician_visits",
      "associate.exposures=adjusted_degree",
      "associate.covariates=specialty_group,beds",
      "associate.model=quasi-poisson",
      "associate.sensitivity.denominators=all-ties",
      "associate.sensitivity.samples=50",
      "associate.max-units=1000"
    };
    runs.runOne(Stage.ASSOCIATE, study);
    List<Row> effects =
        runs.tables().read(Tables.EFFECT, "2010Q4").where("cohort = 'all'").collectAsList();
    assertThat(effects)
        .extracting(row -> row.getAs("region_type") + ": " + row.getAs("specification"))
        .containsExactlyInAnyOrder(
            "physician: default",
            "physician: default [denominator=all-ties]",
            "physician: default [sample=50]",
            "physician: default [denominator=all-ties, sample=50]",
            "patient: default",
            "patient: default [denominator=all-ties]",
            "patient: default [sample=50]",
            "patient: default [denominator=all-ties, sample=50]");
    for (Row effect : effects) {
      Table outcomes =
          effect.getAs("region_type").equals("patient")
              ? Tables.PATIENT_OUTCOME
              : Tables.PHYSICIAN_OUTCOME;
      assertThat(effect.<Long>getAs("units")).isPositive();
      assertThat(effect.<Long>getAs("units") + effect.<Long>getAs("units_dropped"))
          .isEqualTo(runs.tables().read(outcomes, "2010Q4").where("cohort = 'all'").count());
    }
    study[study.length - 1] = "associate.max-units=9";
    assertThatThrownBy(() -> runs.runOne(Stage.ASSOCIATE, study))
        .hasMessageMatching(
            "Cannot compare [0-9]+ units \\(physician\\) of cohort all: associate.max-units is 9."
                + " Raise it and give the driver about 1 KB of memory for each, or restrict the"
                + " cohort.");
  }

  @Test
  @Order(14)
  void networksForAStudyAloneAreThoseOfTheTablesAndASampleIsPartOfThem(SparkSession spark) {
    Configuration config = runs.config();
    RunRecord run =
        new RunRecord(spark, runs.tables(), "r", "associate", "2010Q4", Instant.EPOCH, "", "");
    Job job = new Job(spark, config, runs.tables(), run, null, System.err);
    try (Staging staging = runs.tables().staging()) {
      Networks all = Networks.inferred(job, new NetworkBasis(Policy.SIGNIFICANT, 100), staging);
      Networks kept = Networks.ofPeriod(job);
      assertThat(sorted(all.physicians())).isEqualTo(sorted(kept.physicians()));
      String hospitals = "region_type = 'hospital'";
      assertThat(sorted(all.regions())).isEqualTo(sorted(kept.regions().where(hospitals)));
      assertThat(sorted(all.measures())).isEqualTo(sorted(kept.measures().where(hospitals)));
      Networks half = Networks.inferred(job, new NetworkBasis(Policy.SIGNIFICANT, 50), staging);
      long patients = half.physicians().selectExpr("sum(patients)").head().getLong(0);
      long allPatients = all.physicians().selectExpr("sum(patients)").head().getLong(0);
      assertThat(patients).isBetween(allPatients / 4, allPatients * 3 / 4);
    }
  }

  /** Rows as texts, whatever the order of rows and columns. */
  private static List<String> sorted(Dataset<Row> rows) {
    Column[] columns =
        Stream.of(rows.columns()).sorted().map(name -> col(name)).toArray(Column[]::new);
    return rows.select(columns).toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  @Order(15)
  void aChangedFileRunsEverythingThatDependsOnIt(SparkSession spark) throws IOException {
    String npi =
        runs.tables().read(Tables.PHYSICIAN).select("npi").orderBy("npi").head().getString(0);
    Files.writeString(
        runs.claims().resolve("claim_line.csv"),
        "new,1,P9,professional,2010-05-05,2010-05-05," + npi + ",rendering,11,11,99213,,80,60,\n",
        StandardOpenOption.APPEND);
    assertThat(stages(runs.run()))
        .containsExactly("ingest", "ties", "measures", "changes", "outcomes", "associate");
    assertThat(
            runs.tables().read(Tables.PATIENT_OUTCOME, "2010Q4").where("patient_id = 'P9'").count())
        .isEqualTo(1);
    assertThat(plan(spark, "period.end=2009Q4"))
        .as("its ties do not see the claim; its cohorts see the patient, its money the prices")
        .containsExactly("outcomes: other claims", "associate: recomputed upstream: outcomes");
  }

  @Test
  @Order(16)
  void aBackfillDoesWhatIsToBeDoneAndStopsAtAFailure() {
    assertThatThrownBy(() -> runs.backfill(OnExisting.fail, "2009Q4", "2010Q4"))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2))
        .hasMessageStartingWith("Cannot backfill 2009Q4, 2010Q4: completed before.");
    assertThat(runs.backfill(OnExisting.skip, "2009Q4", "2010Q4"))
        .isEqualTo("Skipped: 2009Q4, 2010Q4.\n");
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream log = new PrintStream(told, true, StandardCharsets.UTF_8);
    Backfill backfill = runs.backfill(OnExisting.replace, log, "1999Q4", "2009Q4", "2010Q4");
    backfill.tell(log);
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("2009Q4\ningest     is up to date\nties       is up to date\n")
        .contains("outcomes   would run: other claims\n");
    told.reset();
    assertThatThrownBy(backfill::run).hasMessageStartingWith("Invalid period 1999Q4");
    assertThat(told.toString(StandardCharsets.UTF_8))
        .endsWith("Stopped at 1999Q4; done: none;\nnot begun: 2009Q4, 2010Q4.\n");
    String replaced = runs.backfill(OnExisting.replace, "2009Q4", "2010Q4");
    assertThat(stages(replaced)).startsWith("outcomes", "associate", "Nothing");
    assertThat(replaced).contains("Nothing to do: 2010Q4 is up to date");
  }

  @Test
  @Order(17)
  void aRunThatWouldEmptyAPeriodLeavesItAsItWas(SparkSession spark) {
    Set<String> before = runs.commits();
    assertThatThrownBy(() -> runs.run("period.end=2009Q4", "encounter.min-patients=100000"))
        .hasMessageContaining("and encounter.min-patients = 100000.");
    assertThat(runs.commits()).isEqualTo(before);
    assertThat(plan(spark, "period.end=2009Q4"))
        .as("what the failed run had begun is done again")
        .hasSize(5)
        .element(0)
        .asString()
        .startsWith("ties: ");
  }

  @Test
  @Order(18)
  void aPhysicianLeftOutOfTheNetworkIsLeftOutOfReferrals(SparkSession spark) {
    List<Row> patients =
        runs.tables().read(Tables.PERIOD_PHYSICIAN, "2010Q4").orderBy("patients").collectAsList();
    long median = patients.get(patients.size() / 2).getAs("patients");
    runs.runOne(Stage.TIES, "encounter.min-patients=" + median, "referral.windows=60,7");
    runs.tables().read(Tables.PERIOD_PHYSICIAN, "2010Q4").createOrReplaceTempView("physician");
    runs.tables().read(Tables.REFERRAL, "2010Q4").createOrReplaceTempView("referral");
    assertThat(spark.table("physician").count()).isPositive().isLessThan(patients.size());
    assertThat(spark.sql("SELECT DISTINCT window_days FROM referral").collectAsList())
        .extracting(row -> row.getInt(0))
        .containsExactlyInAnyOrder(7, 60);
    assertThat(
            spark
                .sql(
                    "SELECT from_npi AS npi FROM referral UNION SELECT to_npi FROM referral"
                        + " EXCEPT SELECT npi FROM physician")
                .collectAsList())
        .isEmpty();
  }

  @Test
  @Order(19)
  void aFileOfAttributesBelongsToMeasures() {
    assertThat(Stage.MEASURES.lookups(runs.config("attributes.path=a.csv")))
        .containsExactly("a.csv");
  }

  @Test
  @Order(19)
  void otherReferralsAreAnotherTiesStage() {
    StageFingerprint usual = Stage.TIES.fingerprint(runs.config(), Map.of(), List.of());
    for (String setting :
        List.of(
            "referral.windows=7", "referral.construction=binning", "referral.count=first-follow")) {
      assertThat(Stage.TIES.fingerprint(runs.config(setting), Map.of(), List.of()))
          .as(setting)
          .isNotEqualTo(usual);
    }
  }

  @Test
  @Order(19)
  void patientsBelongAndAreComparedAsTheSettingsSay(SparkSession spark) {
    runs.runOne(
        Stage.OUTCOMES,
        "outcome.attribution.hospital=physician",
        "outcome.charlson.confirm-after-days=30",
        "outcome.risk.adjust-for=charlson,age",
        "outcome.winsorize=0.9");
    runs.tables().read(Tables.PATIENT_OUTCOME, "2010Q4").createOrReplaceTempView("patient");
    runs.tables().read(Tables.PHYSICIAN).createOrReplaceTempView("physician");
    runs.tables().read(Tables.REGION_OUTCOME, "2010Q4").createOrReplaceTempView("region");
    Row patients =
        spark
            .sql(
                "SELECT count_if(npi IS NOT NULL), max(charlson),"
                    + " count_if(patient.hospital <> coalesce(physician.hospital, 'unknown'))"
                    + " FROM patient LEFT JOIN physician USING (npi)")
            .head();
    assertThat(patients.getLong(0)).isPositive();
    assertThat(patients.getInt(1)).isPositive();
    assertThat(patients.getLong(2)).isZero();
    Row regions =
        spark
            .sql(
                "SELECT max(abs(spending_expected / spending_mean - 1))"
                    + " FILTER (WHERE region_type = 'nation'),"
                    + " max(abs(spending_expected / spending_mean - 1))"
                    + " FILTER (WHERE region_type = 'hospital'),"
                    + " min(winsorized_at['spending']) FROM region WHERE cohort = 'all'")
            .head();
    assertThat(regions.getDouble(0)).isLessThan(1e-12);
    assertThat(regions.getDouble(1)).isGreaterThan(1e-3);
    assertThat(regions.getDouble(2)).isPositive();
  }

  @Test
  @Order(20)
  void aCheckThatFailsStopsTheRunBeforeATableChanges() {
    Set<String> before = runs.commits();
    String[] settings = {
      "checks.lines.sql=SELECT count(*) FROM claim_line",
      "checks.lines.threshold=0",
      "checks.lines.severity=error"
    };
    assertThatThrownBy(() -> runs.run(settings))
        .hasMessageStartingWith("Invalid source: lines is ")
        .hasMessageContaining(", at most 0 passes. No table was changed.");
    assertThat(runs.commits()).isEqualTo(before);
    assertThat(runs.tables().read(Tables.CHECK_RESULT).where("NOT passed AND severity = 'error'"))
        .satisfies(failed -> assertThat(failed.count()).isEqualTo(1));
  }

  @Test
  @Order(21)
  void rowsThatDoNotAddUpAndTablesOfAnotherVersionStopTheRunBeforeATableChanges(SparkSession spark)
      throws IOException {
    Set<String> before = runs.commits();
    Path presets = Files.createDirectories(folder.resolve("presets"));
    try (InputStream shipped =
        Intake.class.getResourceAsStream("/org/claimgraph/claims/canonical/claim_line.sql")) {
      String sql = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(presets.resolve("claim_line.sql"), sql + "WHERE row_number <> 7\n");
    }
    assertThatThrownBy(() -> runs.runOne(Stage.INGEST, "source.presets=" + presets))
        .hasMessageStartingWith("Invalid reconciliation of stage ingest: claim_line.csv: ");
    spark
        .sql("SELECT 'r' AS run_id")
        .write()
        .format("delta")
        .mode(SaveMode.Overwrite)
        .option("overwriteSchema", true)
        .save(runs.tables().path(Tables.CHECK_RESULT));
    assertThatThrownBy(() -> runs.runOne(Stage.INGEST))
        .hasMessageStartingWith("Cannot write table ops.check_result below ");
    assertThat(runs.commits()).isEqualTo(before);
  }

  /** The stages that a run told it ran; notes on a stage are indented. */
  private static List<String> stages(String told) {
    return told.lines()
        .filter(line -> !line.startsWith(" ") && !line.startsWith("Done:"))
        .map(line -> line.split(" ")[0])
        .toList();
  }

  private static List<String> tiesOf(String period) {
    return runs.tables()
        .read(Tables.TIE, period)
        .orderBy(col("npi_a"), col("npi_b"))
        .toJSON()
        .collectAsList();
  }
}
