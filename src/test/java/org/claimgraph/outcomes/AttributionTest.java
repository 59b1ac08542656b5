package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.EncounterConfig;
import org.claimgraph.config.EncounterConfig.Policy;
import org.claimgraph.config.EncounterConfig.Role;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class AttributionTest {

  private static final String MEMBER =
      "cohort STRING, patient_id STRING, window_start DATE, window_end DATE";
  private static final String LINE =
      "patient_id STRING, npi STRING, service_from DATE, hcpcs STRING, not_encounter STRING,"
          + " allowed_amount DECIMAL(18, 2), paid_amount DECIMAL(18, 2)";
  private static final String STAY =
      "patient_id STRING, hospital STRING, admission_date DATE, drg STRING, medical BOOLEAN";
  private static final EncounterConfig VISITS =
      new EncounterConfig(
          Policy.ANY, List.of(Role.values()), List.of("99201-99499"), 2, null, List.of(), 1);

  @TempDir Path folder;

  @Test
  void patientBelongsToThePhysicianOfMostVisitsPrimaryCareFirst(SparkSession spark) {
    Dataset<Row> attributed =
        Attribution.physicians(
            members(
                spark,
                "primary",
                "specialist",
                "days",
                "dollars",
                "paid",
                "latest",
                "lowest",
                "nobody"),
            TextTable.of(
                spark,
                LINE,
                "primary S1 2010-03-12 99213 - 90 -",
                "primary S1 2010-03-13 99213 - 90 -",
                "primary P1 2010-03-12 99213 - 10 -",
                "specialist S1 2010-03-12 99213 - 10 -",
                "specialist S2 2010-03-12 99213 - 10 -",
                "specialist S2 2010-03-13 99213 - 10 -",
                "specialist P1 2010-03-10 99213 - 10 -",
                "specialist P1 2010-03-12 99213 too_young 10 -",
                "specialist P1 2010-03-12 71020 - 10 -",
                "specialist P1 2010-03-12 - - 10 -",
                "days P1 2010-03-12 99213 - 90 -",
                "days P1 2010-03-12 99214 - 90 -",
                "days P2 2010-03-12 99213 - 10 -",
                "days P2 2010-03-13 99213 - 10 -",
                "dollars P1 2010-03-15 99213 - 10 90",
                "dollars P2 2010-03-12 99213 - 11 0",
                "paid P1 2010-03-15 99213 - - 10.01",
                "paid P2 2010-03-15 99213 - - 10.02",
                "paid P3 2010-03-15 99213 - - -",
                "latest P1 2010-03-12 99213 - 10 -",
                "latest P2 2010-03-13 99213 - 10 -",
                "lowest P2 2010-03-12 99213 - 10 -",
                "lowest P1 2010-03-12 99213 - 10 -",
                "nobody S1 2010-03-12 - - 10 -",
                "stranger S1 2010-03-12 99213 - 10 -"),
            physicians(spark),
            VISITS);
    assertThat(TextTable.lines(attributed, "cohort", "patient_id", "npi"))
        .containsExactly(
            "all days P2",
            "all dollars P2",
            "all latest P2",
            "all lowest P1",
            "all paid P2",
            "all primary P1",
            "all specialist S2");
    assertThat(
            TextTable.lines(
                Attribution.hospitalsOfPhysicians(
                    attributed.where("patient_id IN ('primary', 'specialist')"), physicians(spark)),
                "cohort",
                "patient_id",
                "hospital"))
        .containsExactly("all primary H1", "all specialist unknown");
  }

  private static Dataset<Row> physicians(SparkSession spark) {
    return TextTable.of(
        spark,
        "npi STRING, specialty_group STRING, hospital STRING",
        "P1 primary H1",
        "P2 primary H1",
        "P3 primary H1",
        "S1 medical H2",
        "S2 unknown unknown");
  }

  @Test
  void patientBelongsToTheHospitalOfMostMedicalAdmissions(SparkSession spark) {
    assertThat(
            TextTable.lines(
                Attribution.hospitals(
                    members(spark, "most", "medical", "surgical", "latest", "lowest_id", "outside"),
                    TextTable.of(
                        spark,
                        STAY,
                        "most H1 2010-03-11 - -",
                        "most H1 2010-03-13 - -",
                        "most H2 2010-03-20 - -",
                        "most H3 2010-03-01 - -",
                        "most H3 2010-03-02 - -",
                        "most H3 2010-03-21 - -",
                        "most unknown 2010-03-15 - -",
                        "most unknown 2010-03-16 - -",
                        "most unknown 2010-03-17 - -",
                        "medical H1 2010-03-11 - false",
                        "medical H1 2010-03-12 - false",
                        "medical H2 2010-03-11 - true",
                        "surgical H1 2010-03-11 - false",
                        "latest H1 2010-03-11 - true",
                        "latest H2 2010-03-13 - -",
                        "lowest_id H2 2010-03-13 - true",
                        "lowest_id H1 2010-03-13 - true",
                        "outside H1 2010-03-10 - true")),
                "patient_id",
                "hospital"))
        .containsExactly("latest H2", "lowest_id H1", "medical H2", "most H1");
  }

  @Test
  void theGroupOfAStayTellsWhetherItIsMedicalWhereTheSourceDoesNot(SparkSession spark)
      throws IOException {
    Path groups =
        Files.writeString(
            folder.resolve("drg.csv"),
            "\uFEFFms_drg_code,medical_surgical,title\n\"65\",\"Medical\",\"Stroke\"\n"
                + "\"470\",\"Surgical\",\"Joint\"\n\"009\",,\"No longer used\"\n");
    Dataset<Row> stays =
        TextTable.of(
            spark,
            STAY,
            "a H1 2010-01-01 065 -",
            "b H1 2010-01-01 470 -",
            "c H1 2010-01-01 470 true",
            "d H1 2010-01-01 009 -",
            "e H1 2010-01-01 998 -",
            "f H1 2010-01-01 - -");
    assertThat(
            TextTable.lines(
                DiagnosisRelatedGroups.classify(stays, groups.toString()), "patient_id", "medical"))
        .containsExactly("a true", "b false", "c true", "d -", "e -", "f -");
    assertThat(
            TextTable.lines(DiagnosisRelatedGroups.classify(stays, null), "patient_id", "medical"))
        .containsExactly("a -", "b -", "c true", "d -", "e -", "f -");
  }

  private static Dataset<Row> members(SparkSession spark, String... patients) {
    return TextTable.of(
        spark,
        MEMBER,
        List.of(patients).stream().map(id -> "all " + id + " 2010-03-11 2010-03-20").toList());
  }
}
