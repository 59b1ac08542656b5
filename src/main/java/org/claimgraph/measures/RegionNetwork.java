package org.claimgraph.measures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.graph.Betweenness;
import org.claimgraph.graph.BetweennessCentralization;
import org.claimgraph.graph.Components;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.DegreeCentralization;
import org.claimgraph.graph.Gini;
import org.claimgraph.graph.LocalClustering;
import org.claimgraph.graph.Transitivity;
import org.claimgraph.graph.Triangles;
import org.claimgraph.stats.Quantiles;
import org.claimgraph.stats.Summary;

/** The network of one region: physicians numbered in id order, their ties, and what follows. */
final class RegionNetwork {

  private static final StructType PHYSICIAN =
      StructType.fromDDL(
          "npi STRING, specialty_group STRING, patients BIGINT, shared_patients BIGINT,"
              + " scope_degree BIGINT, scope_strength BIGINT, degree BIGINT, strength BIGINT,"
              + " adjusted_degree DOUBLE, adjusted_degree_all_ties DOUBLE, triangles BIGINT,"
              + " clustering DOUBLE, betweenness DOUBLE, betweenness_normalized DOUBLE,"
              + " component INT");

  private static final StructType REGION =
      StructType.fromDDL(
          "physicians BIGINT, primary_physicians BIGINT, known_specialty_physicians BIGINT,"
              + " isolates BIGINT, ties BIGINT,"
              + " density DOUBLE, components BIGINT, giant_share DOUBLE, degree_mean DOUBLE, degree_sd DOUBLE,"
              + " degree_median DOUBLE, patients_mean DOUBLE, shared_patients_mean DOUBLE,"
              + " adjusted_degree_median DOUBLE, adjusted_degree_mean DOUBLE,"
              + " adjusted_degree_physicians BIGINT, pcp_relative_centrality DOUBLE,"
              + " transitivity DOUBLE, clustering_mean DOUBLE, clustering_mean_k2 DOUBLE,"
              + " degree_centralization DOUBLE, betweenness_centralization DOUBLE,"
              + " degree_gini DOUBLE");

  /** Each row is about one physician or, once for each region, about the region. */
  static final StructType SCHEMA =
      StructType.fromDDL("tie_rule STRING, region_type STRING, region_id STRING")
          .add("physician", PHYSICIAN)
          .add("region", REGION);

  private final String[] key;
  private final List<Row> members;
  private final CsrGraph graph;

  private RegionNetwork(String[] key, List<Row> members, CsrGraph graph) {
    this.key = key;
    this.members = members;
    this.graph = graph;
  }

  /**
   * Builds the network.
   *
   * @param key tie rule, region type, region id
   * @param nodes key, npi, specialty_group, patients and shared_patients (null where unknown),
   *     scope_degree, scope_strength
   * @param edges key, npi_a, npi_b, shared_patients
   */
  static RegionNetwork of(String[] key, Iterator<Row> nodes, Iterator<Row> edges) {
    List<Row> members = new ArrayList<>();
    nodes.forEachRemaining(members::add);
    members.sort(Comparator.comparing(row -> row.getString(1)));
    Map<String, Integer> numbers = new HashMap<>();
    for (Row member : members) {
      numbers.put(member.getString(1), numbers.size());
    }
    Edges ties = new Edges();
    while (edges.hasNext()) {
      Row tie = edges.next();
      ties.add(numbers.get(tie.getString(1)), numbers.get(tie.getString(2)), tie.getLong(3));
    }
    return new RegionNetwork(key, members, ties.graph(members.size()));
  }

  /** One row for each physician, then one for the region. */
  Iterator<Row> rows() {
    long[] triangles = Triangles.of(graph);
    double[] clustering = LocalClustering.of(graph, triangles);
    double[] betweenness = Betweenness.of(graph);
    double[] normalized = Betweenness.normalized(betweenness, graph.nodeCount());
    int[] components = Components.of(graph);
    double[] adjusted = new double[graph.nodeCount()];
    List<Row> rows = new ArrayList<>(graph.nodeCount() + 1);
    for (int node = 0; node < graph.nodeCount(); node++) {
      Row member = members.get(node);
      adjusted[node] = per100(member.getLong(5), number(member, 4));
      rows.add(
          row(
              RowFactory.create(
                  member.getString(1),
                  member.getString(2),
                  member.get(3),
                  member.get(4),
                  member.getLong(5),
                  member.getLong(6),
                  (long) graph.degree(node),
                  graph.strength(node),
                  orNull(adjusted[node]),
                  orNull(per100(member.getLong(5), member.getLong(6))),
                  triangles[node],
                  orNull(clustering[node]),
                  betweenness[node],
                  orNull(normalized[node]),
                  components[node]),
              null));
    }
    rows.add(
        row(null, region(triangles, clustering, betweenness, normalized, components, adjusted)));
    return rows.iterator();
  }

  private Row region(
      long[] triangles,
      double[] clustering,
      double[] betweenness,
      double[] normalized,
      int[] components,
      double[] adjusted) {
    double n = graph.nodeCount();
    double[] degrees = new double[graph.nodeCount()];
    Arrays.setAll(degrees, graph::degree);
    Summary degree = Summary.of(degrees);
    int[] sizes = Components.sizes(components);
    long isolates = Arrays.stream(sizes).filter(size -> size == 1).count();
    return RowFactory.create(
        (long) graph.nodeCount(),
        (long) primary(true, betweenness).length,
        members.stream().filter(member -> !member.getString(2).equals("unknown")).count(),
        isolates,
        graph.edgeCount(),
        orNull(n < 2 ? Double.NaN : graph.edgeCount() / (n * (n - 1) / 2)),
        sizes.length - isolates,
        sizes[0] / n,
        degree.mean(),
        orNull(degree.standardDeviation()),
        Quantiles.median(degrees),
        orNull(mean(3)),
        orNull(mean(4)),
        orNull(Quantiles.median(adjusted)),
        orNull(Summary.of(adjusted).mean()),
        (long) Summary.of(adjusted).count(),
        orNull(relativeCentrality(betweenness)),
        orNull(Transitivity.of(graph, triangles)),
        orNull(LocalClustering.meanWithZeros(clustering)),
        orNull(LocalClustering.meanOfDefined(clustering)),
        orNull(DegreeCentralization.of(graph)),
        orNull(BetweennessCentralization.of(normalized)),
        orNull(Gini.of(graph)));
  }

  /** Mean betweenness of primary physicians over that of all others; NaN where undefined. */
  private double relativeCentrality(double[] betweenness) {
    double others = Summary.of(primary(false, betweenness)).mean();
    return others > 0 ? Summary.of(primary(true, betweenness)).mean() / others : Double.NaN;
  }

  private double[] primary(boolean primary, double[] values) {
    double[] chosen = new double[values.length];
    int count = 0;
    for (int node = 0; node < values.length; node++) {
      if (members.get(node).getString(2).equals("primary") == primary) {
        chosen[count++] = values[node];
      }
    }
    return Arrays.copyOf(chosen, count);
  }

  private double mean(int column) {
    double[] values = new double[members.size()];
    Arrays.setAll(values, node -> number(members.get(node), column));
    return Summary.of(values).mean();
  }

  /** A count that may be unknown; then NaN. */
  private static double number(Row member, int column) {
    return member.isNullAt(column) ? Double.NaN : member.getLong(column);
  }

  private Row row(Row physician, Row region) {
    return RowFactory.create(key[0], key[1], key[2], physician, region);
  }

  private static double per100(long count, double base) {
    return base == 0 ? Double.NaN : 100.0 * count / base;
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
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
