package org.claimgraph.encounters;

import static org.apache.spark.sql.functions.max;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.claims.Lookup;

/** Relative values of procedures. */
public final class RelativeValues {

  private RelativeValues() {}

  /** One row for each hcpcs: rvu, of several the largest; none where path is null. */
  public static Dataset<Row> read(SparkSession spark, String path) {
    return Lookup.read(spark, "encounter.rvu", path, List.of("hcpcs", "rvu"))
        .selectExpr("hcpcs", "try_cast(rvu AS DOUBLE) AS rvu")
        .where("rvu < double('Infinity')") // which is below NaN
        .groupBy("hcpcs")
        .agg(max("rvu").as("rvu"));
  }
}
