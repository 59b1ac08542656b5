package org.claimgraph.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
@ExtendWith(SparkExtension.class)
class NetworkOutcomesTest {

  @Test
  void networkOutcomesAndCovariatesOfARegionStandSideBySide(SparkSession spark) {
    Dataset<Row> measures =
        TextTable.of(
            spark,
            "period STRING, tie_rule STRING, region_type STRING, region_id STRING,"
                + " physicians BIGINT, primary_physicians BIGINT, known_specialty_physicians BIGINT",
            "2010Q4 all hospital H1 8 2 8",
            "2010Q4 all hospital without_patients 8 2 8",
            "2010Q4 all hospital unlisted 8 2 8",
            "2010Q4 all hrr H1 4 1 4",
            "2010Q4 all nation US 10 5 10",
            "2010Q4 min-2 hospital H1 8 2 8");
    Dataset<Row> outcomes =
        TextTable.of(
            spark,
            "period STRING, cohort STRING, region_type STRING, region_id STRING, patients BIGINT",
            "2010Q4 all hospital H1 30",
            "2010Q4 last-two-years hospital H1 3",
            "2010Q4 all hospital unlisted 7",
            "2010Q4 all hospital without_network 7",
            "2010Q4 all hrr H1 40",
            "2010Q4 all nation US 50");
    Dataset<Row> hospitals =
        TextTable.of(
                spark,
                "hospital STRING, hrr STRING, beds INT, urban BOOLEAN, teaching STRING,"
                    + " ownership STRING",
                "H1 R1 120 true major public")
            .selectExpr("*", "map('nurses', 2D) AS covariates");
    assertThat(
            TextTable.lines(
                NetworkOutcomes.join(measures, outcomes, hospitals)
                    .selectExpr("*", "covariates['nurses'] AS nurses"),
                "tie_rule",
                "cohort",
                "region_type",
                "region_id",
                "hrr",
                "patients",
                "primary_share",
                "beds",
                "urban",
                "nurses"))
        .containsExactly(
            "all all hospital H1 R1 30 0.25 120 true 2.0",
            "all all hospital unlisted - 7 0.25 - - -",
            "all all hrr H1 H1 40 0.25 - - -",
            "all all nation US - 50 0.5 - - -",
            "all last-two-years hospital H1 R1 3 0.25 120 true 2.0",
            "min-2 all hospital H1 R1 30 0.25 120 true 2.0",
            "min-2 last-two-years hospital H1 R1 3 0.25 120 true 2.0");
  }

  @Test
  void hasTheColumnsOfItsTable(SparkSession spark) {
    Shapes.assertFills(
        Tables.NETWORK_OUTCOME,
        NetworkOutcomes.join(
                spark.createDataFrame(List.of(), Tables.REGION_MEASURE.schema()),
                spark.createDataFrame(List.of(), Tables.REGION_OUTCOME.schema()),
                spark.createDataFrame(List.of(), Tables.HOSPITAL.schema()))
            .schema());
  }
}
