package org.claimgraph.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.claimgraph.graph.Components;
import org.claimgraph.graph.PageRankStep;
import scala.Tuple2;

/** Positions in a network that was spread over many tasks, from the place of each physician. */
record SpreadPositions(
    Member[] members, int[] degrees, long[] strengths, int[] components, double[] pagerank)
    implements Positions {

  /**
   * Puts a network's physicians together.
   *
   * @param found each with its number and its place, in any order
   */
  static SpreadPositions of(Iterator<Tuple2<Long, Tuple2<Member, Place>>> found) {
    List<Tuple2<Long, Tuple2<Member, Place>>> sorted = new ArrayList<>();
    found.forEachRemaining(sorted::add);
    sorted.sort(Comparator.comparing(Tuple2::_1));
    List<Place> places = sorted.stream().map(one -> one._2()._2()).toList();
    return new SpreadPositions(
        sorted.stream().map(one -> one._2()._1()).toArray(Member[]::new),
        numbers(places, Place::degree),
        places.stream().mapToLong(Place::strength).toArray(),
        Components.ofLowest(numbers(places, Place::lowest)),
        shares(places));
  }

  private static int[] numbers(List<Place> places, ToLongFunction<Place> value) {
    return places.stream().mapToLong(value).mapToInt(Math::toIntExact).toArray();
  }

  private static double[] shares(List<Place> places) {
    long[] ranks = places.stream().mapToLong(Place::rank).toArray();
    long sum = Arrays.stream(ranks).sum();
    return Arrays.stream(ranks).mapToDouble(rank -> PageRankStep.normalized(rank, sum)).toArray();
  }
}
