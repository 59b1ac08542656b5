package org.claimgraph.association;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table analyses start from: network, outcomes and covariates of each region side by side. */
public final class NetworkOutcomes {

  private NetworkOutcomes() {}

  /**
   * Joins what belongs to the same region.
   *
   * @param measures {@code network.region_measure} of one period
   * @param outcomes {@code outcome.region_outcome} of one period
   * @param hospitals {@code claims.hospital}
   * @return rows in the shape of {@code analysis.network_outcome} without period
   */
  public static Dataset<Row> join(
      Dataset<Row> measures, Dataset<Row> outcomes, Dataset<Row> hospitals) {
    Dataset<Row> covariates =
        hospitals.select(
            col("hospital").as("region_id"),
            lit("hospital").as("region_type"),
            col("hrr").as("hospital_hrr"),
            col("beds"),
            col("urban"),
            col("teaching"),
            col("ownership"),
            col("covariates"));
    String[] region = {"region_type", "region_id"};
    return measures
        .drop("period")
        .join(outcomes.drop("period"), region)
        .join(covariates, region, "left")
        .withColumn(
            "primary_share",
            when(
                col("known_specialty_physicians").gt(0),
                col("primary_physicians").divide(col("known_specialty_physicians"))))
        .withColumn(
            "hrr",
            when(col("region_type").equalTo("hospital"), col("hospital_hrr"))
                .when(col("region_type").equalTo("hrr"), col("region_id")))
        .drop("hospital_hrr");
  }
}
