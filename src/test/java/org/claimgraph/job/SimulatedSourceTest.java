package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.simulation.FileFormat;
import org.claimgraph.simulation.Layout;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the pipeline finds in simulated claims, in each layout. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class SimulatedSourceTest {

  private static final String STAYS =
      "SELECT stay_id, patient_id, hospital, admission_date, discharge_date, drg, paid_amount"
          + " FROM stay";

  @TempDir static Path folder;

  private static Runs canonical;

  @BeforeAll
  static void run(SparkSession spark) {
    canonical = new Runs(spark, folder.resolve("canonical")).simulate();
    for (Stage stage : List.of(Stage.INGEST, Stage.TIES, Stage.MEASURES, Stage.OUTCOMES)) {
      canonical.runOne(stage);
    }
  }

  @Test
  void measuresOfHospitalsAreThoseOfTheTruth(SparkSession spark) {
    List<String> truth =
        spark
            .read()
            .option("multiLine", true)
            .json(canonical.claims().resolve("truth.json").toString())
            .selectExpr("inline(hospitals)")
            .where("adjusted_degree_median IS NOT NULL")
            .selectExpr(
                "hospital AS region_id",
                "adjusted_degree_median",
                "pcp_relative_centrality_winsorized")
            .orderBy("region_id")
            .toJSON()
            .collectAsList();
    assertThat(truth).hasSize(6);
    assertThat(
            canonical
                .tables()
                .read(Tables.REGION_MEASURE, "2010Q4")
                .where("tie_rule = 'all' AND region_type = 'hospital' AND region_id <> 'unknown'")
                .where("adjusted_degree_median IS NOT NULL")
                .select("region_id", "adjusted_degree_median", "pcp_relative_centrality_winsorized")
                .orderBy("region_id")
                .toJSON()
                .collectAsList())
        .isEqualTo(truth);
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
    Runs synpuf =
        new Runs(spark, folder.resolve("synpuf")).simulate(Layout.DE_SYNPUF, FileFormat.CSV);
    String claims = synpuf.claims().toString();
    synpuf.runOne(
        Stage.INGEST,
        "source.format=de-synpuf",
        "region.ssa-county=" + claims + "/ssa_county.csv",
        "region.county-hrr=" + claims + "/county_hrr.csv");
    assertThat(rows(synpuf, spark, Tables.STAY, STAYS))
        .hasSizeGreaterThan(100)
        .isEqualTo(rows(canonical, spark, Tables.STAY, STAYS));
    String visits =
        "SELECT claim_id, patient_id, npi, hcpcs, service_from, allowed_amount, paid_amount,"
            + " diagnoses[0] FROM claim_line WHERE claim_type = 'professional'";
    assertThat(rows(synpuf, spark, Tables.CLAIM_LINE, visits))
        .hasSizeGreaterThan(1_000)
        .isEqualTo(rows(canonical, spark, Tables.CLAIM_LINE, visits));
    String people = "SELECT patient_id, birth_date, death_date, sex, race, hrr FROM beneficiary";
    assertThat(rows(synpuf, spark, Tables.BENEFICIARY, people))
        .hasSize(300)
        .isEqualTo(rows(canonical, spark, Tables.BENEFICIARY, people));
  }

  private static List<String> rows(Runs runs, SparkSession spark, Table table, String sql) {
    String view = table.name().substring(table.name().indexOf('.') + 1);
    runs.tables().read(table).createOrReplaceTempView(view);
    return spark.sql(sql).toJSON().collectAsList().stream().sorted().toList();
  }
}
