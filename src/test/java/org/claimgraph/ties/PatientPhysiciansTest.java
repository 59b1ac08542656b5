package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;

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
class PatientPhysiciansTest {

  @Test
  void encountersAreDistinctDaysOfPatientAndPhysician(SparkSession spark) {
    Dataset<Row> links =
        PatientPhysicians.of(
            TextTable.of(
                spark,
                "patient_id STRING, npi STRING, service_from DATE",
                "a X 2020-03-01",
                "a X 2020-03-01",
                "a X 2020-01-05",
                "a Y 2020-03-01",
                "b X 2020-03-01"));
    assertThat(TextTable.lines(links, "patient_id", "npi", "encounters", "first_date", "last_date"))
        .containsExactly(
            "a X 2 2020-01-05 2020-03-01",
            "a Y 1 2020-03-01 2020-03-01",
            "b X 1 2020-03-01 2020-03-01");
  }

  @Test
  void physiciansWithFewerPatientsAreLeftOut(SparkSession spark) {
    Dataset<Row> links =
        TextTable.of(
            spark, "patient_id STRING, npi STRING", "a X", "b X", "c X", "a Y", "b Y", "a Z");
    assertThat(TextTable.lines(PatientPhysicians.physicians(links, 1), "npi", "patients"))
        .containsExactly("X 3", "Y 2", "Z 1");
    assertThat(TextTable.lines(PatientPhysicians.physicians(links, 2), "npi", "patients"))
        .containsExactly("X 3", "Y 2");
    assertThat(TextTable.lines(PatientPhysicians.physicians(links, 4), "npi", "patients"))
        .isEmpty();
  }
}
