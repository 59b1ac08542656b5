package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.simulation.Effects;
import org.claimgraph.simulation.FileFormat;
import org.claimgraph.simulation.Layout;
import org.claimgraph.simulation.PlantedStudy;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the pipeline finds in simulated claims, in each layout; without effects, since not every
 * layout can have the same.
 */
@Tag("spark")
@Tag("long")
@ExtendWith(SparkExtension.class)
class SimulatedSourceTest {

  private static final String STAYS =
      "SELECT stay_id, patient_id, hospital, admission_date, discharge_date, drg, paid_amount"
          + " FROM stay";

  /** The month after the first pneumonia. */
  private static final String PNEUMONIA =
      "SELECT patient_id, min(admission_date) AS window_start, date_add(min(admission_date), 29) AS"
          + " window_end FROM stay WHERE diagnoses[0] = '486' GROUP BY patient_id";

  @TempDir static Path folder;

  private static Runs canonical;
  private static Runs synpuf;

  @BeforeAll
  static void run(SparkSession spark) {
    canonical = runs(spark, "canonical", Layout.CANONICAL);
    synpuf = runs(spark, "synpuf", Layout.DE_SYNPUF);
    for (Stage stage : List.of(Stage.INGEST, Stage.TIES, Stage.MEASURES, Stage.OUTCOMES)) {
      canonical.runOne(
          stage,
          "outcome.betos=" + canonical.claims().resolve("betos.csv"),
          "outcome.cohorts=all,last-two-years,pneumonia",
          "outcome.cohort-sql.pneumonia=" + PNEUMONIA);
      synpuf.runOne(
          stage,
          "outcome.betos=" + synpuf.claims().resolve("betos.csv"),
          "source.format=de-synpuf",
          "region.ssa-county=" + synpuf.claims().resolve("ssa_county.csv"),
          "region.county-hrr=" + synpuf.claims().resolve("county_hrr.csv"));
    }
  }

  private static Runs runs(SparkSession spark, String name, Layout layout) {
    return new Runs(spark, folder.resolve(name)).simulate(layout, FileFormat.CSV, Effects.NONE);
  }

  @Test
  void measuresOfHospitalsAreThoseOfTheTruth(SparkSession spark) {
    for (Runs runs : List.of(canonical, synpuf)) {
      assertThat(
              runs.tables()
                  .read(Tables.REGION_MEASURE, "2010Q4")
                  .where("tie_rule = 'all' AND region_type = 'hospital'")
                  .select(
                      "region_id", "adjusted_degree_median", "pcp_relative_centrality_winsorized")
                  .orderBy("region_id")
                  .toJSON()
                  .collectAsList())
          .hasSize(6)
          .isEqualTo(truth(spark, runs));
    }
  }

  private static List<String> truth(SparkSession spark, Runs runs) {
    return spark
        .read()
        .option("multiLine", true)
        .json(runs.claims().resolve("truth.json").toString())
        .selectExpr("inline(hospitals)")
        .selectExpr(
            "hospital AS region_id",
            "adjusted_degree_median",
            "CAST(pcp_relative_centrality_winsorized AS DOUBLE)")
        .orderBy("region_id")
        .toJSON()
        .collectAsList();
  }

  @Test
  void theHospitalOfEveryPhysicianIsKnownAndNobodyMeasuredDecidesIt(SparkSession spark) {
    for (Runs runs : List.of(canonical, synpuf)) {
      runs.tables().read(Tables.PERIOD_PHYSICIAN, "2010Q4").createOrReplaceTempView("physician");
      runs.tables().read(Tables.CLAIM_LINE).createOrReplaceTempView("line");
      runs.tables().read(Tables.PATIENT_OUTCOME, "2010Q4").createOrReplaceTempView("measured");
      assertThat(
              spark
                  .sql(
                      "SELECT npi, hospital FROM physician WHERE hospital_rule = 'own' EXCEPT"
                          + " SELECT npi, hospital FROM line WHERE claim_type = 'inpatient'"
                          + " AND patient_id NOT IN (SELECT patient_id FROM measured)")
                  .collectAsList())
          .isEmpty();
      assertThat(spark.table("physician").where("hospital_rule <> 'own'").collectAsList())
          .isEmpty();
      assertThat(spark.table("physician").count()).isGreaterThan(50);
    }
  }

