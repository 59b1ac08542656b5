package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.EncounterConfig;
import org.claimgraph.encounters.EncounterLines;
import org.claimgraph.encounters.Places;

/**
 * To whom a patient belongs: the physician and the hospital that are answerable for the care of a
 * cohort's window, wherever it was given. Every choice is broken down to the lowest id.
 */
public final class Attribution {

  private static final String[] PATIENT = {"patient_id"};

  private Attribution() {}

  /**
   * The physician with most visits: days with a line of evaluation and management that counts as an
   * encounter. Primary care comes first, whatever the number of visits to others; of equal ones the
   * one with more dollars allowed (else paid) on those lines, then the later last visit, then the
   * lower npi.
   *
   * @param members cohort members, from {@link Cohorts#members}
   * @param lines claim lines with not_encounter, null for those that are encounters
   * @param physicians {@code claims.physician}
   * @return cohort, patient_id, npi; no row for patients without such a visit
   */
  public static Dataset<Row> physicians(
      Dataset<Row> members, Dataset<Row> lines, Dataset<Row> physicians, EncounterConfig config) {
    Dataset<Row> visits =
        lines
            .where(col("not_encounter").isNull())
            .where(EncounterLines.isEvaluationAndManagement(config))
            .select(
                col("patient_id"),
                col("npi"),
                col("service_from").as("day"),
                coalesce(col("allowed_amount"), col("paid_amount"), lit(0)).as("dollars"));
    return inWindow(visits, members)
        .groupBy("cohort", "patient_id", "npi")
        .agg(countDistinct("day").as("visits"), sum("dollars").as("dollars"), max("day").as("last"))
        .join(
            physicians.selectExpr("npi", "specialty_group <> 'primary' AS is_specialist"),
            new String[] {"npi"})
        .groupBy("cohort", "patient_id")
        .agg(
            expr("min(struct(is_specialist, -visits, -dollars, -unix_date(last), npi)).npi")
                .as("npi"));
  }

  /**
   * The hospital with most medical admissions in the window, of equal ones the one of the latest,
   * then the lowest id. An admission that nothing tells to be surgical counts as medical.
   *
   * @param members cohort members, from {@link Cohorts#members}
   * @param stays {@code claims.stay}
   * @return cohort, patient_id, hospital; no row for patients without such an admission
   */
  public static Dataset<Row> hospitals(Dataset<Row> members, Dataset<Row> stays) {
    Dataset<Row> admissions =
        stays
            .where(coalesce(col("medical"), lit(true)))
            .where(col("hospital").notEqual(Places.UNKNOWN))
            .select(col("patient_id"), col("hospital"), col("admission_date").as("day"));
    return inWindow(admissions, members)
        .groupBy("cohort", "patient_id", "hospital")
        .agg(expr("-count(*)").as("admissions"), expr("-max(unix_date(day))").as("latest"))
        .groupBy("cohort", "patient_id")
        .agg(expr("min(struct(admissions, latest, hospital)).hospital").as("hospital"));
  }

  /**
   * The hospital of each patient's physician (Bynum et al., Health Services Research 42:45, 2007).
   *
   * @param attributed patients with npi, from {@link #physicians}
   * @param physicians {@code claims.physician}
   * @return cohort, patient_id, hospital
   */
  public static Dataset<Row> hospitalsOfPhysicians(
      Dataset<Row> attributed, Dataset<Row> physicians) {
    return attributed
        .join(physicians.select("npi", "hospital"), new String[] {"npi"})
        .select("cohort", "patient_id", "hospital");
  }

  private static Dataset<Row> inWindow(Dataset<Row> events, Dataset<Row> members) {
    return events
        .join(members.select("cohort", "patient_id", "window_start", "window_end"), PATIENT)
        .where(col("day").between(col("window_start"), col("window_end")));
  }
}
