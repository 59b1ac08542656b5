package org.claimgraph.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.RegionType;
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
class ReferralNetworksTest {

  private static final MeasureConfig CONFIG =
      new MeasureConfig(List.of(RegionType.HOSPITAL, RegionType.NATION), RegionType.NATION);

  @Test
  void referralsOfEveryRegionAndWindowAreMeasured(SparkSession spark) {
    // In H: A to B and back, B to C, A to C; D has none. X of another hospital sends to A.
    Dataset<Row> measured =
        measure(
            spark, List.of("30 A B 4", "30 B A 4", "30 B C 2", "30 A C 1", "30 X A 7", "90 A B 5"));
    assertThat(
            TextTable.lines(
                measured,
                "window_days",
                "region_type",
                "region_id",
                "physicians",
                "referrals",
                "patients_sum",
                "reciprocity",
                "transitive_triples",
                "cycles"))
        .containsExactlyInAnyOrder(
            "30 hospital H 4 4 11 0.5 2 0",
            "30 nation US 5 5 18 0.4 2 0",
            "90 hospital H 4 1 5 0.0 0 0",
            "90 nation US 5 1 5 0.0 0 0");
  }

  @Test
  void triadsOfEveryFormAddUpToAllTriads(SparkSession spark) {
    Row hospital =
        measure(spark, List.of("30 A B 4", "30 B A 4", "30 B C 2", "30 A C 1"))
            .where("region_id = 'H'")
            .first();
    // A, B, C: one mutual pair that both refer to C. With D: the mutual pair, and twice one way.
    assertThat(hospital.<Long>getAs("triads_120u")).isEqualTo(1);
    assertThat(hospital.<Long>getAs("triads_102")).isEqualTo(1);
    assertThat(hospital.<Long>getAs("triads_012")).isEqualTo(2);
    assertThat(
            Arrays.stream(hospital.schema().fieldNames())
                .filter(name -> name.startsWith("triads_"))
                .mapToLong(name -> hospital.<Long>getAs(name))
                .sum())
        .isEqualTo(4);
  }

  @Test
  void fillsItsTable(SparkSession spark) {
    Shapes.assertFills(Tables.REFERRAL_MEASURE, measure(spark, List.of()).schema());
    assertThat(measure(spark, List.of()).count()).isZero();
  }

  private static Dataset<Row> measure(SparkSession spark, List<String> referrals) {
    return ReferralNetworks.measure(
        TextTable.of(
            spark,
            "npi STRING, hospital STRING, hrr STRING",
            List.of("A H R", "B H R", "C H R", "D H R", "X G R")),
        TextTable.of(
            spark, "window_days INT, from_npi STRING, to_npi STRING, patients BIGINT", referrals),
        CONFIG);
  }
}
