package org.claimgraph.encounters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class PlacesTest {

  @Test
  void hospitalLiesInTheListedRegionElseWhereMostPatientsLive(SparkSession spark) {
    Dataset<Row> hospitals =
        TextTable.of(
            spark,
            "hospital STRING, listed_hrr STRING, beds INT",
            "A R9 5",
            "B - 6",
            "C - -",
            "D - 1",
            "E - 1");
    Dataset<Row> stays =
        TextTable.of(
            spark,
            "hospital STRING, patient_id STRING",
            "A r1a",
            // One patient of R2 stays three times; two of R1 stay once.
            "B r2a",
            "B r2a",
            "B r2a",
            "B r1a",
            "B r1b",
            // One patient each, and one whose region is unknown.
            "C r2a",
            "C r1a",
            "C nowhere",
            "C nowhere2",
            "D nowhere");
    assertThat(
            TextTable.lines(
                Places.ofHospitals(hospitals, stays, beneficiaries(spark)),
                "hospital",
                "hrr",
                "beds"))
        .containsExactly("A R9 5", "B R1 6", "C R1 -", "D unknown 1", "E unknown 1");
  }

  @Test
  void physicianBelongsWhereMostPatientsAreOnTheOwnInpatientLines(SparkSession spark) {
    assertThat(
            placed(
                spark,
                List.of("P -"),
                List.of(
                    "P r1a H2 inpatient",
                    "P r1a H2 inpatient",
                    "P r1a H2 inpatient",
                    "P r1b H1 inpatient",
                    "P r2a H1 inpatient",
                    "P r1a H2 outpatient",
                    "P r1b H2 outpatient",
                    "P r2a - inpatient"),
                List.of("r1a H2", "r1b H2", "r2a H2")))
        .containsExactly("P H1 own R1 hospital");
  }

  @Test
  void physicianWithoutInpatientLinesBelongsWhereMostPatientsStayed(SparkSession spark) {
    assertThat(
            placed(
                spark,
                List.of("P -"),
                List.of("P r1a - professional", "P r1b - professional", "P r2a H1 outpatient"),
                List.of("r1a H2", "r1b H2", "r2a H1", "r2a H1", "r2a H1", "r2b H1")))
        .containsExactly("P H2 patients R2 hospital");
  }

  @Test
  void ofEquallyManyPatientsTheLowestIdWins(SparkSession spark) {
    assertThat(
            placed(
                spark,
                List.of("P -", "Q -"),
                List.of(
                    "P r1a H2 inpatient",
                    "P r2a H1 inpatient",
                    "Q r1a - professional",
                    "Q r2a - professional"),
                List.of("r1a H9", "r2a H8")))
        .containsExactly("P H1 own R1 hospital", "Q H8 patients R1 patients");
  }

  @Test
  void regionIsThatOfThePracticeThenOfTheHospitalThenOfMostPatients(SparkSession spark) {
    assertThat(
            placed(
                spark,
                List.of("P R7", "Q -", "S -", "T -", "U -"),
                List.of(
                    "P r1a H1 inpatient",
                    "Q r1a H2 inpatient",
                    "S r1a H3 inpatient",
                    "T r2a - professional",
                    "T r2b - professional",
                    "T r1a - professional",
                    "T nowhere - professional",
                    "U nowhere - professional"),
                List.of()))
        .containsExactly(
            "P H1 own R7 zip",
            "Q H2 own R2 hospital",
            "S H3 own R1 patients",
            "T unknown unknown R2 patients",
            "U unknown unknown unknown unknown");
  }

  @Test
  void physicianWithoutLinesIsUnknownEverywhere(SparkSession spark) {
    assertThat(placed(spark, List.of("P -"), List.of("- r1a H1 inpatient"), List.of("r1a H1")))
        .containsExactly("P unknown unknown unknown unknown");
  }

  /**
   * Physicians "npi zip_hrr", lines "npi patient_id hospital claim_type", stays "patient hospital".
   */
  private static List<String> placed(
      SparkSession spark, List<String> physicians, List<String> lines, List<String> stays) {
    Dataset<Row> placed =
        Places.ofPhysicians(
            TextTable.of(spark, "npi STRING, zip_hrr STRING", physicians),
            TextTable.of(
                spark, "npi STRING, patient_id STRING, hospital STRING, claim_type STRING", lines),
            TextTable.of(spark, "patient_id STRING, hospital STRING", stays),
            TextTable.of(spark, "hospital STRING, hrr STRING", "H1 R1", "H2 R2", "H3 unknown"),
            beneficiaries(spark));
    assertThat(placed.columns())
        .containsExactlyInAnyOrder("npi", "hospital", "hospital_rule", "hrr", "hrr_rule");
    return TextTable.lines(placed, "npi", "hospital", "hospital_rule", "hrr", "hrr_rule");
  }

  /** Patients by the region they live in. */
  private static Dataset<Row> beneficiaries(SparkSession spark) {
    return TextTable.of(
        spark,
        "patient_id STRING, hrr STRING",
        "r1a R1",
        "r1b R1",
        "r2a R2",
        "r2b R2",
        "nowhere unknown",
        "nowhere2 unknown");
  }
}
