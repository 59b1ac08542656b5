package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** OHDSI's Synthea27Nj, 28 persons in tables of OMOP, against counts of its files. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class OmopSourceTest {

  private static final Path DATA =
      Submit.ROOT.resolveSibling("shared/data/omop/Synthea27Nj_5.4.zip");

  private static final String LINKS =
      "SELECT DISTINCT person_id, provider_id FROM (SELECT person_id, provider_id FROM visit UNION"
          + " ALL SELECT person_id, provider_id FROM detail UNION ALL SELECT person_id,"
          + " provider_id FROM procedure) WHERE provider_id IS NOT NULL";

  @TempDir Path folder;

  @Test
  void patientsPhysiciansPairsAndTiesAreThoseOfTheFiles(SparkSession spark) throws IOException {
    assumeTrue(Files.exists(DATA), "Skipped: Synthea27Nj is not at ../shared/data/omop");
    unzip();
    Runs runs = new Runs(spark, folder);
    String[] settings = {
      "source.format=omop", "encounter.policy=any", "period.end=2022Q4", "period.quarters=400"
    };
    runs.runOne(Stage.INGEST, settings);
    runs.runOne(Stage.TIES, settings);

    view(spark, "visit", "VISIT_OCCURRENCE");
    view(spark, "detail", "VISIT_DETAIL");
    view(spark, "procedure", "PROCEDURE_OCCURRENCE");
    spark.sql(LINKS).createOrReplaceTempView("links");
    Row expected =
        spark
            .sql(
                "SELECT count(DISTINCT person_id), count(DISTINCT provider_id), count(*), (SELECT"
                    + " count(DISTINCT a.provider_id, b.provider_id) FROM links a JOIN links b ON"
                    + " a.person_id = b.person_id AND a.provider_id < b.provider_id),"
                    + " (SELECT count(*) FROM visit WHERE visit_concept_id = 9201) FROM links")
            .head();
    TableStore tables = runs.tables();
    for (Table table : new Table[] {Tables.PATIENT_PHYSICIAN, Tables.TIE}) {
      tables.read(table, "2022Q4").createOrReplaceTempView(viewOf(table));
    }
    tables.read(Tables.STAY).createOrReplaceTempView("stay");
    Row found =
        spark
            .sql(
                "SELECT count(DISTINCT patient_id), count(DISTINCT npi), count(*), (SELECT count(*)"
                    + " FROM tie), (SELECT count(*) FROM stay) FROM patient_physician")
            .head();
    assertThat(found).isEqualTo(expected);
    assertThat(expected.mkString(" ")).isEqualTo("28 53 56 30 13");
    assertThat(
            tables
                .read(Tables.RECONCILIATION)
                .selectExpr(
                    "sum(rows_in - rows_accepted - rows_filtered)",
                    "sum(rows_rejected)",
                    "sum(rows_accepted) FILTER (WHERE source_file RLIKE 'VISIT|PROCEDURE')")
                .head())
        .as("no row is lost or rejected; details only repeat their visits")
        .isEqualTo(
            spark
                .sql(
                    "SELECT 0L, 0L, (SELECT count(*) FROM visit) + (SELECT count(*) FROM"
                        + " procedure)")
                .head());
  }

  private static String viewOf(Table table) {
    return table.name().substring(table.name().indexOf('.') + 1);
  }

  private void view(SparkSession spark, String name, String file) {
    spark
        .read()
        .option("header", true)
        .csv(folder.resolve("claims/" + file + ".csv").toString())
        .createOrReplaceTempView(name);
  }

  /** Without what macOS put beside the files. */
  private void unzip() throws IOException {
    Files.createDirectories(folder.resolve("claims"));
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(DATA))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().matches("[A-Z_]+\\.csv")) {
          Files.copy(zip, folder.resolve("claims").resolve(entry.getName()));
        }
      }
    }
  }
}
