package org.claimgraph.claims;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Hospital stays: as the source lists them, else one for each inpatient claim. */
public final class Stays {

  private static final String DAYS =
      "CAST(greatest(datediff(discharge_date, admission_date), 1) AS INT) AS days";

  /** Unknown where a line of intensive care does not tell its days. */
  private static final String ICU_DAYS =
      "if(bool_or(exists(lines, line -> line.revenue_code BETWEEN '0200' AND '0219'"
          + " AND line.units IS NULL)), NULL,"
          + " sum(aggregate(filter(lines, line -> line.revenue_code IS NOT NULL),"
          + " CAST(NULL AS DECIMAL(18, 3)), (days, line) -> CAST(coalesce(days, 0)"
          + " + if(line.revenue_code BETWEEN '0200' AND '0219', line.units, 0)"
          + " AS DECIMAL(18, 3)))))";

  private Stays() {}

  /** One row for each stay, in the shape of {@code claims.stay}. */
  public static Dataset<Row> of(Intake intake) {
    return intake.has("stay")
        ? listed(intake.accepted("stay"))
        : fromClaims(intake.accepted("claim"));
  }

  private static Dataset<Row> listed(Dataset<Row> stays) {
    return stays.selectExpr(
        "stay_id",
        "patient_id",
        "hospital",
        "admission_date",
        "discharge_date",
        DAYS,
        "covered_days",
        "icu_days",
        "drg",
        "medical",
        "disposition",
        "diagnoses",
        "allowed_amount",
        "paid_amount");
  }

  /**
   * Segments of a claim are one stay, with hospital, DRG, disposition and diagnoses each of the
   * first segment that tells it. Days in intensive care are the units of the revenue centres 0200
   * to 0219, intensive and coronary care; unknown where no line has a revenue centre.
   */
  private static Dataset<Row> fromClaims(Dataset<Row> claims) {
    return withDisposition(claims)
        .where(col("claim_type").equalTo("inpatient"))
        .groupBy("claim_id")
        .agg(
            first("patient_id", "patient_id IS NOT NULL"),
            expr("min(struct(segment, hospital)) FILTER (WHERE hospital IS NOT NULL) AS at"),
            first("drg", "drg IS NOT NULL"),
            first("disposition", "disposition IS NOT NULL"),
            first("diagnoses", "size(diagnoses) > 0"),
            min("admission_date").as("admission_date"),
            max("discharge_date").as("discharge_date"),
            sum("covered_days").as("covered_days"),
            expr(ICU_DAYS).as("icu_days"),
            expr(
                "sum(aggregate(filter(lines, line -> line.allowed_amount IS NOT NULL),"
                    + " CAST(NULL AS DECIMAL(18, 2)), (total, line) ->"
                    + " CAST(coalesce(total, 0) + line.allowed_amount AS DECIMAL(18, 2))))"
                    + " AS allowed_amount"),
            sum("paid_amount").as("paid_amount"))
        .selectExpr(
            "claim_id AS stay_id",
            "patient_id.patient_id",
            "coalesce(at.hospital, 'unknown') AS hospital",
            "admission_date",
            "discharge_date",
            DAYS,
            "try_cast(covered_days AS INT) AS covered_days",
            "try_cast(icu_days AS INT) AS icu_days",
            "drg.drg",
            "CAST(NULL AS BOOLEAN) AS medical",
            "disposition.disposition",
            "diagnoses.diagnoses",
            "CAST(allowed_amount AS DECIMAL(18, 2)) AS allowed_amount",
            "CAST(paid_amount AS DECIMAL(18, 2)) AS paid_amount");
  }

  /** Not every layout has claims that tell it. */
  private static Dataset<Row> withDisposition(Dataset<Row> claims) {
    return List.of(claims.columns()).contains("disposition")
        ? claims
        : claims.withColumn("disposition", lit(null).cast("string"));
  }

  /** The first value of a column, in order of rows, that tells something. */
  private static Column first(String column, String condition) {
    return expr(
        "min(struct(segment, source_file, row_number, "
            + column
            + ")) FILTER (WHERE "
            + condition
            + ") AS "
            + column);
  }
}
