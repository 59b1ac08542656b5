package org.claimgraph.encounters;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.EncounterConfig;

/** Which claim lines are encounters of a patient with a physician, and why the others are not. */
public final class EncounterLines {

  private EncounterLines() {}

  /**
   * Judges every claim line.
   *
   * @param lines {@code claims.claim_line}
   * @param physicians npi and specialty, for lines that do not name a specialty of their own
   * @param rvu hcpcs and rvu; empty where no procedure counts
   * @return the lines with the column not_encounter: null for an encounter, else without_physician,
   *     other_role, excluded_specialty or not_significant
   */
  public static Dataset<Row> judge(
      Dataset<Row> lines, Dataset<Row> physicians, Dataset<Row> rvu, EncounterConfig config) {
    Dataset<Row> specialties =
        physicians.select(col("npi"), col("specialty").as("physician_specialty"));
    Column specialty = coalesce(col("specialty"), col("physician_specialty"));
    Column counts =
        config.policy() == EncounterConfig.Policy.ANY
            ? lit(true)
            : coalesce(
                isEvaluationAndManagement(config).or(col("rvu").geq(config.minRvu())), lit(false));
    return lines
        .join(specialties, new String[] {"npi"}, "left")
        .join(broadcast(rvu), new String[] {"hcpcs"}, "left")
        .withColumn(
            "not_encounter",
            when(col("npi").isNull(), "without_physician")
                .when(
                    not(
                        col("npi_role")
                            .isInCollection(
                                config.roles().stream().map(EncounterConfig.Role::label).toList())),
                    "other_role")
                .when(specialty.isInCollection(config.excludedSpecialties()), "excluded_specialty")
                .when(not(counts), "not_significant"))
        .drop("physician_specialty", "rvu");
  }

  /** Whether a line is evaluation and management. */
  public static Column isEvaluationAndManagement(EncounterConfig config) {
    return CodeRanges.contain(config.evaluationAndManagement(), col("hcpcs"));
  }
}
