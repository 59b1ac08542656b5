package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.RegionType;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class RegionOutcomesTest {

  @Test
  void eachRegionHasTheMeansOfItsPatientsInEachCohort(SparkSession spark) {
    Dataset<Row> patients =
        TextTable.of(
            spark,
            "cohort STRING, hospital STRING, hrr STRING, spending DECIMAL(18, 2),"
                + " spending_inpatient DECIMAL(18, 2), hospital_days BIGINT,"
                + " physician_visits BIGINT, physicians_seen BIGINT",
            "all H1 R1 0.10 0 0 4 2",
            "all H1 R1 0.20 0.03 3 1 1",
            "all unknown R1 0.30 0 0 0 0",
            "last-two-years H1 R2 7 5 2 1 1");
    Dataset<Row> regions = RegionOutcomes.of(patients, List.of(RegionType.values()));
    Shapes.assertFills(Tables.REGION_OUTCOME, regions.schema());
    assertThat(
            TextTable.lines(
                regions,
                "cohort",
                "region_type",
                "region_id",
                "patients",
                "spending_mean",
                "spending_inpatient_mean",
                "hospital_days_mean",
                "physician_visits_mean",
                "physicians_seen_mean"))
        .containsExactly(
            "all hospital H1 2 0.15 0.015 1.5 2.5 1.5",
            "all hospital unknown 1 0.3 0.0 0.0 0.0 0.0",
            "all hrr R1 3 0.19999999999999998 0.01 1.0 1.6666666666666667 1.0",
            "all nation US 3 0.19999999999999998 0.01 1.0 1.6666666666666667 1.0",
            "last-two-years hospital H1 1 7.0 5.0 2.0 1.0 1.0",
            "last-two-years hrr R2 1 7.0 5.0 2.0 1.0 1.0",
            "last-two-years nation US 1 7.0 5.0 2.0 1.0 1.0");
  }

  @Test
  void onlyTheKindsOfRegionAskedForAreThere(SparkSession spark) {
    Dataset<Row> patients =
        TextTable.of(
            spark,
            "cohort STRING, hospital STRING, hrr STRING, spending DECIMAL(18, 2),"
                + " spending_inpatient DECIMAL(18, 2), hospital_days BIGINT,"
                + " physician_visits BIGINT, physicians_seen BIGINT",
            "all H1 R1 1 1 1 1 1");
    assertThat(
            TextTable.lines(
                RegionOutcomes.of(patients, List.of(RegionType.HRR)), "region_type", "region_id"))
        .containsExactly("hrr R1");
  }
}
