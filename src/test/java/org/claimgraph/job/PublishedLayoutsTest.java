package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Published files of several layouts from end to end: what the tables hold is what SQL over the
 * files as they are counts, without the presets.
 */
@Tag("spark")
@Tag("long")
@ExtendWith(SparkExtension.class)
class PublishedLayoutsTest {

  private static final Path DATA = Submit.ROOT.resolveSibling("shared/data");

  @TempDir Path folder;

  @Test
  void tuva(SparkSession spark) {
    run(spark, "tuva", "2018Q4", 12);
    show(spark, "tuva/it10_medical_claim.csv.gz", "claim");
    show(spark, "tuva/it10_eligibility.csv.gz", "span");
    spark
        .sql("SELECT DISTINCT person_id AS patient, rendering_npi AS physician FROM claim")
        .createOrReplaceTempView("link");
    assertThat(ofTables(spark)).isEqualTo(ofLinks(spark)).containsExactly(10L, 931L, 938L, 53_307L);
    assertThat(
            row(
                spark,
                "SELECT count(*), sum(paid_amount), sum(allowed_amount), count(hcpcs),"
                    + " count(DISTINCT hospital), sum(size(diagnoses)) FROM claims_claim_line"))
        .isEqualTo(
            row(
                spark,
                "SELECT count(*), CAST(sum(CAST(paid_amount AS DECIMAL(18, 2))) AS DECIMAL(28, 2)),"
                    + " CAST(sum(CAST(allowed_amount AS DECIMAL(18, 2))) AS DECIMAL(28, 2)),"
                    + " count(hcpcs_code), count(DISTINCT facility_npi),"
                    + " sum(size(array_compact(array("
                    + numbered("diagnosis_code_", 25)
                    + ")))) FROM claim"));
    assertThat(
            row(
                spark,
                "SELECT count(*), count(DISTINCT patient_id), sum(days), count(drg) FROM claims_stay"))
        .isEqualTo(
            row(
                spark,
                "SELECT count(*), count(DISTINCT person_id), sum(days), count(drg) FROM (SELECT"
                    + " claim_id, person_id, greatest(1, datediff(claim_end_date,"
                    + " claim_start_date)) AS days, nullif(drg_code, '') AS drg FROM claim WHERE"
                    + " bill_type_code LIKE '11_' GROUP BY ALL)"));
    assertThat(row(spark, "SELECT count(*), sum(months_a) FROM claims_beneficiary"))
        .isEqualTo(
            row(
                spark,
                "SELECT count(DISTINCT person_id), count(DISTINCT person_id, month) FROM (SELECT"
                    + " person_id, explode(sequence(CAST(enrollment_start_date AS DATE),"
                    + " CAST(enrollment_end_date AS DATE), INTERVAL 1 MONTH)) AS month FROM span)"));
    show(spark, "tuva/provider_medicare_specialty_subset.csv.gz", "taxonomy");
    assertThat(
            row(
                spark,
                "SELECT count(DISTINCT if(specialty IS NULL, NULL, npi)),"
                    + " count_if(specialty NOT RLIKE '^[0-9A-Z][0-9A-Z]$')"
                    + " FROM claims_physician JOIN link ON npi = physician"))
        .isEqualTo(
            row(
                spark,
                "SELECT count(DISTINCT npi), 0L FROM taxonomy JOIN link ON npi = physician"
                    + " WHERE medicare_specialty_code IS NOT NULL"));
  }

