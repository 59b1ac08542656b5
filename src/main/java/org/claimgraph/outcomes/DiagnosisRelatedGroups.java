package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.claims.Lookup;

/** Which stays are medical and which surgical. */
public final class DiagnosisRelatedGroups {

  private DiagnosisRelatedGroups() {}

  /**
   * Fills in medical where the source does not say but the group does.
   *
   * @param stays {@code claims.stay}
   * @param path csv with the columns ms_drg_code, three digits, and medical_surgical, Medical or
   *     Surgical; null where there is none
   * @return the stays with medical: true, false, or null where neither tells
   */
  public static Dataset<Row> classify(Dataset<Row> stays, String path) {
    Dataset<Row> groups =
        Lookup.read(
                stays.sparkSession(),
                "outcome.drg",
                path,
                List.of("ms_drg_code", "medical_surgical"))
            .selectExpr(
                code("ms_drg_code") + " AS listed_drg",
                "CASE lower(medical_surgical) WHEN 'medical' THEN true WHEN 'surgical' THEN false"
                    + " END AS group_is_medical")
            .groupBy("listed_drg")
            .agg(expr("min(group_is_medical)").as("group_is_medical"));
    return stays
        .join(broadcast(groups), expr(code("drg") + " = listed_drg"), "left")
        .withColumn("medical", coalesce(col("medical"), col("group_is_medical")))
        .drop("listed_drg", "group_is_medical");
  }

  /** SQL of the three digits of a group, whatever zeros come before in the column. */
  static String code(String column) {
    return "lpad(ltrim('0', " + column + "), 3, '0')";
  }
}
