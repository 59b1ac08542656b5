package org.claimgraph.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.graph.Assortativity;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.EdgeList;
import org.claimgraph.graph.MeanDifference;
import org.claimgraph.graph.MoranI;

/**
 * Tells of every region whether physicians who share patients are alike in an attribute.
 *
 * <p>Physicians with a value, and the ties between two of them, meet in one task for each region,
 * rule and attribute, with about 100 bytes a tie; of more ties than {@code measure.broadcast-ties}
 * only their number is told.
 */
public final class AttributeHomophily {

  private static final Columns<Homophily> COLUMNS =
      new Columns<Homophily>()
          .text("tie_rule", of -> of.region().rule())
          .text("region_type", of -> of.region().type())
          .text("region_id", of -> of.region().id())
          .text("attribute", Homophily::attribute)
          .count("physicians", of -> of.values().length)
          .count("ties", Homophily::ties)
          .measure("assortativity", Homophily::assortativity)
          .measure("moran_i", Homophily::moranI)
          .measure("difference_tied", Homophily::differenceTied)
          .measure("difference_all", of -> MeanDifference.ofPairs(of.values()));

  private AttributeHomophily() {}

  /**
   * Measures every region with a value of an attribute, under every rule.
   *
   * @param physicians {@code network.physician} of the period
   * @param ties {@code network.tie} of the period
   * @param values npi, attribute, value: one value each, of physicians of the period
   * @param rules tie rules, each one of {@code network.tie.kept}
   * @return the rows of {@code network.attribute_homophily}, without period
   */
  public static Dataset<Row> measure(
      Dataset<Row> physicians,
      Dataset<Row> ties,
      Dataset<Row> values,
      List<String> rules,
      MeasureConfig config) {
    Dataset<Row> members =
        physicians
            .join(values, new String[] {"npi"})
            .withColumn("region", explode(RegionRows.regions(config)))
            .withColumn("tie_rule", explode(RegionRows.everyRule(rules)))
            .select(key().as("key"), col("npi").as("npi"), col("value").as("value"));
    int mostTies = config.broadcastTies();
    return RegionGraphs.byKey(members)
        .cogroup(
            RegionGraphs.byKey(tiesOfKnown(physicians, ties, values, rules, config)),
            (CoGroupFunction<String, Row, Row, Row>)
                (key, nodes, edges) ->
                    List.of(COLUMNS.row(Homophily.of(key, nodes, edges, mostTies))).iterator(),
            Encoders.row(COLUMNS.schema()));
  }

  /** Ties between two physicians of a region with a value of the same attribute. */
  private static Dataset<Row> tiesOfKnown(
      Dataset<Row> physicians,
      Dataset<Row> ties,
      Dataset<Row> values,
      List<String> rules,
      MeasureConfig config) {
    Dataset<Row> known = physicians.join(values, new String[] {"npi"}, "left_semi");
    return RegionRows.inside(ties, known, config)
        .withColumn("tie_rule", explode(col("kept")))
        .where(col("tie_rule").isInCollection(rules))
        .join(having(values, "npi_a"), new String[] {"npi_a"})
        .join(having(values, "npi_b"), new String[] {"npi_b", "attribute"})
        .select(
            key().as("key"),
            col("npi_a").as("npi_a"),
            col("npi_b").as("npi_b"),
            col("shared_patients").as("shared_patients"));
  }

  private static Dataset<Row> having(Dataset<Row> values, String end) {
    return values.select(col("npi").as(end), col("attribute"));
  }

  /** The attribute comes last: a file names it, so it may hold anything. */
  private static Column key() {
    return concat_ws(
        RegionRows.SEPARATOR,
        col("tie_rule"),
        col("region.type"),
        col("region.id"),
        col("attribute"));
  }

  /**
   * The physicians of a region with a value, in id order.
   *
   * @param graph the ties among them; null of more than a task should have
   */
  private record Homophily(
      Region region, String attribute, double[] values, long ties, CsrGraph graph) {

    static Homophily of(String key, Iterator<Row> nodes, Iterator<Row> edges, int mostTies) {
      TreeMap<String, Double> valueOf = new TreeMap<>();
      nodes.forEachRemaining(row -> valueOf.put(row.getString(1), row.getDouble(2)));
      Map<String, Integer> numbers = RegionGraph.numbers(List.copyOf(valueOf.keySet()));
      EdgeList known = new EdgeList();
      long ties = 0;
      while (edges.hasNext()) {
        Row tie = edges.next();
        if (ties++ < mostTies) {
          known.add(numbers.get(tie.getString(1)), numbers.get(tie.getString(2)), tie.getLong(3));
        }
      }
      return new Homophily(
          RegionRows.region(key),
          key.split(RegionRows.SEPARATOR, 4)[3],
          valueOf.values().stream().mapToDouble(Double::doubleValue).toArray(),
          ties,
          ties > mostTies ? null : known.undirected(numbers.size()));
    }

    double assortativity() {
      return graph == null ? Double.NaN : Assortativity.byValue(graph, values);
    }

    double moranI() {
      return graph == null ? Double.NaN : MoranI.of(graph, values);
    }

    double differenceTied() {
      return graph == null ? Double.NaN : MeanDifference.ofEdges(graph, values);
    }
  }
}
