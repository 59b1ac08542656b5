package org.claimgraph.ties;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@Tag("portable")
@ExtendWith(SparkExtension.class)
class ListedTiesTest {

  private static final String LISTED = "from_npi STRING, to_npi STRING, patients BIGINT";
  private static final String PAIR = "npi_a STRING, npi_b STRING, shared_patients BIGINT";
  private static final String NODE =
      "npi STRING, specialty_group STRING, hospital STRING, hrr STRING, patients BIGINT";

  @Test
  void ofTwoDirectionsTheLargerCountIsTheTie(SparkSession spark) {
    Dataset<Row> listed =
        TextTable.of(spark, LISTED, "1 2 46", "2 1 21", "3 1 11", "10 9 12", "9 10 13");
    assertThat(TextTable.lines(ListedTies.undirected(listed), "npi_a", "npi_b", "shared_patients"))
        .containsExactly("1 2 46", "1 3 11", "10 9 13");
  }

  @Test
  void physiciansAreThoseOfTiesAndThoseOfTheNodeFile(SparkSession spark) {
    Dataset<Row> physicians =
        ListedTies.physicians(
            TextTable.of(spark, PAIR, "1 2 5", "1 3 6"),
            TextTable.of(spark, NODE, "1 primary H - 40", "9 unknown - R -"));
    assertThat(
            TextTable.lines(
                physicians,
                "npi",
                "specialty",
                "specialty_group",
                "hospital",
                "hospital_rule",
                "hrr",
                "hrr_rule",
                "patients"))
        .containsExactly(
            "1 - primary H listed unknown unknown 40",
            "2 - unknown unknown unknown unknown unknown -",
            "3 - unknown unknown unknown unknown unknown -",
            "9 - unknown unknown unknown R listed -");
    Shapes.assertFills(Tables.PERIOD_PHYSICIAN, physicians.schema());
  }

  @Test
  void whatNeedsThePatientsOfATieIsNull(SparkSession spark) {
    Dataset<Row> pairs = TextTable.of(spark, PAIR, "1 2 10", "1 3 11", "2 3 30");
    Dataset<Row> physicians =
        TextTable.of(
            spark,
            "npi STRING, hospital STRING, hrr STRING",
            "1 H R",
            "2 H unknown",
            "3 unknown R");
    Dataset<Row> ties = ListedTies.of(pairs, physicians);
    assertThat(
            TextTable.lines(
                ties,
                "npi_a",
                "npi_b",
                "shared_patients",
                "newman_weight",
                "min_encounters",
                "same_hospital",
                "same_hrr"))
        .containsExactly(
            "1 2 10 - - true false", "1 3 11 - - false true", "2 3 30 - - false false");
    Shapes.assertFills(Tables.TIE, ties.withColumn("kept", array(lit("all"))).schema());
  }
}
