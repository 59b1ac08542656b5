package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.claimgraph.config.CharlsonConfig;
import org.claimgraph.config.CharlsonConfig.Weights;

/** How ill each patient of each cohort is, by the diagnoses on claims. */
public final class CharlsonScores {

  private CharlsonScores() {}

  /** Whether a source records diagnoses at all; where it does not, nobody's score is known. */
  public static boolean areKnown(Dataset<Row> lines) {
    return !lines.where("size(diagnoses) > 0").isEmpty();
  }

  /**
   * The {@link Charlson} score of the conditions on claims of all types that begin in the window of
   * the cohort, if it counts, or in the days before it that do. One pass over the lines; only those
   * with a condition are joined with the cohorts.
   *
   * @param members cohort members, from {@link Cohorts#members}
   * @param lines {@code claims.claim_line}
   * @return cohort, patient_id, charlson; no row where no condition is recorded
   */
  public static Dataset<Row> of(Dataset<Row> members, Dataset<Row> lines, CharlsonConfig config) {
    Dataset<Row> windows =
        members.selectExpr(
            "cohort",
            "patient_id",
            "date_sub(window_start, " + config.lookBackDays() + ") AS first_day",
            (config.inWindow() ? "window_end" : "date_sub(window_start, 1)") + " AS last_day");
    return recorded(lines, config)
        .join(windows, new String[] {"patient_id"})
        .where(col("day").between(col("first_day"), col("last_day")))
        .groupBy("cohort", "patient_id")
        .agg(conditions(config.confirmAfterDays()).as("conditions"))
        .select(col("cohort"), col("patient_id"), score(config.weights()).as("charlson"));
  }

  /** Lines with conditions: patient_id, day, inpatient, conditions. */
  private static Dataset<Row> recorded(Dataset<Row> lines, CharlsonConfig config) {
    Column vIsIcd9 =
        config.icd10From() == null
            ? lit(true)
            : coalesce(col("service_to"), col("service_from")).lt(lit(config.icd10From()));
    UDF2<String, Boolean, Integer> conditions = Charlson::conditions;
    return lines
        .select(
            col("patient_id"),
            col("service_from").as("day"),
            col("claim_type").equalTo("inpatient").as("inpatient"),
            udf(conditions, DataTypes.IntegerType)
                .apply(concat_ws("|", col("diagnoses")), vIsIcd9)
                .as("conditions"))
        .where(col("conditions").notEqual(0));
  }

  /** The conditions of all lines; those of inpatient lines and those seen again, where asked. */
  private static Column conditions(Integer confirmAfterDays) {
    if (confirmAfterDays == null) {
      return expr("bit_or(conditions)");
    }
    Column conditions = expr("bit_or(if(inpatient, conditions, 0))");
    for (Comorbidity condition : Comorbidity.values()) {
      Column day = when(col("conditions").bitwiseAND(condition.bit()).notEqual(0), col("day"));
      Column again =
          when(datediff(max(day), min(day)).gt(confirmAfterDays), condition.bit()).otherwise(0);
      conditions = conditions.bitwiseOR(again);
    }
    return conditions;
  }

  private static Column score(Weights weights) {
    UDF1<Integer, Integer> score = conditions -> Charlson.score(conditions, weights);
    return udf(score, DataTypes.IntegerType).apply(col("conditions"));
  }
}
