package org.claimgraph.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.RegionType;
import org.claimgraph.encounters.Places;

/**
 * What goes into the adjusted degree: ties and shared patients with physicians of the nation or of
 * the same HRR, never only with those of the own hospital.
 */
final class Scope {

  private static final String[] NPI = {"npi"};

  private Scope() {}

  /**
   * Counts for each physician and tie rule.
   *
   * @param physicians {@code network.physician} of the period
   * @param links {@code network.patient_physician} of the period
   * @param ties {@code network.tie} of the period
   * @return one row per (tie_rule, npi) for every physician: shared_patients, scope_degree,
   *     scope_strength, each 0 where there is none; shared_patients is null for a physician without
   *     links, whose patients nobody knows
   */
  static Dataset<Row> counts(
      Dataset<Row> physicians,
      Dataset<Row> links,
      Dataset<Row> ties,
      List<String> rules,
      RegionType scope) {
    // Physicians of unknown regions do not share one.
    Column scopeId =
        scope == RegionType.HRR
            ? when(col("hrr").notEqual(Places.UNKNOWN), col("hrr"))
            : lit(Places.NATION);
    Dataset<Row> scopes = physicians.select(col("npi"), scopeId.as("scope"));
    return scopes
        .select(col("npi"), explode(RegionRows.everyRule(rules)).as("tie_rule"))
        .join(sharedPatients(links, scopes), NPI, "left")
        .join(tieSums(ties, scopes), new String[] {"tie_rule", "npi"}, "left")
        .select(
            col("tie_rule"),
            col("npi"),
            col("shared_patients"),
            coalesce(col("scope_degree"), lit(0L)).as("scope_degree"),
            coalesce(col("scope_strength"), lit(0L)).as("scope_strength"));
  }

  private static Dataset<Row> sharedPatients(Dataset<Row> links, Dataset<Row> scopes) {
    Dataset<Row> placed = links.select("patient_id", "npi").join(scopes, NPI);
    Dataset<Row> sharing =
        placed
            .where(col("scope").isNotNull())
            .groupBy("patient_id", "scope")
            .agg(count(lit(1)).as("n"))
            .where(col("n").gt(1));
    return placed
        .join(sharing, new String[] {"patient_id", "scope"}, "left")
        .groupBy("npi")
        .agg(count("n").as("shared_patients"));
  }

  private static Dataset<Row> tieSums(Dataset<Row> ties, Dataset<Row> scopes) {
    Dataset<Row> inside =
        ties.join(end(scopes, "a"), new String[] {"npi_a"})
            .join(end(scopes, "b"), new String[] {"npi_b"})
            .where(col("scope_a").equalTo(col("scope_b")))
            .select(
                explode(col("kept")).as("tie_rule"),
                col("npi_a"),
                col("npi_b"),
                col("shared_patients"));
    return seenFrom(inside, "npi_a")
        .union(seenFrom(inside, "npi_b"))
        .groupBy("tie_rule", "npi")
        .agg(count(lit(1)).as("scope_degree"), sum("shared_patients").as("scope_strength"));
  }

  private static Dataset<Row> end(Dataset<Row> scopes, String side) {
    return scopes.select(col("npi").as("npi_" + side), col("scope").as("scope_" + side));
  }

  private static Dataset<Row> seenFrom(Dataset<Row> ties, String end) {
    return ties.select(col("tie_rule"), col(end).as("npi"), col("shared_patients"));
  }
}