  @Test
  void everyPatientInHospitalIsAttributedToTheHospitalAtHome(SparkSession spark) {
    canonical
        .tables()
        .read(Tables.PATIENT_OUTCOME, "2010Q4")
        .where("cohort = 'all'")
        .createOrReplaceTempView("outcome");
    spark
        .read()
        .option("header", true)
        .csv(canonical.claims().resolve("hospital.csv").toString())
        .createOrReplaceTempView("listed");
    assertThat(
            spark
                .sql(
                    "SELECT count(*), count_if(outcome.hrr = listed.hrr) FROM outcome"
                        + " JOIN listed USING (hospital)")
                .head())
        .satisfies(
            row -> {
              assertThat(row.getLong(0)).isGreaterThan(50);
              assertThat(row.getLong(1)).isEqualTo(row.getLong(0));
            });
  }

  @Test
  void deSynpufTellsTheSameStaysAndVisits(SparkSession spark) {
    assertThat(rows(synpuf, spark, Tables.STAY, STAYS))
        .hasSizeGreaterThan(100)
        .isEqualTo(rows(canonical, spark, Tables.STAY, STAYS));
    String visits =
        "SELECT claim_id, patient_id, npi, hcpcs, service_from, allowed_amount, paid_amount,"
            + " diagnoses[0] FROM claim_line WHERE claim_type = 'professional'"
            + " AND hcpcs <> '99284'";
    assertThat(rows(synpuf, spark, Tables.CLAIM_LINE, visits))
        .hasSizeGreaterThan(1_000)
        .isEqualTo(rows(canonical, spark, Tables.CLAIM_LINE, visits));
    String people = "SELECT patient_id, birth_date, death_date, sex, race, hrr FROM beneficiary";
    assertThat(rows(synpuf, spark, Tables.BENEFICIARY, people))
        .hasSize(324)
        .isEqualTo(rows(canonical, spark, Tables.BENEFICIARY, people));
  }

  /** With which the effects that were planted in the files are found: see PlantedEffectsTest. */
  @Test
  void imagesTestsAndVisitsOfThePipelineAreThoseOfTheFiles(SparkSession spark) {
    for (Runs runs : List.of(canonical, synpuf)) {
      runs.tables().read(Tables.CLAIM_LINE).createOrReplaceTempView("line");
      runs.tables()
          .read(Tables.PATIENT_OUTCOME, "2010Q4")
          .where("cohort = 'all'")
          .createOrReplaceTempView("outcome");
      String told =
          "sum(spending_imaging), sum(spending_tests), sum(physician_visits),"
              + " sum(medical_specialist_visits), sum(ed_visits), sum(spending), sum(icu_days)";
      Row pipeline = spark.sql("SELECT " + told + " FROM outcome").head();
      Row files =
          spark
              .sql(
                  "SELECT sum(paid_amount) FILTER (WHERE hcpcs LIKE '7%'),"
                      + " sum(paid_amount) FILTER (WHERE hcpcs LIKE '8%'),"
                      + " count(DISTINCT patient_id, npi, service_from) FILTER (WHERE hcpcs LIKE"
                      + " '99%' AND coalesce(specialty, '') NOT IN ('30', '93')),"
                      + " count(DISTINCT patient_id, npi, service_from) FILTER (WHERE hcpcs LIKE"
                      + " '99%' AND specialty IN ('06', '10', '29', '39', '83')),"
                      + " count(DISTINCT patient_id, service_from) FILTER (WHERE hcpcs = '99284'),"
                      + " sum(paid_amount) FROM line"
                      + " WHERE year(service_from) = 2010 AND patient_id IN (SELECT patient_id"
                      + " FROM outcome)")
              .head();
      for (int i : new int[] {0, 1, 2, 5}) {
        assertThat(pipeline.get(i)).as(told.split(", ")[i]).isEqualTo(files.get(i));
      }
      boolean specialties = runs == canonical;
      assertThat(pipeline.get(3)).isEqualTo(specialties ? files.get(3) : null);
      assertThat(pipeline.get(4)).isEqualTo(files.get(4));
      assertThat(pipeline.isNullAt(6)).isEqualTo(!specialties);
    }
  }

