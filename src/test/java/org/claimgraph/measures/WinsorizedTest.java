package org.claimgraph.measures;

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
class WinsorizedTest {

  @Test
  void extremesOfKnownRegionsOfOneTypeBecomeThePercentiles(SparkSession spark) {
    Dataset<Row> regions =
        TextTable.of(
            spark,
            "tie_rule STRING, region_type STRING, region_id STRING, pcp_relative_centrality DOUBLE",
            "all hospital A 1",
            "all hospital B 2",
            "all hospital C 3",
            "all hospital D 4",
            "all hospital E 5",
            "all hospital F -",
            "all hospital unknown 100",
            "all hrr R 7",
            "all nation US -",
            "min-2 hospital A 50");
    assertThat(
            TextTable.lines(
                Winsorized.byRegionType(regions),
                "tie_rule",
                "region_type",
                "region_id",
                "pcp_relative_centrality",
                "pcp_relative_centrality_winsorized"))
        .containsExactly(
            "all hospital A 1.0 1.04",
            "all hospital B 2.0 2.0",
            "all hospital C 3.0 3.0",
            "all hospital D 4.0 4.0",
            "all hospital E 5.0 4.96",
            "all hospital F - -",
            "all hospital unknown 100.0 4.96",
            "all hrr R 7.0 7.0",
            "all nation US - -",
            "min-2 hospital A 50.0 50.0");
  }
}
