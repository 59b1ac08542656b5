package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.claims.Betos;
import org.claimgraph.claims.Lookup;
import org.claimgraph.config.OutcomeConfig;

/**
 * Which procedures are images and which are tests: by the first letter of their BETOS category (I,
 * T) or by their RBCS category, its successor.
 */
public final class ServiceTypes {

  private ServiceTypes() {}

  /**
   * Reads the file that the configuration names.
   *
   * @return hcpcs, service_type (imaging, tests, other), first_day and last_day: of each code at
   *     most one row for any day, the one that ends first; of several that end on the same day, or
   *     in a file without dates, such as those of RBCS, the first type in the order imaging, other,
   *     tests; without rows where no file is named
   */
  public static Dataset<Row> read(SparkSession spark, OutcomeConfig config) {
    Dataset<Row> codes =
        config.rbcs() == null
            ? Betos.read(spark, config.betos())
            : Lookup.read(spark, "outcome.rbcs", config.rbcs(), List.of("hcpcs", "rbcs_cat"))
                .selectExpr("hcpcs", "rbcs_cat AS betos", "CAST(NULL AS DATE) AS last_day");
    return codes
        .selectExpr(
            "hcpcs",
            "CASE left(betos, 1) WHEN 'I' THEN 'imaging' WHEN 'T' THEN 'tests' ELSE 'other' END"
                + " AS service_type",
            "coalesce(last_day, DATE'9999-12-31') AS last_day")
        .groupBy("hcpcs", "last_day")
        .agg(min("service_type").as("service_type"))
        .selectExpr(
            "*",
            "coalesce(date_add(lag(last_day) OVER (PARTITION BY hcpcs ORDER BY last_day), 1),"
                + " DATE'0001-01-01') AS first_day");
  }

  /**
   * Adds service_type to claim lines: that of their code on the day of service, null for a code
   * that is not listed or not valid any more.
   */
  static Dataset<Row> judge(Dataset<Row> lines, Dataset<Row> types) {
    Dataset<Row> listed = broadcast(types.withColumnRenamed("hcpcs", "listed_hcpcs"));
    return lines
        .join(
            listed,
            col("hcpcs")
                .equalTo(col("listed_hcpcs"))
                .and(col("service_from").between(col("first_day"), col("last_day"))),
            "left")
        .drop("listed_hcpcs", "first_day", "last_day");
  }
}