  /** So what plain code finds in a hundred nations, see PlantedStudy, the pipeline would find. */
  @Test
  void meansOfHospitalsAreThoseThatPlainCodeAddsUp(SparkSession spark) {
    try (Staging staging = canonical.tables().staging()) {
      List<Row> plain = new PlantedStudy(spark, Runs.nation(Effects.NONE), staging).hospitals();
      String[] columns =
          Stream.of(plain.get(0).schema().fieldNames())
              .filter(name -> name.equals("patients") || name.endsWith("_mean"))
              .toArray(String[]::new);
      Map<String, Row> found = new HashMap<>();
      canonical
          .tables()
          .read(Tables.REGION_OUTCOME, "2010Q4")
          .where("cohort = 'all' AND region_type = 'hospital' AND region_id <> 'unknown'")
          .collectAsList()
          .forEach(row -> found.put(row.getAs("region_id"), row));
      assertThat(plain).hasSize(6);
      assertThat(found).hasSize(6);
      for (Row hospital : plain) {
        Row row = found.get(hospital.<String>getAs("region_id"));
        for (String column : columns) {
          assertThat(((Number) row.getAs(column)).doubleValue())
              .as(column)
              .isCloseTo(((Number) hospital.getAs(column)).doubleValue(), within(1e-9));
        }
      }
    }
  }

  @Test
  void aCohortGivenAsSqlIsCountedInItsWindows(SparkSession spark) {
    canonical.tables().read(Tables.STAY).createOrReplaceTempView("stays");
    canonical
        .tables()
        .read(Tables.PATIENT_OUTCOME, "2010Q4")
        .where("cohort = 'pneumonia'")
        .createOrReplaceTempView("pneumonia");
    Row counts =
        spark
            .sql(
                "SELECT count(*), count_if(hospital_days > 0),"
                    + " count_if(window_end = date_add(window_start, 29)), (SELECT count(DISTINCT"
                    + " patient_id) FROM stays WHERE drg = '194') FROM pneumonia")
            .head();
    assertThat(counts.getLong(0)).isGreaterThan(10);
    for (int i = 1; i < 4; i++) {
      assertThat(counts.getLong(i)).isEqualTo(counts.getLong(0));
    }
    assertThat(spark.catalog().tableExists("stay")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE claims.stay"
            + "|Unsupported outcome.cohort-sql.x: it may only read, and this would change",
        "SELECT nobody FROM stay|Invalid outcome.cohort-sql.x: .UNRESOLVED_COLUMN",
        "SELECT patient_id FROM stay WHERE rand() < 0.5"
            + "|Invalid outcome.cohort-sql.x: it is random, so that it would give other rows",
        "SELECT patient_id FROM stay"
            + "|Invalid outcome.cohort-sql.x: it gives no column window_start of type DATE.",
        "SELECT patient_id, admission_date AS window_start, discharge_date AS window_end FROM stay"
            + "|Invalid outcome.cohort-sql.x: it gives [0-9]+ patients with several rows"
      })
  void aQueryThatGivesNoCohortIsRefused(String sql, String message) {
    List<String> before = rowsOf(Tables.PATIENT_OUTCOME);
    assertThatThrownBy(
            () ->
                canonical.runOne(
                    Stage.OUTCOMES, "outcome.cohorts=x", "outcome.cohort-sql.x=" + sql))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(message + ".*");
    assertThat(rowsOf(Tables.PATIENT_OUTCOME)).isEqualTo(before);
  }

  private static List<String> rowsOf(Table table) {
    return canonical.tables().read(table).toJSON().collectAsList().stream().sorted().toList();
  }

  private static List<String> rows(Runs runs, SparkSession spark, Table table, String sql) {
    String view = table.name().substring(table.name().indexOf('.') + 1);
    runs.tables().read(table).createOrReplaceTempView(view);
    return spark.sql(sql).toJSON().collectAsList().stream().sorted().toList();
  }
}
