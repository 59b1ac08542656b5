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
import org.claimgraph.graph.EdgeList;

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
    Map<String, Integer> numbers = numbers(Arrays.stream(members).map(Member::npi).toList());
    EdgeList ties = new EdgeList();
    while (edges.hasNext()) {
      Row tie = edges.next();
      ties.add(numbers.get(tie.getString(1)), numbers.get(tie.getString(2)), tie.getLong(3));
    }
    return new RegionGraph(region, members, ties.undirected(members.length));
  }

  /** The place of each id in a list. */
  static Map<String, Integer> numbers(List<String> ids) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String id : ids) {
      numbers.put(id, numbers.size());
    }
    return numbers;
  }
}
