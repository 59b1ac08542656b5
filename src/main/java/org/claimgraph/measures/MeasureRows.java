package org.claimgraph.measures;

import static org.apache.spark.sql.functions.col;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.config.MeasureConfig;

/** The rows of a network: each is about a physician, a community or the region itself. */
final class MeasureRows {

  static final StructType SCHEMA =
      StructType.fromDDL("tie_rule STRING, region_type STRING, region_id STRING")
          .add("physician", PhysicianColumns.ALL.schema())
          .add("community", CommunityColumns.ALL.schema())
          .add("region", RegionColumns.ALL.schema());

  private MeasureRows() {}

  /** Measures a network, given what its pieces found, in any order. */
  static Iterator<Row> of(RegionGraph network, Iterable<Found> found, MeasureConfig config) {
    List<Piece.Finding> findings =
        StreamSupport.stream(found.spliterator(), false)
            .sorted(Comparator.comparingInt(Found::order))
            .map(Found::finding)
            .toList();
    NetworkMeasures measures = new NetworkMeasures(network, findings, config);
    Region region = network.region();
    Stream<Row> physicians =
        IntStream.range(0, measures.members.length)
            .mapToObj(node -> new PhysicianColumns<>(measures, node))
            .map(at -> row(region, PhysicianColumns.ALL.row(at), null, null));
    Stream<Row> communities =
        CommunityColumns.of(measures)
            .map(community -> row(region, null, CommunityColumns.ALL.row(community), null));
    Stream<Row> itself = Stream.of(row(region, null, null, RegionColumns.ALL.row(measures)));
    return Stream.concat(Stream.concat(physicians, communities), itself).iterator();
  }

  /** Tells of a network what can be told of one of any size. */
  static Iterator<Row> of(Region region, Positions network) {
    Stream<Row> physicians =
        IntStream.range(0, network.members().length)
            .mapToObj(node -> new PhysicianColumns<>(network, node))
            .map(at -> PhysicianColumns.OF_ANY_SIZE.row(at, PhysicianColumns.ALL))
            .map(row -> row(region, row, null, null));
    Row itself = RegionColumns.OF_ANY_SIZE.row(network, RegionColumns.ALL);
    return Stream.concat(physicians, Stream.of(row(region, null, null, itself))).iterator();
  }

  /** Picks the rows about one kind of thing: physician, community or region. */
  static Dataset<Row> about(String kind, Dataset<Row> measured) {
    return measured
        .where(col(kind).isNotNull())
        .select("tie_rule", "region_type", "region_id", kind + ".*");
  }

  private static Row row(Region region, Row physician, Row community, Row itself) {
    return RowFactory.create(
        region.rule(), region.type(), region.id(), physician, community, itself);
  }
}
