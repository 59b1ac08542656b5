package org.claimgraph.ties;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.TieConfig;
import org.claimgraph.encounters.Places;

/**
 * Ties between physicians who share patients.
 *
 * <p>Newman weights are added up as decimals, so that the sum has the same bits in any order.
 */
public final class SharedPatientTies {

  private SharedPatientTies() {}

  /**
   * Counts what each pair of physicians shares.
   *
   * @param links one row per (patient_id, npi): encounters
   * @param physicians one row per npi: hospital, hrr
   * @return one row per (npi_a, npi_b), npi_a &lt; npi_b, with at least one shared patient, in the
   *     shape of {@code network.tie} without period
   */
  public static Dataset<Row> infer(Dataset<Row> links, Dataset<Row> physicians, TieConfig config) {
    Dataset<Row> sizes = links.groupBy("patient_id").agg(count(lit(1)).as("physicians"));
    Dataset<Row> shared =
        links
            .join(sizes.where(col("physicians").gt(1)), new String[] {"patient_id"})
            .select("patient_id", "npi", "encounters", "physicians");
    Dataset<Row> a = side(shared, "a").withColumnRenamed("physicians_a", "physicians");
    Dataset<Row> b = side(shared, "b").drop("physicians_b");
    Dataset<Row> pairs =
        a.join(b, new String[] {"patient_id"})
            .where(col("npi_a").lt(col("npi_b")))
            .groupBy("npi_a", "npi_b")
            .agg(
                count(lit(1)).as("shared_patients"),
                sum(newmanShare()).cast("decimal(38,15)").cast("double").as("newman_weight"),
                sum(least(col("encounters_a"), col("encounters_b"))).as("min_encounters"));
    return placed(pairs, physicians).withColumn("kept", kept(config));
  }

  /** Adds same_hospital and same_hrr to pairs of physicians. */
  static Dataset<Row> placed(Dataset<Row> pairs, Dataset<Row> physicians) {
    return pairs
        .join(place(physicians, "a"), new String[] {"npi_a"})
        .join(place(physicians, "b"), new String[] {"npi_b"})
        .withColumn("same_hospital", same("hospital"))
        .withColumn("same_hrr", same("hrr"))
        .drop("hospital_a", "hospital_b", "hrr_a", "hrr_b");
  }

  private static Column newmanShare() {
    return expr("CAST(1 AS DECIMAL(20, 18)) / CAST(physicians - 1 AS DECIMAL(10, 0))")
        .cast("decimal(28,20)");
  }

  private static Dataset<Row> side(Dataset<Row> links, String side) {
    return links.select(
        col("patient_id"),
        col("npi").as("npi_" + side),
        col("encounters").as("encounters_" + side),
        col("physicians").as("physicians_" + side));
  }

  private static Dataset<Row> place(Dataset<Row> physicians, String side) {
    return physicians.select(
        col("npi").as("npi_" + side),
        col("hospital").as("hospital_" + side),
        col("hrr").as("hrr_" + side));
  }

  private static Column same(String place) {
    return col(place + "_a")
        .equalTo(col(place + "_b"))
        .and(col(place + "_a").notEqual(Places.UNKNOWN));
  }

  static Column kept(TieConfig config) {
    Column[] rules =
        config.rules().stream()
            .map(
                rule ->
                    when(col("shared_patients").geq(TieConfig.minSharedPatients(rule)), lit(rule)))
            .toArray(Column[]::new);
    return array_compact(array(rules));
  }
}
