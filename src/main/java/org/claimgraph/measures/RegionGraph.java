package org.claimgraph.measures;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.claimgraph.graph.CsrGraph;

/**
 * The network of one region. Public because Spark serializes public classes only.
 *
 * @param members its physicians in id order: node i is the i-th of them
 * @param graph the ties among them, weighted by shared patients
 */
public record RegionGraph(Region region, Member[] members, CsrGraph graph) implements Serializable {

  /**
   * Builds the network.
   *
   * @param nodes a key and {@link Member#COLUMNS}, in any order
   * @param edges a key, npi_a, npi_b, shared_patients, in any order
   */
  static RegionGraph of(Region region, Iterator<Row> nodes, Iterator<Row> edges) {
    List<Member> found = new ArrayList<>();
    nodes.forEachRemaining(row -> found.add(Member.of(row)));
    Member[] members = found.toArray(Member[]::new);
    Arrays.sort(members, Comparator.comparing(Member::npi));
    Map<String, Integer> numbers = new HashMap<>();
    for (Member member : members) {
      numbers.put(member.npi(), numbers.size());
    }
    Edges ties = new Edges();
    while (edges.hasNext()) {
      Row tie = edges.next();
      ties.add(numbers.get(tie.getString(1)), numbers.get(tie.getString(2)), tie.getLong(3));
    }
    return new RegionGraph(region, members, ties.graph(members.length));
  }

  /** Edges as they come, in growing arrays. */
  private static final class Edges {

    private int[] a = new int[16];
    private int[] b = new int[16];
    private long[] weights = new long[16];
    private int count;

    void add(int from, int to, long weight) {
      if (count == a.length) {
        a = Arrays.copyOf(a, 2 * count);
        b = Arrays.copyOf(b, 2 * count);
        weights = Arrays.copyOf(weights, 2 * count);
      }
      a[count] = from;
      b[count] = to;
      weights[count++] = weight;
    }

    CsrGraph graph(int nodes) {
      return CsrGraph.of(
          nodes, Arrays.copyOf(a, count), Arrays.copyOf(b, count), Arrays.copyOf(weights, count));
    }
  }
}
