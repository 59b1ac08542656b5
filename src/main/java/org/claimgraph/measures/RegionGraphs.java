package org.claimgraph.measures;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;

/** The networks of the regions: the physicians and ties of one region meet in one task. */
final class RegionGraphs {

  private RegionGraphs() {}

  /** Builds the network of every region. */
  static JavaRDD<RegionGraph> of(RegionRows rows) {
    return byKey(rows.members())
        .cogroup(
            byKey(rows.ties()),
            (CoGroupFunction<String, Row, Row, RegionGraph>)
                (key, nodes, edges) ->
                    List.of(RegionGraph.of(RegionRows.region(key), nodes, edges)).iterator(),
            Encoders.javaSerialization(RegionGraph.class))
        .toJavaRDD();
  }

  static KeyValueGroupedDataset<String, Row> byKey(Dataset<Row> rows) {
    return rows.groupByKey((MapFunction<Row, String>) row -> row.getString(0), Encoders.STRING());
  }
}
