package org.claimgraph.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.graph.DirectedGraph;
import org.claimgraph.graph.EdgeList;
import org.claimgraph.graph.Reciprocity;
import org.claimgraph.graph.TriadCensus;

/** Measures the referrals inside every region, regions in parallel. */
public final class ReferralNetworks {

  private static final Columns<Referrals> COLUMNS = columns();

  private ReferralNetworks() {}

  /**
   * Measures every region with a referral inside, for every window.
   *
   * @param physicians {@code network.physician} of the period
   * @param referrals {@code network.referral} of the period
   * @return the rows of {@code network.referral_measure}, without period
   */
  public static Dataset<Row> measure(
      Dataset<Row> physicians, Dataset<Row> referrals, MeasureConfig config) {
    Dataset<Row> inside =
        RegionRows.inside(
                referrals
                    .withColumnRenamed("from_npi", "npi_a")
                    .withColumnRenamed("to_npi", "npi_b"),
                physicians,
                config)
            .select(
                key().as("key"),
                col("npi_a").as("from_npi"),
                col("npi_b").as("to_npi"),
                col("patients").as("patients"));
    Dataset<Row> members =
        physicians
            .select(col("npi"), explode(RegionRows.regions(config)).as("region"))
            .crossJoin(referrals.select("window_days").distinct())
            .select(key().as("key"), col("npi").as("npi"));
    return RegionGraphs.byKey(members)
        .cogroup(
            RegionGraphs.byKey(inside),
            (CoGroupFunction<String, Row, Row, Row>)
                (key, nodes, arcs) ->
                    arcs.hasNext()
                        ? List.of(COLUMNS.row(Referrals.of(key, nodes, arcs))).iterator()
                        : Collections.emptyIterator(),
            Encoders.row(COLUMNS.schema()));
  }

  private static Column key() {
    return concat_ws(
        RegionRows.SEPARATOR, col("window_days"), col("region.type"), col("region.id"));
  }

  /** The referrals inside a region within a window. */
  private record Referrals(
      int window, String type, String id, DirectedGraph graph, long patients, TriadCensus census) {

    static Referrals of(String key, Iterator<Row> nodes, Iterator<Row> arcs) {
      List<String> members = new ArrayList<>();
      nodes.forEachRemaining(row -> members.add(row.getString(1)));
      Map<String, Integer> numbers = RegionGraph.numbers(members.stream().sorted().toList());
      EdgeList arcsInside = new EdgeList();
      long patients = 0;
      while (arcs.hasNext()) {
        Row arc = arcs.next();
        arcsInside.add(
            numbers.get(arc.getString(1)), numbers.get(arc.getString(2)), arc.getLong(3));
        patients = Math.addExact(patients, arc.getLong(3));
      }
      DirectedGraph graph = arcsInside.directed(members.size());
      String[] parts = key.split(RegionRows.SEPARATOR, -1);
      return new Referrals(
          Integer.parseInt(parts[0]), parts[1], parts[2], graph, patients, TriadCensus.of(graph));
    }

    double density() {
      double n = graph.nodeCount();
      return graph.edgeCount() / (n * (n - 1));
    }
  }

  private static Columns<Referrals> columns() {
    Columns<Referrals> columns =
        new Columns<Referrals>()
            .number("window_days", Referrals::window)
            .text("region_type", Referrals::type)
            .text("region_id", Referrals::id)
            .count("physicians", region -> region.graph().nodeCount())
            .count("referrals", region -> region.graph().edgeCount())
            .count("patients_sum", Referrals::patients)
            .measure("density", Referrals::density)
            .measure("reciprocity", region -> Reciprocity.of(region.graph()))
            .measure("reciprocity_weighted", region -> Reciprocity.correlation(region.graph()))
            .count("transitive_triples", region -> region.census().transitiveTriples())
            .count("cycles", region -> region.census().cycles());
    for (String form : TriadCensus.FORMS) {
      columns.count(
          "triads_" + form.toLowerCase(Locale.ROOT), region -> region.census().count(form));
    }
    return columns;
  }
}
