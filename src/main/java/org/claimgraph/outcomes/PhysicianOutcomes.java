package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Means of outcomes over the patients that are attributed to each physician. */
public final class PhysicianOutcomes {

  private PhysicianOutcomes() {}

  /**
   * Averages patient outcomes, as {@link GroupMeans} tells.
   *
   * @return one row per (cohort, npi), in the shape of {@code outcome.physician_outcome} without
   *     period
   */
  public static Dataset<Row> of(StandardizedPatients patients) {
    return GroupMeans.of(
        patients.patients().where(col("npi").isNotNull()), patients.nation(), "npi");
  }
}
