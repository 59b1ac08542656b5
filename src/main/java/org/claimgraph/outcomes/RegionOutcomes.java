package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.RegionType;

/** Means of outcomes over the patients of each region. */
public final class RegionOutcomes {

  /** Columns of {@code outcome.patient_outcome} that are averaged. */
  private static final List<String> OUTCOMES =
      List.of(
          "spending", "spending_inpatient", "hospital_days", "physician_visits", "physicians_seen");

  private RegionOutcomes() {}

  /**
   * Averages patient outcomes. Sums are exact before they are divided, so any order of patients
   * gives the same bits.
   *
   * @param patients {@code outcome.patient_outcome} of one period
   * @return one row per (cohort, region_type, region_id), in the shape of {@code
   *     outcome.region_outcome} without period
   */
  public static Dataset<Row> of(Dataset<Row> patients, List<RegionType> types) {
    return types.stream().map(type -> of(patients, type)).reduce(Dataset::union).orElseThrow();
  }

  private static Dataset<Row> of(Dataset<Row> patients, RegionType type) {
    Column id =
        switch (type) {
          case HOSPITAL -> col("hospital");
          case HRR -> col("hrr");
          case NATION -> lit("US");
        };
    Column[] means =
        Stream.concat(
                Stream.of(count(lit(1)).as("patients")),
                OUTCOMES.stream().map(RegionOutcomes::mean))
            .toArray(Column[]::new);
    return patients
        .groupBy(col("cohort"), lit(type.label()).as("region_type"), id.as("region_id"))
        .agg(means[0], Arrays.copyOfRange(means, 1, means.length));
  }

  private static Column mean(String outcome) {
    return sum(outcome).cast("double").divide(count(lit(1))).as(outcome + "_mean");
  }
}
