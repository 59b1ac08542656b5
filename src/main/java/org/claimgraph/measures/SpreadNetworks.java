package org.claimgraph.measures;

import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Networks with too many ties for one task: the ties stay spread, only physicians meet in one task.
 *
 * <p>Cost: about 100 rounds of {@link GraphxNetwork}; the last task needs 1 KB for each physician.
 */
final class SpreadNetworks {

  private static final StructType NUMBERED = StructType.fromDDL("npi STRING, node BIGINT");

  private SpreadNetworks() {}

  /**
   * Measures a network, as far as {@link Positions} tell of it. Runs jobs at once.
   *
   * @param rows of one region
   * @return rows in {@link MeasureRows#SCHEMA}
   */
  static JavaRDD<Row> measure(Region region, RegionRows rows) {
    JavaRDD<Member> members = rows.members().toJavaRDD().map(Member::of);
    JavaPairRDD<Long, Member> numbered =
        members
            .sortBy(Member::npi, true, members.getNumPartitions())
            .zipWithIndex()
            .mapToPair(Tuple2::swap)
            .persist(StorageLevel.MEMORY_AND_DISK());
    JavaPairRDD<Long, Place> places =
        GraphxNetwork.places(numbered.keys(), numbered(rows.ties(), numbered).toJavaRDD());
    return numbered
        .join(places, 1)
        .mapPartitions(found -> MeasureRows.of(region, SpreadPositions.of(found)));
  }

  /** Ties as two numbers and their shared patients. */
  private static Dataset<Row> numbered(Dataset<Row> ties, JavaPairRDD<Long, Member> members) {
    Dataset<Row> numbers =
        ties.sparkSession()
            .createDataFrame(
                members.map(member -> RowFactory.create(member._2().npi(), member._1())), NUMBERED);
    return ties.join(numbers.toDF("npi_a", "a"), new String[] {"npi_a"})
        .join(numbers.toDF("npi_b", "b"), new String[] {"npi_b"})
        .select("a", "b", "shared_patients");
  }
}
