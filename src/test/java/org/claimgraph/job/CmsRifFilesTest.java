package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.claims.Intake;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Synthetic Research Identifiable Files of CMS, beside counts by SQL over the files themselves. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class CmsRifFilesTest {

  private static final Path DATA = Submit.ROOT.resolveSibling("shared/data/cms-rif");

  private static final String SEEN =
      Stream.of("inpatient", "outpatient", "snf", "hha", "hospice")
              .map(
                  file ->
                      "SELECT BENE_ID, CLM_ID, CLM_PMT_AMT AS paid, inline(array(struct(AT_PHYSN_NPI AS"
                          + " npi), struct(RNDRNG_PHYSN_NPI AS npi)"
                          + (file.matches("h.*")
                              ? ""
                              : ", struct(OP_PHYSN_NPI AS npi), struct(OT_PHYSN_NPI AS npi)")
                          + ")) FROM "
                          + file
                          + " UNION ALL ")
              .reduce("", String::concat)
          + "SELECT BENE_ID, CLM_ID, CLM_PMT_AMT AS paid, PRF_PHYSN_NPI AS npi FROM carrier"
          + " UNION ALL SELECT BENE_ID, CLM_ID, CLM_PMT_AMT AS paid, NULL AS npi FROM dme";

  @TempDir Path folder;

  @Test
  void patientsPhysiciansPairsTiesAndMoneyAreThoseOfTheFiles(SparkSession spark) {
    Path files = DATA.resolve("rif-synthea");
    assumeTrue(Files.isDirectory(files), "Skipped: ../shared/data/cms-rif is not there");
    Runs runs = new Runs(spark, folder);
    for (Stage stage : List.of(Stage.INGEST, Stage.TIES)) {
      runs.runOne(stage, settings(files));
    }
    TableStore tables = runs.tables();
    Dataset<Row> pairs = tables.read(Tables.PATIENT_PHYSICIAN);
    Row found =
        pairs
            .selectExpr("count(DISTINCT patient_id)", "count(DISTINCT npi)", "count(*)")
            .crossJoin(tables.read(Tables.TIE).selectExpr("count(*)", "sum(shared_patients)"))
            .crossJoin(tables.read(Tables.CLAIM_LINE).selectExpr("sum(paid_amount)"))
            .crossJoin(tables.read(Tables.STAY).selectExpr("count(*)", "sum(paid_amount)"))
            .head();
    assertThat(found.mkString(" ")).isEqualTo(counted(spark, files).mkString(" "));
    assertThat(found.mkString(" ")).isEqualTo("3 10 10 14 14 325265.22 16 36386.46");
    assertThat(
            tables
                .read(Tables.RECONCILIATION)
                .where("stage = 'ingest'")
                .selectExpr(
                    "count(*)",
                    "sum(rows_in)",
                    "sum(rows_accepted)",
                    "sum(rows_rejected)",
                    "sum(filtered_by_reason['superseded'])")
                .head()
                .mkString(" "))
        .as("beneficiary_2019.csv updates what beneficiary_2018.csv tells of 2019")
        .isEqualTo("19 383 380 0 3");
  }

  private static Row counted(SparkSession spark, Path files) {
    for (String file :
        List.of("carrier", "dme", "inpatient", "outpatient", "snf", "hha", "hospice")) {
      spark
          .read()
          .option("header", true)
          .option("delimiter", "|")
          .csv(files.resolve(file + ".csv").toString())
          .createOrReplaceTempView(file);
    }
    return spark
        .sql(
            "WITH seen AS ("
                + SEEN
                + "), pair AS (SELECT DISTINCT BENE_ID, trim(npi) AS npi FROM seen WHERE trim(npi)"
                + " <> ''), tie AS (SELECT a.npi AS one, b.npi AS other, count(*) AS patients FROM"
                + " pair a JOIN pair b ON a.BENE_ID = b.BENE_ID AND a.npi < b.npi GROUP BY 1, 2)"
                + " SELECT (SELECT count(DISTINCT BENE_ID) FROM pair), (SELECT count(DISTINCT npi)"
                + " FROM pair), (SELECT count(*) FROM pair), (SELECT count(*) FROM tie), (SELECT"
                + " sum(patients) FROM tie), (SELECT sum(CAST(LINE_NCH_PMT_AMT AS DECIMAL(18, 2)))"
                + " FROM carrier) + (SELECT sum(CAST(paid AS DECIMAL(18, 2))) FROM (SELECT"
                + " DISTINCT CLM_ID, paid FROM seen WHERE CLM_ID NOT IN (SELECT CLM_ID FROM carrier"
                + " UNION SELECT CLM_ID FROM dme))) + (SELECT sum(CAST(LINE_NCH_PMT_AMT AS"
                + " DECIMAL(18, 2))) FROM dme), (SELECT count(DISTINCT CLM_ID) FROM inpatient),"
                + " (SELECT sum(CAST(CLM_PMT_AMT AS DECIMAL(18, 2))) FROM (SELECT DISTINCT CLM_ID,"
                + " CLM_PMT_AMT FROM inpatient))")
        .head();
  }

  @Test
  void noRowOfTheFilesOfOneRowIsLost(SparkSession spark) {
    Path files = DATA.resolve("rif-static-samples");
    assumeTrue(Files.isDirectory(files), "Skipped: ../shared/data/cms-rif is not there");
    Intake intake = Intake.survey(spark, new Runs(spark, folder).config(settings(files)).source());
    intake.read(spark, null, (name, rows) -> rows.localCheckpoint(false).toDF(rows.columns()));
    assertThat(intake.rowsIn(spark).selectExpr("count(*)", "sum(rows_in)").head().mkString(" "))
        .isEqualTo("9 15");
    assertThat(intake.fates().count()).isEqualTo(15);
    assertThat(intake.rejected().toJSON().collectAsList())
        .as("line 6 of the one claim is told twice, with another procedure")
        .containsExactly(
            "{\"source_file\":\"sample-a-bcarrier.txt\",\"row_number\":1,\"reason\":"
                + "\"conflicting_row\",\"detail\":\"has the key of another row\"}");
    assertThat(intake.ignored()).containsExactly("sample-a-pde.txt");
  }

  private String[] settings(Path files) {
    return new String[] {
      "source.format=cms-rif",
      "source.path=" + files,
      "source.max-rejected-share=0.1",
      "period.end=2021Q4",
      "period.quarters=48",
      "encounter.policy=any"
    };
  }
}
