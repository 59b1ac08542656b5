package org.claimgraph.ties;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Links of patients and physicians. */
public final class PatientPhysicians {

  private PatientPhysicians() {}

  /**
   * Counts the encounters of each patient and physician.
   *
   * @param encounters encounter lines: patient_id, npi, service_from
   * @return one row per (patient_id, npi): encounters, first_date, last_date
   */
  public static Dataset<Row> of(Dataset<Row> encounters) {
    return encounters
        .groupBy("patient_id", "npi")
        .agg(
            countDistinct("service_from").as("encounters"),
            min("service_from").as("first_date"),
            max("service_from").as("last_date"));
  }

  /** Physicians of links with at least so many patients: npi, patients. */
  public static Dataset<Row> physicians(Dataset<Row> links, int minPatients) {
    return links
        .groupBy("npi")
        .agg(count(lit(1)).as("patients"))
        .where(col("patients").geq(minPatients));
  }
}
