package org.claimgraph.measures;

import java.io.Serializable;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.graphx.Edge;
import org.apache.spark.graphx.EdgeContext;
import org.apache.spark.graphx.EdgeRDD;
import org.apache.spark.graphx.PartitionStrategy;
import org.apache.spark.graphx.TripletFields;
import org.apache.spark.graphx.VertexRDD;
import org.apache.spark.graphx.impl.GraphImpl;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.graph.PageRankStep;
import scala.Function1;
import scala.Function2;
import scala.Function3;
import scala.Option;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * A network whose ties are spread over the tasks of a cluster; the one class that touches GraphX.
 *
 * <p>In a round every node sends a whole number along each of its ties, and makes a new place of
 * its own and of what it received, added up or the least of it: so nothing depends on the order of
 * messages or on where ties lie. Rounds tell degree, strength, the lowest node that is connected
 * (as many rounds as it is ties away, and one), and PageRank, by the arithmetic of {@link
 * PageRankStep}.
 *
 * <p>Places after a round are kept by the executors, not recomputed from the rounds before: a plan
 * is as long after 200 rounds as after one, and an executor that is lost fails the stage.
 *
 * <p>Reference: R. S. Xin, J. E. Gonzalez, M. J. Franklin, I. Stoica, <i>GraphX: a resilient
 * distributed graph system on Spark</i>, GRADES 2013.
 *
 * <p>Memory over all tasks 16 bytes a tie, held in memory or on disk. Shuffled in each round is the
 * place of each node, once for each part of the ties that has some of its own: at most 2 times the
 * root of the number of parts.
 */
final class GraphxNetwork {

  private static final ClassTag<Object> LONG = ClassTag$.MODULE$.Long();
  private static final ClassTag<Place> PLACE = ClassTag$.MODULE$.apply(Place.class);

  private final long size;
  private final EdgeRDD<Object> ties;

  /** The nodes, with the routes to their ties. */
  private final VertexRDD<Place> nodes;

  private JavaPairRDD<Object, Place> places;
  private Totals totals;

  private GraphxNetwork(JavaRDD<Long> numbers, JavaRDD<Row> tieRows) {
    size = numbers.count();
    long rank = PageRankStep.start(size);
    places =
        numbers
            .mapToPair(node -> new Tuple2<Object, Place>(node, Place.start(node, rank)))
            .partitionBy(new HashPartitioner(numbers.getNumPartitions()));
    ties = EdgeRDD.<Object, Place>fromEdges(edges(tieRows).rdd(), LONG, PLACE);
    ties.persist(StorageLevel.MEMORY_AND_DISK());
    nodes = VertexRDD.apply(places.rdd(), ties, null, PLACE);
    nodes.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Finds the place of every node. Runs a job for each round.
   *
   * @param nodes 0 to n-1, in any order, at least one
   * @param ties two nodes and their shared patients, each pair once
   * @return places by node
   */
  static JavaPairRDD<Long, Place> places(JavaRDD<Long> nodes, JavaRDD<Row> ties) {
    GraphxNetwork network = new GraphxNetwork(nodes, ties);
    network.round((place, weight) -> 1, Math::addExact, 0, Place::withDegree);
    network.round((place, weight) -> weight, Math::addExact, 0, Place::withStrength);
    network.connect();
    network.rank();
    network.ties.unpersist(false);
    network.nodes.unpersist(false);
    return network.places.mapToPair(place -> new Tuple2<>((Long) place._1(), place._2()));
  }

  private void connect() {
    do {
      round((place, weight) -> place.lowest(), Math::min, Long.MAX_VALUE, Place::connected);
    } while (totals.change() > 0);
  }

  private void rank() {
    long n = size;
    long change = PageRankStep.ONE;
    for (int step = 0; step < PageRankStep.MOST && !PageRankStep.isSettled(change); step++) {
      long stranded = totals.stranded();
      round(
          (place, weight) -> PageRankStep.share(place.rank(), place.strength(), weight),
          Math::addExact,
          0,
          (place, received) -> place.withRank(PageRankStep.next(received, stranded, n)));
      change = totals.change();
    }
  }

  /**
   * Runs a round.
   *
   * @param none what a node without ties receives
   */
  private void round(Message message, Merge merge, long none, Arrival arrival) {
    VertexRDD<Place> senders = nodes.leftJoin(places.rdd(), latest(), PLACE, PLACE);
    VertexRDD<Object> received =
        GraphImpl.fromExistingRDDs(senders, ties, PLACE, LONG)
            .aggregateMessages(bothWays(message), merged(merge), TripletFields.All, LONG);
    JavaPairRDD<Object, Place> next =
        places
            .leftOuterJoin(JavaPairRDD.fromJavaRDD(received.toJavaRDD()))
            .mapValues(both -> arrival.at(both._1(), (Long) both._2().orElse(none)));
    next.rdd().localCheckpoint();
    totals = next.values().map(Totals::of).reduce(Totals::plus);
    senders.unpersist(false); // kept by aggregateMessages
    places.unpersist(false);
    places = next;
  }

  /** Ties in as many parts, so that few of them have a tie of the same node. */
  private static JavaRDD<Edge<Object>> edges(JavaRDD<Row> ties) {
    int parts = ties.getNumPartitions();
    return ties.mapToPair(
            tie ->
                new Tuple2<>(
                    PartitionStrategy.EdgePartition2D$.MODULE$.getPartition(
                        tie.getLong(0), tie.getLong(1), parts),
                    new Edge<Object>(tie.getLong(0), tie.getLong(1), tie.getLong(2))))
        .partitionBy(new HashPartitioner(parts))
        .values();
  }

  private static Function3<Object, Place, Option<Place>, Place> latest() {
    return (Function3<Object, Place, Option<Place>, Place> & Serializable)
        (node, start, place) -> place.get();
  }

  private static Function1<EdgeContext<Place, Object, Object>, BoxedUnit> bothWays(
      Message message) {
    return (Function1<EdgeContext<Place, Object, Object>, BoxedUnit> & Serializable)
        tie -> {
          long weight = (Long) tie.attr();
          tie.sendToDst(message.along(tie.srcAttr(), weight));
          tie.sendToSrc(message.along(tie.dstAttr(), weight));
          return BoxedUnit.UNIT;
        };
  }

  private static Function2<Object, Object, Object> merged(Merge merge) {
    return (Function2<Object, Object, Object> & Serializable)
        (a, b) -> merge.of((Long) a, (Long) b);
  }

  /** What a node sends along a tie. */
  private interface Message extends Serializable {

    long along(Place from, long weight);
  }

  /** How two messages become one, in any order. */
  private interface Merge extends Serializable {

    long of(long a, long b);
  }

  /** What becomes of a node by what it received. */
  private interface Arrival extends Serializable {

    Place at(Place place, long received);
  }

  /** Sums over all nodes after a round. */
  private record Totals(long change, long stranded) implements Serializable {

    static Totals of(Place place) {
      return new Totals(place.change(), place.stranded());
    }

    Totals plus(Totals other) {
      return new Totals(
          Math.addExact(change, other.change), Math.addExact(stranded, other.stranded));
    }
  }
}
