package org.claimgraph.encounters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class PlacesTest {

  /** npi, hospital, hospital_rule, hrr, hrr_rule. */
  private static List<String> physicians;

  @BeforeAll
  static void place(SparkSession spark) {
    Dataset<Row> placed =
        Places.ofPhysicians(
            TextTable.of(
                spark,
                "npi STRING, zip_hrr STRING",
                "Own -",
                "Patients -",
                "OwnEqual -",
                "PatientsEqual -",
                "Practice R7",
                "Hospital -",
                "HospitalNowhere -",
                "Homes -",
                "Nowhere -",
                "WithoutLines -"),
            TextTable.of(
                spark,
                "npi STRING, patient_id STRING, hospital STRING, claim_type STRING",
                // Many lines of one patient, other types and lines without a hospital do not count.
                "Own r1a H2 inpatient",
                "Own r1a H2 inpatient",
                "Own r1a H2 inpatient",
                "Own r1b H1 inpatient",
                "Own r2a H1 inpatient",
                "Own r1a H2 outpatient",
                "Own r1b H2 outpatient",
                "Own r2a - inpatient",
                "Patients r1c - professional",
                "Patients r1d - professional",
                "Patients r2c H1 outpatient",
                "OwnEqual r1a H2 inpatient",
                "OwnEqual r2a H1 inpatient",
                "PatientsEqual r1e - professional",
                "PatientsEqual r2e - professional",
                "Practice r1a H1 inpatient",
                "Hospital r1a H2 inpatient",
                "HospitalNowhere r1a H3 inpatient",
                "Homes r2a - professional",
                "Homes r2b - professional",
                "Homes r1a - professional",
                "Homes nowhere - professional",
                "Nowhere nowhere - professional",
                "- r1a H1 inpatient"),
            TextTable.of(
                spark,
                "patient_id STRING, hospital STRING",
                "r1c H2",
                "r1d H2",
                "r2c H1",
                "r2c H1",
                "r2c H1",
                "r1e H9",
                "r2e H8"),
            TextTable.of(spark, "hospital STRING, hrr STRING", "H1 R1", "H2 R2", "H3 unknown"),
            beneficiaries(spark));
    assertThat(placed.columns())
        .containsExactlyInAnyOrder("npi", "hospital", "hospital_rule", "hrr", "hrr_rule");
    physicians = TextTable.lines(placed, "npi", "hospital", "hospital_rule", "hrr", "hrr_rule");
  }

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
  void physicianBelongsWhereMostPatientsAreOnTheOwnInpatientLines() {
    assertThat(physicians).contains("Own H1 own R1 hospital");
  }

  @Test
  void physicianWithoutInpatientLinesBelongsWhereMostPatientsStayed() {
    assertThat(physicians).contains("Patients H2 patients R2 hospital");
  }

  @Test
  void ofEquallyManyPatientsTheLowestIdWins() {
    assertThat(physicians)
        .contains("OwnEqual H1 own R1 hospital", "PatientsEqual H8 patients R1 patients");
  }

  @Test
  void regionIsThatOfThePracticeThenOfTheHospitalThenOfMostPatients() {
    assertThat(physicians)
        .contains(
            "Practice H1 own R7 zip",
            "Hospital H2 own R2 hospital",
            "HospitalNowhere H3 own R1 patients",
            "Homes unknown unknown R2 patients",
            "Nowhere unknown unknown unknown unknown");
  }

  @Test
  void physicianWithoutLinesIsUnknownEverywhere() {
    assertThat(physicians).contains("WithoutLines unknown unknown unknown unknown");
  }

  @Test
  void everyPhysicianIsThereOnce() {
    assertThat(physicians).hasSize(10);
  }

  /** Patients by the region they live in. */
  private static Dataset<Row> beneficiaries(SparkSession spark) {
    return TextTable.of(
        spark,
        "patient_id STRING, hrr STRING",
        "r1a R1",
        "r1b R1",
        "r1c R1",
        "r1d R1",
        "r1e R1",
        "r2a R2",
        "r2b R2",
        "r2c R2",
        "r2e R2",
        "nowhere unknown",
        "nowhere2 unknown");
  }
}
