package org.claimgraph.ties;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.encounters.Places;

/**
 * Ties that a list gives ready-made, such as CMS Physician Shared Patient Patterns.
 *
 * <p>Such a list tells how many patients two physicians share, but not which: what needs the
 * patients of a tie is null.
 */
public final class ListedTies {

  private ListedTies() {}

  /**
   * Every pair once. Of two directions the one with more distinct patients counts, the usual way to
   * come from directed patterns of 180 days near the undirected graph of a year: r = 0.98 on the
   * pairs that both have. A pair is absent where the list leaves both directions out, as CMS does
   * below 11 patients.
   *
   * @param listed pairs in one direction or both: from_npi, to_npi, patients
   * @return npi_a, npi_b, npi_a &lt; npi_b, and shared_patients
   */
  public static Dataset<Row> undirected(Dataset<Row> listed) {
    return listed
        .groupBy(
            least(col("from_npi"), col("to_npi")).as("npi_a"),
            greatest(col("from_npi"), col("to_npi")).as("npi_b"))
        .agg(max("patients").as("shared_patients"));
  }

  /**
   * Every physician of a tie or of the node file, who may be without ties.
   *
   * @param pairs npi_a, npi_b
   * @param nodes npi, specialty_group, hospital, hrr, patients
   * @return {@code network.physician} without period; what the node file does not give is unknown,
   *     the number of patients null
   */
  public static Dataset<Row> physicians(Dataset<Row> pairs, Dataset<Row> nodes) {
    return pairs
        .select(col("npi_a").as("npi"))
        .union(pairs.select("npi_b"))
        .union(nodes.select("npi"))
        .distinct()
        .join(nodes, new String[] {"npi"}, "left")
        .select(
            col("npi"),
            lit(null).cast("string").as("specialty"),
            coalesce(col("specialty_group"), lit(Places.UNKNOWN)).as("specialty_group"),
            coalesce(col("hospital"), lit(Places.UNKNOWN)).as("hospital"),
            when(col("hospital").isNull(), Places.UNKNOWN).otherwise("listed").as("hospital_rule"),
            coalesce(col("hrr"), lit(Places.UNKNOWN)).as("hrr"),
            when(col("hrr").isNull(), Places.UNKNOWN).otherwise("listed").as("hrr_rule"),
            col("patients"));
  }

  /**
   * The ties in the shape of {@code network.tie} without period and kept.
   *
   * @param pairs npi_a, npi_b, shared_patients
   * @param physicians one row per npi: hospital, hrr
   */
  public static Dataset<Row> of(Dataset<Row> pairs, Dataset<Row> physicians) {
    return pairs
        .join(place(physicians, "a"), new String[] {"npi_a"})
        .join(place(physicians, "b"), new String[] {"npi_b"})
        .withColumn("newman_weight", lit(null).cast("double"))
        .withColumn("min_encounters", lit(null).cast("bigint"))
        .withColumn("same_hospital", same("hospital"))
        .withColumn("same_hrr", same("hrr"))
        .drop("hospital_a", "hospital_b", "hrr_a", "hrr_b");
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
}