  @Test
  void synthea(SparkSession spark) {
    run(spark, "synthea", "2024Q1", 228);
    show(spark, "synthea/encounters.csv.gz", "encounter");
    show(spark, "synthea/procedures.csv.gz", "procedure");
    spark
        .sql("SELECT DISTINCT PATIENT AS patient, PROVIDER AS physician FROM encounter")
        .createOrReplaceTempView("link");
    assertThat(ofTables(spark)).isEqualTo(ofLinks(spark)).containsExactly(27L, 51L, 57L, 38L);
    assertThat(
            row(
                spark,
                "SELECT count(*), sum(paid_amount), sum(allowed_amount), count(hcpcs),"
                    + " sum(size(diagnoses)) FROM claims_claim_line"))
        .isEqualTo(
            row(
                spark,
                "SELECT count(*) + (SELECT count(*) FROM procedure),"
                    + " CAST(sum(CAST(PAYER_COVERAGE AS DECIMAL(18, 2))) AS DECIMAL(28, 2)),"
                    + " CAST(sum(CAST(TOTAL_CLAIM_COST AS DECIMAL(18, 2))) AS DECIMAL(28, 2)),"
                    + " 0L, 0L FROM encounter"));
    assertThat(
            row(
                spark,
                "SELECT count(*), sum(days), count(DISTINCT hospital), sum(paid_amount)"
                    + " FROM claims_stay"))
        .isEqualTo(
            row(
                spark,
                "SELECT count(*), sum(datediff(CAST(STOP AS DATE), CAST(START AS DATE))),"
                    + " count(DISTINCT ORGANIZATION),"
                    + " CAST(sum(CAST(PAYER_COVERAGE AS DECIMAL(18, 2))) AS DECIMAL(28, 2))"
                    + " FROM encounter WHERE ENCOUNTERCLASS = 'inpatient'"));
    assertThat(row(spark, "SELECT count(*), count(birth_date) FROM claims_beneficiary"))
        .containsExactly(27L, 27L);
    assertThat(row(spark, "SELECT count(*), count(specialty) FROM claims_physician"))
        .containsExactly(166L, 166L);
  }

  /** Runs up to the ties, and checks that every row of every file is accounted for. */
  private void run(SparkSession spark, String layout, String period, int quarters) {
    assumeTrue(
        Files.isDirectory(DATA.resolve(layout)),
        "Skipped: files of " + layout + " are not at ../shared/data/" + layout);
    Runs runs = new Runs(spark, folder);
    for (Stage stage : List.of(Stage.INGEST, Stage.TIES)) {
      runs.runOne(
          stage,
          "source.format=" + layout,
          "source.path=" + DATA.resolve(layout),
          "period.end=" + period,
          "period.quarters=" + quarters,
          "encounter.policy=any",
          "encounter.excluded-specialties=[]");
    }
    TableStore tables = runs.tables();
    for (var table :
        List.of(Tables.CLAIM_LINE, Tables.STAY, Tables.BENEFICIARY, Tables.PHYSICIAN)) {
      tables.read(table).createOrReplaceTempView(table.name().replace('.', '_'));
    }
    tables.read(Tables.PATIENT_PHYSICIAN, period).createOrReplaceTempView("patient_physician");
    tables.read(Tables.TIE, period).createOrReplaceTempView("tie");
    tables.read(Tables.RECONCILIATION).createOrReplaceTempView("reconciliation");
    List<Row> files =
        spark
            .sql(
                "SELECT source_file, rows_in, rows_accepted, rows_rejected, rows_filtered"
                    + " FROM reconciliation WHERE stage = 'ingest'")
            .collectAsList();
    for (Row file : files) {
      String path = layout + "/" + file.getString(0);
      assertThat(file.getLong(1)).as(path).isEqualTo(raw(spark, path).count());
      assertThat(file.getLong(2)).as(path).isEqualTo(file.getLong(1));
    }
  }

  private static List<Object> ofTables(SparkSession spark) {
    return row(
        spark,
        "SELECT count(DISTINCT patient_id), count(DISTINCT npi), count(*),"
            + " (SELECT count(*) FROM tie) FROM patient_physician");
  }

  private static List<Object> ofLinks(SparkSession spark) {
    return row(
        spark,
        "SELECT count(DISTINCT patient), count(DISTINCT physician), count(*), (SELECT count(*) FROM"
            + " (SELECT DISTINCT a.physician, b.physician FROM link a JOIN link b ON a.patient ="
            + " b.patient AND a.physician < b.physician)) FROM link");
  }

  private static void show(SparkSession spark, String file, String view) {
    raw(spark, file).createOrReplaceTempView(view);
  }

  private static Dataset<Row> raw(SparkSession spark, String file) {
    return spark.read().option("header", true).csv(DATA.resolve(file).toString());
  }

  private static String numbered(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add(prefix + i);
    }
    return String.join(", ", names);
  }

  private static List<Object> row(SparkSession spark, String sql) {
    Row row = spark.sql(sql).head();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      values.add(row.get(i));
    }
    return values;
  }
}
