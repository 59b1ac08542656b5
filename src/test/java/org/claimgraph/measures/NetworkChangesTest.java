package org.claimgraph.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.measures.NetworkChanges.Measured;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class NetworkChangesTest {

  private static final MeasureConfig CONFIG =
      new MeasureConfig(List.of(RegionType.HOSPITAL, RegionType.NATION), RegionType.NATION);

  /** b moves from H to I, c comes, d goes; the tie of a and b grows beyond two patients. */
  @Test
  void whoMovesIsLeftThereAndEnteredHereAndTakesTiesAlong(SparkSession spark) {
    Measured before =
        measured(
            spark,
            "('a', 'H', 'R'), ('b', 'H', 'R'), ('d', 'I', 'R')",
            "('a', 'b', array('all')), ('a', 'd', array('all', 'min-2'))",
            "('all', 'nation', 'US', 2, 0.5D), ('all', 'hospital', 'H', 1, CAST(NULL AS DOUBLE))");
    Measured now =
        measured(
            spark,
            "('a', 'H', 'R'), ('b', 'I', 'R'), ('c', 'I', 'R')",
            "('a', 'b', array('all', 'min-2')), ('b', 'c', array('all'))",
            "('all', 'nation', 'US', 3, 0.25D), ('all', 'hospital', 'H', 0, 1.0D)");
    Dataset<Row> changes = NetworkChanges.of(now, before, List.of("all", "min-2"), CONFIG);
    assertThat(
            TextTable.lines(
                changes,
                "tie_rule",
                "region_id",
                "ties_born",
                "ties_kept",
                "ties_lost",
                "physicians_entered",
                "physicians_stayed",
                "physicians_left"))
        .containsExactlyInAnyOrder(
            "all H 0 0 1 0 1 1",
            "all I 1 0 0 2 0 1",
            "all US 1 1 1 1 2 1",
            "min-2 H 0 0 0 0 1 1",
            "min-2 I 0 0 0 2 0 1",
            "min-2 US 1 0 1 1 2 1");
    assertThat(
            TextTable.lines(
                changes.where("tie_rule = 'all'").selectExpr("region_id", "to_json(change) AS c"),
                "region_id",
                "c"))
        .containsExactlyInAnyOrder(
            "US {\"ties\":1.0,\"density\":-0.25}",
            "H {\"ties\":-1.0,\"density\":null}",
            "I {\"ties\":null,\"density\":null}");
  }

  private static Measured measured(
      SparkSession spark, String physicians, String ties, String measures) {
    return new Measured(
        spark.sql("SELECT * FROM VALUES " + physicians + " AS t(npi, hospital, hrr)"),
        spark.sql("SELECT * FROM VALUES " + ties + " AS t(npi_a, npi_b, kept)"),
        spark.sql(
            "SELECT * FROM VALUES "
                + measures
                + " AS t(tie_rule, region_type, region_id, ties, density)"));
  }
}
