package org.claimgraph.measures;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.graph.CsrGraph;
import scala.Tuple2;

/**
 * Measures the network of every region, in parallel and without waiting for the largest one.
 *
 * <p>The physicians and ties of a region meet in one task, which numbers them in id order. What is
 * to be computed then falls into pieces: some sources of a search, some ego networks, a run of the
 * search for communities. The pieces of a region are one lot of work, or several if they are more
 * than a task should have; every task has about the same. A network that several tasks work on is
 * broadcast, any other one is sent to its task. Then what the pieces of a region found meets again
 * and becomes rows.
 *
 * <p>A network of more ties than {@code measure.broadcast-ties} never is in one task: {@link
 * SpreadNetworks} tells what can be told of it, and all other columns are null.
 *
 * <p>Shuffled are the ties, once for each kind of region that both ends are in; the networks, 24
 * bytes a tie; and 8 to 100 bytes a physician from each piece. A task needs about 100 bytes for
 * each tie of a network, most of it while communities are searched, and 1 KB for each of its
 * physicians; the driver needs 24 bytes a tie of the networks that are broadcast.
 */
public final class RegionNetworks {

  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private RegionNetworks() {}

  /**
   * Measures every region under every tie rule. Runs jobs at once: to build the networks and weigh
   * their pieces.
   *
   * @param physicians {@code network.physician} of the period
   * @param links {@code network.patient_physician} of the period
   * @param ties {@code network.tie} of the period
   * @param rules tie rules to measure, each one of {@code network.tie.kept}
   * @return rows in {@link MeasureRows#SCHEMA}: {@link #physicianMeasures}, {@link #regionMeasures}
   *     and {@link #communities} pick those of each table
   */
  public static Dataset<Row> measure(
      Dataset<Row> physicians,
      Dataset<Row> links,
      Dataset<Row> ties,
      List<String> rules,
      MeasureConfig config) {
    return measure(physicians, links, ties, rules, config, Piece.MOST_WORK);
  }

  /** As above; a lot is cut where it exceeds some work. */
  static Dataset<Row> measure(
      Dataset<Row> physicians,
      Dataset<Row> links,
      Dataset<Row> ties,
      List<String> rules,
      MeasureConfig config,
      long mostWork) {
    RegionRows all = RegionRows.of(physicians, links, ties, rules, config);
    List<Region> spread = spread(all, ties, config.broadcastTies());
    JavaRDD<Row> rows = inPieces(all.without(spread), config, mostWork);
    for (Region region : spread) {
      rows = rows.union(SpreadNetworks.measure(region, all.only(region)));
    }
    return physicians.sparkSession().createDataFrame(rows, MeasureRows.SCHEMA);
  }

  /** The regions whose networks are too large for one task; no network has more ties than all. */
  static List<Region> spread(RegionRows all, Dataset<Row> ties, long mostTies) {
    return ties.count() <= mostTies ? List.of() : all.ofMoreTiesThan(mostTies);
  }

  private static JavaRDD<Row> inPieces(RegionRows regions, MeasureConfig config, long mostWork) {
    SparkSession spark = regions.members().sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<RegionGraph> networks =
        RegionGraphs.of(regions).persist(StorageLevel.MEMORY_AND_DISK());
    List<Lot> lots =
        networks.flatMap(network -> Lot.of(network, config, mostWork).iterator()).collect();
    Schedule schedule = Schedule.of(lots, context.defaultParallelism(), mostWork);
    JavaPairRDD<Region, Found> findings =
        findings(networks, context.broadcast(schedule), broadcast(networks, schedule, context));
    return networks
        .mapToPair(network -> new Tuple2<>(network.region(), network))
        .cogroup(findings, partitions(spark))
        .values()
        .flatMap(
            together -> MeasureRows.of(together._1().iterator().next(), together._2(), config));
  }

  /** Partitions of what is shuffled. */
  static int partitions(SparkSession spark) {
    return Integer.parseInt(spark.conf().get(PARTITIONS));
  }

  /** The networks that several tasks work on. */
  private static Map<Region, Broadcast<CsrGraph>> broadcast(
      JavaRDD<RegionGraph> networks, Schedule schedule, JavaSparkContext context) {
    Map<Region, Broadcast<CsrGraph>> graphs = new HashMap<>();
    for (Region region : schedule.shared()) {
      graphs.put(
          region,
          context.broadcast(
              networks
                  .filter(network -> network.region().equals(region))
                  .map(RegionGraph::graph)
                  .first()));
    }
    return graphs;
  }

  /** What each piece finds, computed by the task of its lot. */
  private static JavaPairRDD<Region, Found> findings(
      JavaRDD<RegionGraph> networks,
      Broadcast<Schedule> schedule,
      Map<Region, Broadcast<CsrGraph>> shared) {
    return networks
        .flatMapToPair(
            network ->
                schedule.value().turns().get(network.region()).stream()
                    .map(
                        turn ->
                            new Tuple2<>(
                                turn.task(),
                                new Order(
                                    turn.lot(),
                                    shared.containsKey(network.region()) ? null : network.graph())))
                    .iterator())
        .partitionBy(new HashPartitioner(schedule.value().tasks()))
        .values()
        .flatMapToPair(order -> order.work(shared.get(order.lot().region())));
  }

  /** A lot on its way to its task; the network comes with it, unless it is broadcast. */
  private record Order(Lot lot, CsrGraph network) implements Serializable {

    Iterator<Tuple2<Region, Found>> work(Broadcast<CsrGraph> shared) {
      CsrGraph graph = shared == null ? network : shared.value();
      return IntStream.range(0, lot.pieces().size())
          .mapToObj(at -> new Found(lot.first() + at, lot.pieces().get(at).compute(graph)))
          .map(found -> new Tuple2<>(lot.region(), found))
          .iterator();
    }
  }

  /** The rows of {@code network.physician_measure}, without period. */
  public static Dataset<Row> physicianMeasures(Dataset<Row> measured) {
    return MeasureRows.about("physician", measured);
  }

  /** The rows of {@code network.community}, without period. */
  public static Dataset<Row> communities(Dataset<Row> measured) {
    return MeasureRows.about("community", measured);
  }

  /**
   * The rows of {@code network.region_measure}, without period.
   *
   * @param pcpScope the networks that the relative centrality of primary care of a hospital is
   *     taken from: those of hospitals, or of hrrs
   */
  public static Dataset<Row> regionMeasures(Dataset<Row> measured, RegionType pcpScope) {
    Dataset<Row> regions = MeasureRows.about("region", measured);
    return Winsorized.byRegionType(
        pcpScope == RegionType.HRR
            ? HospitalsInRegions.relativeCentrality(regions, physicianMeasures(measured))
            : regions);
  }
}
