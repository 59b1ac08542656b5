package org.claimgraph.claims;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.RegionConfig;

/** Covered persons, whatever number of yearly rows the source gives for each. */
public final class Beneficiaries {

  private Beneficiaries() {}

  /** One row for each patient, in the shape of {@code claims.beneficiary}. */
  public static Dataset<Row> of(Intake intake, SparkSession spark, RegionConfig regions) {
    Dataset<Row> onClaims = intake.accepted("claim").select("patient_id").distinct();
    if (!intake.has("beneficiary")) {
      return withoutRecord(onClaims);
    }
    Dataset<Row> listed = listed(intake.accepted("beneficiary"), spark, regions);
    Dataset<Row> others = onClaims.join(listed, new String[] {"patient_id"}, "left_anti");
    return listed.unionByName(withoutRecord(others));
  }

  /** Facts of the latest year that gives them; months add up over the years. */
  private static Dataset<Row> listed(Dataset<Row> years, SparkSession spark, RegionConfig regions) {
    Dataset<Row> people =
        years
            .withColumn("at", expr("struct(coalesce(year, 0), source_file, row_number)"))
            .groupBy("patient_id")
            .agg(
                latest("birth_date"),
                latest("sex"),
                latest("race"),
                latest("death_date"),
                latest("state"),
                latest("county"),
                latest("county_ssa"),
                latest("county_fips"),
                latest("zip"),
                latest("hrr"),
                expr("CAST(sum(months_a) AS INT) AS months_a"),
                expr("CAST(sum(months_b) AS INT) AS months_b"),
                expr("CAST(sum(months_hmo) AS INT) AS months_hmo"),
                expr(
                    "sort_array(collect_list(named_struct('year', year, 'months_a', months_a,"
                        + " 'months_b', months_b, 'months_hmo', months_hmo))"
                        + " FILTER (WHERE year IS NOT NULL)) AS coverage"));
    return Crosswalk.locate(people, spark, regions)
        .selectExpr(
            "patient_id",
            "birth_date",
            "sex",
            "race",
            "death_date",
            "state",
            "county",
            "zip",
            "coalesce(hrr, zip_hrr, county_hrr, 'unknown') AS hrr",
            "months_a",
            "months_b",
            "months_hmo",
            "if(size(coverage) = 0, NULL, coverage) AS coverage");
  }

  private static Column latest(String column) {
    return expr(
        "max_by(" + column + ", at) FILTER (WHERE " + column + " IS NOT NULL) AS " + column);
  }

  private static Dataset<Row> withoutRecord(Dataset<Row> patients) {
    return patients
        .selectExpr(
            "patient_id",
            "CAST(NULL AS DATE) AS birth_date",
            "CAST(NULL AS STRING) AS sex",
            "CAST(NULL AS STRING) AS race",
            "CAST(NULL AS DATE) AS death_date",
            "CAST(NULL AS STRING) AS state",
            "CAST(NULL AS STRING) AS county",
            "CAST(NULL AS STRING) AS zip")
        .withColumn("hrr", lit("unknown"))
        .selectExpr(
            "*",
            "CAST(NULL AS INT) AS months_a",
            "CAST(NULL AS INT) AS months_b",
            "CAST(NULL AS INT) AS months_hmo",
            "CAST(NULL AS ARRAY<STRUCT<year: INT, months_a: INT, months_b: INT, months_hmo: INT>>)"
                + " AS coverage");
  }
}
