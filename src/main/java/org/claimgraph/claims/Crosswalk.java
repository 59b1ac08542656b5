package org.claimgraph.claims;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.RegionConfig;

/**
 * The way from a place of residence or practice to its hospital referral region. Each method gives
 * an empty Dataset where the configuration names no crosswalk.
 */
public final class Crosswalk {

  private Crosswalk() {}

  /** One row for each ZIP code: zip, zip_hrr. */
  static Dataset<Row> zips(SparkSession spark, RegionConfig config) {
    return read(spark, "zip-hrr", config.zipHrr(), List.of("zip", "hrr"))
        .selectExpr("lpad(zip, 5, '0') AS zip", "hrr")
        .groupBy("zip")
        .agg(min("hrr").as("zip_hrr"));
  }

  /**
   * One row for each county: county (FIPS), county_hrr: the region with the largest weight, of
   * equal ones the lowest id.
   */
  static Dataset<Row> counties(SparkSession spark, RegionConfig config) {
    return read(spark, "county-hrr", config.countyHrr(), List.of("fips", "hrr", "weight"))
        .selectExpr(
            "lpad(fips, 5, '0') AS county",
            "named_struct('rank', -try_cast(weight AS DOUBLE), 'hrr', hrr) AS share")
        .where("share.rank IS NOT NULL")
        .groupBy("county")
        .agg(expr("min(share).hrr").as("county_hrr"));
  }

  /** One row for each SSA county: county_ssa, ssa_fips: its FIPS county, of several the lowest. */
  static Dataset<Row> ssaCounties(SparkSession spark, RegionConfig config) {
    return read(spark, "ssa-county", config.ssaCounty(), List.of("ssacounty", "fipscounty"))
        .selectExpr("lpad(ssacounty, 5, '0') AS county_ssa", "lpad(fipscounty, 5, '0') AS fips")
        .groupBy("county_ssa")
        .agg(min("fips").as("ssa_fips"));
  }

  /** Adds county_hrr and zip_hrr to rows with county_ssa, county_fips and zip. */
  static Dataset<Row> locate(Dataset<Row> people, SparkSession spark, RegionConfig config) {
    return withZipHrr(people, spark, config)
        .join(broadcast(ssaCounties(spark, config)), asList("county_ssa"), "left")
        .selectExpr("*", "coalesce(lpad(county_fips, 5, '0'), ssa_fips) AS fips")
        .join(
            broadcast(counties(spark, config).withColumnRenamed("county", "fips")),
            asList("fips"),
            "left");
  }

  /** Adds zip_hrr to rows with zip, of which the first five digits count. */
  static Dataset<Row> withZipHrr(Dataset<Row> rows, SparkSession spark, RegionConfig config) {
    return rows.selectExpr("*", "left(lpad(split_part(zip, '-', 1), 5, '0'), 5) AS zip5")
        .join(
            broadcast(zips(spark, config).withColumnRenamed("zip", "zip5")), asList("zip5"), "left")
        .drop("zip5");
  }

  private static String[] asList(String column) {
    return new String[] {column};
  }

  private static Dataset<Row> read(
      SparkSession spark, String key, String path, List<String> columns) {
    return Lookup.read(spark, "region." + key, path, columns);
  }
}
