package org.claimgraph.measures;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.claimgraph.graph.BipartiteConfigurationModel;
import org.claimgraph.graph.BipartiteSample;
import org.claimgraph.graph.ProjectedGraph;

/**
 * The network of a region as it would be if its physicians and their patients met at random, each
 * with as many of the others on average as in fact.
 *
 * @param leastShared patients that a tie needs
 * @param degrees number of patients of each physician, in order of npi
 * @param specialties specialty group of each, as {@link NetworkMeasures#specialties}
 * @param observed {@link Structure} of the network as it is
 */
record RandomNetwork(
    Region region,
    long leastShared,
    int[] degrees,
    int[] specialties,
    BipartiteConfigurationModel model,
    double[] observed)
    implements Serializable {

  /**
   * Fits the model of a region.
   *
   * @param counts rows of npi, degree (BIGINT), nodes (BIGINT): of each physician with patients,
   *     nodes being 1; and, npi being null, how many patients have that many physicians there
   */
  static RandomNetwork of(RegionGraph network, Iterable<Row> counts, long leastShared) {
    Map<String, Integer> degreeOf = new HashMap<>();
    SortedMap<Long, Long> patients = new TreeMap<>();
    for (Row row : counts) {
      if (row.isNullAt(0)) {
        patients.put(row.getLong(1), row.getLong(2));
      } else {
        degreeOf.put(row.getString(0), Math.toIntExact(row.getLong(1)));
      }
    }
    Member[] members = network.members();
    int[] degrees = new int[members.length];
    SortedMap<Long, Long> physicians = new TreeMap<>();
    for (int node = 0; node < degrees.length; node++) {
      degrees[node] = degreeOf.getOrDefault(members[node].npi(), 0);
      physicians.merge((long) degrees[node], 1L, Long::sum);
    }
    int[] specialties = NetworkMeasures.specialties(members);
    return new RandomNetwork(
        network.region(),
        leastShared,
        degrees,
        specialties,
        BipartiteConfigurationModel.fit(
            array(physicians.keySet()),
            array(physicians.values()),
            array(patients.keySet()),
            array(patients.values())),
        Structure.of(network.graph(), specialties));
  }

  /** Returns the {@link Structure} of one draw; equal for equal seed, kind and id of the region. */
  double[] draw(long seed, int draw) {
    long start = new SplittableRandom(seed).nextLong() + Objects.hash(region.type(), region.id());
    long stream = new SplittableRandom(start).nextLong() + draw;
    return Structure.of(
        ProjectedGraph.of(BipartiteSample.of(model, degrees, stream), degrees.length, leastShared),
        specialties);
  }

  private static long[] array(Collection<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
