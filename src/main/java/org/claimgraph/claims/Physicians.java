package org.claimgraph.claims;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.RegionConfig;
import org.claimgraph.config.SpecialtyConfig;

/** Physicians of claim lines, and what the source lists of them. */
public final class Physicians {

  private Physicians() {}

  /**
   * One row for each physician.
   *
   * @param lines {@code claims.claim_line}
   * @return npi, specialty, specialty_group, zip, and zip_hrr: the region of the practice, null
   *     where unknown
   */
  public static Dataset<Row> of(
      Intake intake,
      Dataset<Row> lines,
      SparkSession spark,
      SpecialtyConfig specialties,
      RegionConfig regions) {
    Dataset<Row> seen = specialtyOnLines(lines);
    Dataset<Row> all =
        intake.has("physician")
            ? seen.join(listed(intake, spark, regions), new String[] {"npi"}, "full")
            : seen.selectExpr(
                "*",
                "CAST(NULL AS STRING) AS listed_specialty",
                "CAST(NULL AS STRING) AS zip",
                "CAST(NULL AS STRING) AS practice_hrr");
    return all.withColumn("specialty", coalesce(col("listed_specialty"), col("line_specialty")))
        .select(
            col("npi"),
            col("specialty"),
            group(specialties).as("specialty_group"),
            col("zip"),
            col("practice_hrr").as("zip_hrr"));
  }

  /** The specialty on most lines of each physician, of equal ones the lowest code. */
  private static Dataset<Row> specialtyOnLines(Dataset<Row> lines) {
    return lines
        .where(col("npi").isNotNull())
        .groupBy("npi", "specialty")
        .agg(count(lit(1)).as("times"))
        .groupBy("npi")
        .agg(
            expr("min(struct(-times, specialty)) FILTER (WHERE specialty IS NOT NULL).specialty")
                .as("line_specialty"));
  }

  private static Dataset<Row> listed(Intake intake, SparkSession spark, RegionConfig regions) {
    Dataset<Row> rows =
        intake
            .accepted("physician")
            .select(
                col("npi"),
                col("specialty").as("listed_specialty"),
                col("zip"),
                col("hrr").as("own"));
    return Crosswalk.withZipHrr(rows, spark, regions)
        .selectExpr("npi", "listed_specialty", "zip", "coalesce(own, zip_hrr) AS practice_hrr");
  }

  private static Column group(SpecialtyConfig specialties) {
    Column code = col("specialty");
    return when(code.isNull(), "unknown")
        .when(code.isInCollection(specialties.primary()), "primary")
        .when(code.isInCollection(specialties.medical()), "medical")
        .when(code.isInCollection(specialties.surgical()), "surgical")
        .otherwise("other");
  }
}
