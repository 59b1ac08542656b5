package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.RegionType;
import org.claimgraph.encounters.Places;

/** Means of outcomes over the patients of each region. */
public final class RegionOutcomes {

  private RegionOutcomes() {}

  /**
   * Averages patient outcomes in one pass, as {@link GroupMeans} tells.
   *
   * @return one row per (cohort, region_type, region_id), in the shape of {@code
   *     outcome.region_outcome} without period
   */
  public static Dataset<Row> of(StandardizedPatients patients, List<RegionType> types) {
    Column regions = array(types.stream().map(RegionOutcomes::region).toArray(Column[]::new));
    return GroupMeans.of(
        patients
            .patients()
            .withColumn("region", explode(regions))
            .withColumn("region_type", col("region.type"))
            .withColumn("region_id", col("region.id")),
        patients.nation(),
        "region_type",
        "region_id");
  }

  private static Column region(RegionType type) {
    Column id =
        switch (type) {
          case HOSPITAL -> col("hospital");
          case HRR -> col("hrr");
          case NATION -> lit(Places.NATION);
        };
    return struct(lit(type.label()).as("type"), id.as("id"));
  }
}
