package org.claimgraph.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.graph.DirectedGraph;
import org.claimgraph.graph.Reciprocity;
import org.claimgraph.graph.TriadCensus;
import scala.jdk.javaapi.CollectionConverters;

/** Measures the referrals inside every region, regions in parallel. */
public final class ReferralNetworks {

  private static final StructType SCHEMA =
      StructType.fromDDL(
          "window_days INT, region_type STRING, region_id STRING, physicians BIGINT,"
              + " referrals BIGINT, patients_sum BIGINT, density DOUBLE, reciprocity DOUBLE,"
              + " reciprocity_weighted DOUBLE, transitive_triples BIGINT, cycles BIGINT,"
              + " triads MAP<STRING,BIGINT>");

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
        RegionGraphs.inside(
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
            .select(col("npi"), explode(RegionGraphs.regions(config)).as("region"))
            .crossJoin(referrals.select("window_days").distinct())
            .select(key().as("key"), col("npi").as("npi"));
    return RegionGraphs.byKey(members)
        .cogroup(
            RegionGraphs.byKey(inside),
            (CoGroupFunction<String, Row, Row, Row>)
                (key, nodes, arcs) ->
                    arcs.hasNext()
                        ? List.of(row(key, nodes, arcs)).iterator()
                        : Collections.emptyIterator(),
            Encoders.row(SCHEMA));
  }

  private static Column key() {
    return concat_ws(
        RegionGraphs.SEPARATOR, col("window_days"), col("region.type"), col("region.id"));
  }

  private static Row row(String key, Iterator<Row> nodes, Iterator<Row> arcs) {
    String[] parts = key.split(RegionGraphs.SEPARATOR, -1);
    List<String> members = new ArrayList<>();
    nodes.forEachRemaining(row -> members.add(row.getString(1)));
    Map<String, Integer> numbers = RegionGraph.numbers(members.stream().sorted().toList());
    Edges referrals = new Edges();
    long patients = 0;
    while (arcs.hasNext()) {
      Row arc = arcs.next();
      referrals.add(numbers.get(arc.getString(1)), numbers.get(arc.getString(2)), arc.getLong(3));
      patients = Math.addExact(patients, arc.getLong(3));
    }
    DirectedGraph graph = referrals.directed(members.size());
    TriadCensus census = TriadCensus.of(graph);
    Map<String, Long> triads = new LinkedHashMap<>();
    TriadCensus.FORMS.forEach(form -> triads.put(form, census.count(form)));
    double n = members.size();
    double correlation = Reciprocity.correlation(graph);
    return RowFactory.create(
        Integer.valueOf(parts[0]),
        parts[1],
        parts[2],
        (long) members.size(),
        graph.edgeCount(),
        patients,
        graph.edgeCount() / (n * (n - 1)),
        Reciprocity.of(graph),
        Double.isNaN(correlation) ? null : correlation,
        census.transitiveTriples(),
        census.cycles(),
        CollectionConverters.asScala(triads));
  }
}
