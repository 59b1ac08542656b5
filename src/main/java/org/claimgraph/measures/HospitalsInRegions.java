package org.claimgraph.measures;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.encounters.Places;

/** PCP relative centrality of hospitals in the networks of their regions. */
final class HospitalsInRegions {

  private static final Column PRIMARY = col("specialty_group").equalTo("primary");

  private HospitalsInRegions() {}

  /**
   * Puts the mean betweenness of a hospital's primary physicians over that of its others, each in
   * the network of the physician's hrr, in place of that in the network of the hospital; null
   * without either group, where the mean of the others is 0, or where betweenness is not told of
   * every physician. Physicians of no known hrr are left out.
   *
   * @param regions {@code network.region_measure} so far
   * @param physicians {@code network.physician_measure}
   */
  static Dataset<Row> relativeCentrality(Dataset<Row> regions, Dataset<Row> physicians) {
    Dataset<Row> inHrr =
        physicians
            .where(col("region_type").equalTo("hrr").and(col("region_id").notEqual(Places.UNKNOWN)))
            .select("tie_rule", "npi", "specialty_group", "betweenness");
    Dataset<Row> centrality =
        physicians
            .where(col("region_type").equalTo("hospital"))
            .select("tie_rule", "region_type", "region_id", "npi")
            .join(inHrr, new String[] {"tie_rule", "npi"})
            .groupBy("tie_rule", "region_type", "region_id")
            .agg(mean(PRIMARY).as("primary"), mean(not(PRIMARY)).as("others"))
            .select(
                col("tie_rule"),
                col("region_type"),
                col("region_id"),
                when(col("others").gt(0), col("primary").divide(col("others"))).as("in_hrr"));
    return regions
        .join(centrality, new String[] {"tie_rule", "region_type", "region_id"}, "left")
        .withColumn(
            "pcp_relative_centrality",
            when(col("region_type").equalTo("hospital"), col("in_hrr"))
                .otherwise(col("pcp_relative_centrality")))
        .drop("in_hrr");
  }

  /**
   * The mean of sorted values, so that it has the same bits in any order of rows; null where not
   * every member has one, as in a network that is spread over many tasks.
   */
  private static Column mean(Column group) {
    Column members = count(when(group, lit(1)));
    Column known = count(when(group, col("betweenness")));
    Column values = array_sort(collect_list(when(group, col("betweenness"))));
    return when(
        members.gt(0).and(known.equalTo(members)),
        aggregate(values, lit(0.0), Column::plus).divide(members));
  }
}
