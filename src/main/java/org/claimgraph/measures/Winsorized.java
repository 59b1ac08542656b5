package org.claimgraph.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** PCP relative centrality without its extremes, as in Barnett et al. 2012. */
final class Winsorized {

  private static final String[] GROUP = {"tie_rule", "region_type"};

  private Winsorized() {}

  /**
   * Adds pcp_relative_centrality_winsorized: values beyond the exact 1st and 99th percentile (type
   * 7) over the regions of one type, the unknown region left out, become that percentile.
   */
  static Dataset<Row> byRegionType(Dataset<Row> regions) {
    Dataset<Row> limits =
        regions
            .where(col("region_id").notEqual("unknown"))
            .groupBy("tie_rule", "region_type")
            .agg(
                expr("percentile(pcp_relative_centrality, 0.01)").as("low"),
                expr("percentile(pcp_relative_centrality, 0.99)").as("high"));
    Column raw = col("pcp_relative_centrality");
    return regions
        .join(limits, GROUP, "left")
        .withColumn(
            "pcp_relative_centrality_winsorized",
            // least and greatest skip nulls, so an undefined value needs to be kept undefined.
            when(raw.isNotNull(), least(greatest(raw, col("low")), col("high"))))
        .drop("low", "high");
  }
}
