package org.claimgraph.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.UnitType;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class PositionOutcomesTest {

  private static PositionOutcomes positions;
  private static Dataset<Row> hospitals;
  private static Dataset<Row> attributes;

  @BeforeAll
  static void places(SparkSession spark) {
    hospitals =
        TextTable.of(
                spark,
                "hospital STRING, hrr STRING, beds INT, urban BOOLEAN, teaching STRING,"
                    + " ownership STRING",
                "H1 R9 120 true major public")
            .selectExpr("*", "map('nurses', 2D) AS covariates");
    attributes =
        TextTable.of(
            spark,
            "tie_rule STRING, attribute STRING, npi STRING, value DOUBLE, exposure DOUBLE",
            "all adopter A 1 0.5",
            "all adopter B - 0.25",
            "min-2 adopter A 1 1",
            "min-2 teacher A 1 -");
    positions =
        new PositionOutcomes(
            TextTable.of(
                spark,
                "tie_rule STRING, region_type STRING, region_id STRING, npi STRING,"
                    + " patients BIGINT, adjusted_degree DOUBLE",
                "all hrr R1 A 40 12.5",
                "all hrr R2 B 50 7.5",
                "all hrr unknown D 60 5",
                "all nation US A 40 99",
                "min-2 hrr R1 A 40 2.5"),
            TextTable.of(
                spark,
                "npi STRING, hospital STRING, hrr STRING, specialty STRING",
                "A H1 R1 11",
                "B unknown R2 -",
                "D unknown unknown -"),
            hospitals,
            attributes);
  }

  @Test
  void physiciansStandBesideTheirPatientsOutcomesAndTheirPlace(SparkSession spark) {
    Dataset<Row> outcomes =
        TextTable.of(
            spark,
            "cohort STRING, npi STRING, patients BIGINT, spending_mean DOUBLE",
            "all A 30 1",
            "all B 20 2",
            "all C 10 3",
            "all D 10 4");
    assertThat(
            TextTable.lines(
                positions.ofPhysicians(outcomes, "all", RegionType.HRR),
                "npi",
                "hrr",
                "patients",
                "network_patients",
                "spending_mean",
                "adjusted_degree",
                "beds"))
        .containsExactly(
            "A R1 30 40 1.0 12.5 120",
            "B R2 20 50 2.0 7.5 -",
            "C - 10 - 3.0 - -",
            "D - 10 - 4.0 - -");
  }

  @Test
  void patientsStandBesideThePlaceOfTheirPhysician(SparkSession spark) {
    Dataset<Row> outcomes =
        TextTable.of(
            spark,
            "cohort STRING, patient_id STRING, npi STRING, hospital STRING, hrr STRING,"
                + " spending DECIMAL(18,2)",
            "all p A H7 R7 5",
            "all q A unknown R1 6",
            "all r - unknown R1 7");
    assertThat(
            TextTable.lines(
                positions.ofPatients(outcomes, "all", RegionType.HRR),
                "patient_id",
                "hospital",
                "hrr",
                "physician_hospital",
                "physician_hrr",
                "spending",
                "adjusted_degree",
                "teaching"))
        .containsExactly(
            "p H7 R7 H1 R1 5.00 12.5 major",
            "q unknown R1 H1 R1 6.00 12.5 major",
            "r unknown R1 - - 7.00 - -");
  }

  @Test
  void attributesOfPhysiciansAndOfTheirPeersAreCovariates(SparkSession spark) {
    Dataset<Row> outcomes =
        TextTable.of(
            spark,
            "cohort STRING, npi STRING, patients BIGINT, spending_mean DOUBLE",
            "all A 30 1",
            "all B 20 2",
            "all C 9 3");
    Dataset<Row> units = positions.ofPhysicians(outcomes, "all", RegionType.HRR);
    assertThat(
            TextTable.lines(
                units.selectExpr("npi", "to_json(covariates) AS covariates"), "npi", "covariates"))
        .containsExactly(
            "A {\"nurses\":2.0,\"attribute.adopter\":1.0,\"peer.adopter\":0.5}",
            "B {\"peer.adopter\":0.25}",
            "C -");
    requireKnown(units, study("associate.covariates=peer.adopter"));
    AssociateConfig underAnother = study("associate.covariates=attribute.teacher,peer.teacher");
    requireKnown(units, underAnother); // though it has no value under this rule
    assertThatThrownBy(() -> requireKnown(units, study("associate.covariates=peer.teaching")))
        .hasMessageStartingWith("Invalid associate.covariates: peer.teaching is neither");
  }

  @Test
  void aStudyTakesOnlyTheColumnsItNeedsAndNamesNoneThatIsNot(SparkSession spark) {
    Dataset<Row> units =
        positions.ofPhysicians(
            TextTable.of(
                spark,
                "cohort STRING, npi STRING, patients BIGINT, spending_mean DOUBLE",
                "all A 30 1"),
            "all",
            RegionType.HRR);
    AssociateConfig study = study("associate.covariates=beds");
    requireKnown(units, study);
    assertThat(StudyColumns.select(units, UnitType.PHYSICIAN, List.of(study)).columns())
        .containsExactlyInAnyOrder(
            "npi", "hrr", "patients", "spending_mean", "adjusted_degree", "beds");
    AssociateConfig ofFile = study("associate.covariates=nurses");
    requireKnown(units, ofFile);
    assertThat(StudyColumns.select(units, UnitType.PHYSICIAN, List.of(ofFile)).columns())
        .contains("covariates");
    assertThatThrownBy(() -> requireKnown(units, study("associate.covariates=nurse")))
        .hasMessage(
            "Invalid associate.covariates: nurse is neither a column of outcome.physician_outcome"
                + " or network.physician_measure nor a covariate of a hospital, nor attribute.NAME or"
                + " peer.NAME of attributes.path. DESCRIBE outcome.physician_outcome lists the"
                + " columns. DESCRIBE network.physician_measure lists the columns.");
    assertThatThrownBy(
            () ->
                requireKnown(
                    units,
                    study(
                        "associate.estimands=pct_ref_profile",
                        "associate.reference-profile.bedz=mean")))
        .hasMessageStartingWith("Invalid associate.reference-profile: bedz is neither");
  }

  private static void requireKnown(Dataset<Row> units, AssociateConfig study) {
    StudyColumns.requireKnown(units, hospitals, attributes, UnitType.PHYSICIAN, study);
  }

  private static AssociateConfig study(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "associate.regions=physician",
                "associate.outcomes=spending",
                "associate.exposures=adjusted_degree",
                "associate.covariates=beds"));
    all.addAll(List.of(settings));
    return Configuration.read(List.of(), all).associate();
  }
}
