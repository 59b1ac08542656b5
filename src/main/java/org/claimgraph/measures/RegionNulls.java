package org.claimgraph.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.NullConfig;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.graph.BipartiteConfigurationModel;
import org.claimgraph.stats.Summary;
import scala.Tuple2;

/**
 * Compares the structure of every region with that of random networks.
 *
 * <p>Physicians who see many patients are tied to many, patients of many physicians make cliques:
 * part of any structure is volume. What is left is told by the z-score of a measure among networks
 * drawn from the {@link BipartiteConfigurationModel} of the region's links, in which physicians and
 * patients keep their number of each other on average. On average only: some patients of a draw
 * have more physicians than anybody in fact, and close triangles that way, so that in regions of
 * small numbers transitivity has to be high to stand out. Only the rules {@code all} and {@code
 * min-N} are compared, which look at nothing but the shared patients of a tie.
 *
 * <p>A draw is the unit of work, and the draws of a region go to different tasks. With a draw go
 * the degrees of its region, not its links: 8 bytes a physician and 40 bytes a degree class. A task
 * needs memory for one random network while it is built: 40 bytes a link and 80 bytes a tie.
 *
 * <p>F. Saracco et al., New Journal of Physics 19:053022, 2017; Z. Neal, Social Networks 39, 2014.
 */
public final class RegionNulls {

  private RegionNulls() {}

  /**
   * Compares every region under every rule.
   *
   * @param physicians {@code network.physician} of the period
   * @param links {@code network.patient_physician} of the period
   * @param ties {@code network.tie} of the period
   * @param rules tie rules to compare, each one of {@code network.tie.kept}
   * @return {@code network.region_null} without period; no rows of regions without links, and none
   *     at all without draws
   */
  public static Dataset<Row> compare(
      Dataset<Row> physicians,
      Dataset<Row> links,
      Dataset<Row> ties,
      List<MinShared> rules,
      MeasureConfig config) {
    SparkSession spark = physicians.sparkSession();
    NullConfig settings = config.nullModel();
    if (settings.draws() == 0 || rules.isEmpty()) {
      return spark.createDataFrame(List.of(), NullComparison.ALL.schema());
    }
    Map<String, Long> leastShared =
        rules.stream().collect(Collectors.toMap(MinShared::name, MinShared::sharedPatients));
    List<String> names = rules.stream().map(MinShared::name).toList();
    RegionRows regions = RegionRows.of(physicians, links, ties, names, config);
    List<Region> tooLarge = RegionNetworks.spread(regions, ties, config.broadcastTies());
    JavaRDD<RandomNetwork> networks =
        RegionGraphs.of(regions.without(tooLarge))
            .mapToPair(network -> new Tuple2<>(network.region(), network))
            .cogroup(counts(physicians, links, names, config))
            .values()
            .flatMap(together -> fit(together._1(), together._2(), leastShared));
    JavaRDD<Row> rows =
        drawn(networks, settings, tasks(spark)).groupByKey().flatMap(RegionNulls::rows);
    return spark.createDataFrame(rows, NullComparison.ALL.schema());
  }

  private static int tasks(SparkSession spark) {
    return Math.max(spark.sparkContext().defaultParallelism(), RegionNetworks.partitions(spark));
  }

  /** By region and rule, degrees on both sides as {@link RandomNetwork#of} wants them. */
  private static JavaPairRDD<Region, Row> counts(
      Dataset<Row> physicians, Dataset<Row> links, List<String> rules, MeasureConfig config) {
    Dataset<Row> placed =
        links
            .select("patient_id", "npi")
            .join(
                physicians.select(col("npi"), explode(RegionRows.regions(config)).as("region")),
                new String[] {"npi"});
    Dataset<Row> ofPhysicians =
        placed.groupBy("region", "npi").agg(count(lit(1)).as("degree"), lit(1L).as("nodes"));
    Dataset<Row> ofPatients =
        placed
            .groupBy("region", "patient_id")
            .agg(count(lit(1)).as("degree"))
            .groupBy("region", "degree")
            .agg(count(lit(1)).as("nodes"))
            .withColumn("npi", lit(null).cast("string"));
    return ofPhysicians
        .unionByName(ofPatients)
        .select(
            col("npi"),
            col("degree"),
            col("nodes"),
            explode(RegionRows.everyRule(rules)).as("rule"),
            col("region.type"),
            col("region.id"))
        .toJavaRDD()
        .mapToPair(
            row ->
                new Tuple2<>(
                    new Region(row.getString(3), row.getString(4), row.getString(5)), row));
  }

  /** None where nobody has a known patient, as in a tie list, nor of a network too large. */
  private static Iterator<RandomNetwork> fit(
      Iterable<RegionGraph> network, Iterable<Row> counts, Map<String, Long> leastShared) {
    if (!counts.iterator().hasNext() || !network.iterator().hasNext()) {
      return Collections.emptyIterator();
    }
    RegionGraph only = network.iterator().next();
    return List.of(RandomNetwork.of(only, counts, leastShared.get(only.region().rule())))
        .iterator();
  }

  private static JavaPairRDD<Region, Draw> drawn(
      JavaRDD<RandomNetwork> networks, NullConfig settings, int tasks) {
    return networks
        .flatMapToPair(
            network ->
                IntStream.range(0, settings.draws())
                    .mapToObj(draw -> new Order(network, draw))
                    .map(order -> new Tuple2<>(order.place(), order))
                    .iterator())
        .partitionBy(new HashPartitioner(tasks))
        .values()
        .mapToPair(order -> order.draw(settings.seed()));
  }

  /** A draw to be made. */
  private record Order(RandomNetwork network, int number) implements Serializable {

    /** Consecutive for the draws of a region: so each goes to another task. */
    int place() {
      return network.region().hashCode() + number;
    }

    Tuple2<Region, Draw> draw(long seed) {
      return new Tuple2<>(
          network.region(), new Draw(network.observed(), network.draw(seed, number)));
    }
  }

  /** {@link Structure} of a region as it is, and of one draw. */
  private record Draw(double[] observed, double[] random) implements Serializable {}

  private static Iterator<Row> rows(Tuple2<Region, Iterable<Draw>> region) {
    List<Draw> draws = StreamSupport.stream(region._2().spliterator(), false).toList();
    return Stream.of(Structure.values())
        .map(measure -> NullComparison.ALL.row(compare(region._1(), measure, draws)))
        .iterator();
  }

  /** A summary has the same bits in whatever order draws come. */
  private static NullComparison compare(Region region, Structure measure, List<Draw> draws) {
    int at = measure.ordinal();
    double[] random = draws.stream().mapToDouble(draw -> draw.random()[at]).toArray();
    return new NullComparison(region, measure, draws.get(0).observed()[at], Summary.of(random));
  }
}
