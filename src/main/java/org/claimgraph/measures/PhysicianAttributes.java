package org.claimgraph.measures;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.claimgraph.stats.WeightedMean;

/**
 * Attributes of physicians beside those of their peers, with whom they share patients.
 *
 * <p>The peers of a physician meet in one task, as many as there are ties; no task needs the whole
 * network. Shuffled are the ties, once from each end.
 */
public final class PhysicianAttributes {

  private static final Columns<Exposure> COLUMNS =
      new Columns<Exposure>()
          .text("tie_rule", Exposure::rule)
          .text("attribute", Exposure::attribute)
          .text("npi", Exposure::npi)
          .measure("value", Exposure::value)
          .count("peers", Exposure::peers)
          .count("peers_known", exposure -> exposure.known().size())
          .measure("exposure", Exposure::weighted)
          .measure("exposure_unweighted", Exposure::unweighted);

  private PhysicianAttributes() {}

  /**
   * Finds the attributes of every physician and the mean of those of the peers, under every rule.
   *
   * @param physicians {@code network.physician} of the period
   * @param ties {@code network.tie} of the period
   * @param values npi, attribute, value: one value each, of physicians of the period
   * @param rules tie rules, each one of {@code network.tie.kept}
   * @return the rows of {@code network.physician_attribute}, without period
   */
  public static Dataset<Row> measure(
      Dataset<Row> physicians, Dataset<Row> ties, Dataset<Row> values, List<String> rules) {
    Dataset<Row> own =
        values
            .groupBy("npi")
            .agg(collect_list(struct(col("attribute"), col("value"))).as("attributes"));
    return physicians
        .select(col("npi"), explode(RegionRows.everyRule(rules)).as("tie_rule"))
        .join(own, new String[] {"npi"}, "left")
        .join(peers(ties, own, rules), new String[] {"tie_rule", "npi"}, "left")
        .where("attributes IS NOT NULL OR size(known) > 0")
        .select("tie_rule", "npi", "peers", "attributes", "known")
        .flatMap(
            (FlatMapFunction<Row, Row>) PhysicianAttributes::rows, Encoders.row(COLUMNS.schema()));
  }

  /** The peers of each physician under each rule: how many, and what is known of which. */
  private static Dataset<Row> peers(Dataset<Row> ties, Dataset<Row> own, List<String> rules) {
    Dataset<Row> told = own.select(col("npi").as("peer"), col("attributes").as("told"));
    return ties.select(
            explode(array(end("npi_a", "npi_b"), end("npi_b", "npi_a"))).as("end"),
            col("shared_patients"),
            col("kept"))
        .select(
            col("end.npi").as("npi"),
            col("end.peer").as("peer"),
            col("shared_patients"),
            explode(col("kept")).as("tie_rule"))
        .where(col("tie_rule").isInCollection(rules))
        .join(told, new String[] {"peer"}, "left")
        .groupBy("tie_rule", "npi")
        .agg(
            count(lit(1)).as("peers"),
            collect_list(when(col("told").isNotNull(), struct(col("shared_patients"), col("told"))))
                .as("known"));
  }

  private static Column end(String npi, String peer) {
    return struct(col(npi).as("npi"), col(peer).as("peer"));
  }

  /** A row for each attribute of a physician or of a peer. */
  private static Iterator<Row> rows(Row physician) {
    Map<String, Exposure> exposures = new TreeMap<>();
    if (!physician.isNullAt(3)) {
      for (Row own : physician.<Row>getList(3)) {
        String attribute = own.getString(0);
        exposures.put(attribute, Exposure.of(physician, attribute, own.getDouble(1)));
      }
    }
    List<Row> peers = physician.isNullAt(4) ? List.of() : physician.getList(4);
    for (Row peer : peers) {
      for (Row theirs : peer.<Row>getList(1)) {
        exposures
            .computeIfAbsent(theirs.getString(0), name -> Exposure.of(physician, name, Double.NaN))
            .known()
            .add(new Peer(theirs.getDouble(1), peer.getLong(0)));
      }
    }
    return exposures.values().stream().map(COLUMNS::row).iterator();
  }

  /** A peer with a value. */
  private record Peer(double value, long sharedPatients) {}

  /** A physician, under a rule and for an attribute, and the peers with a value. */
  private record Exposure(
      String rule, String attribute, String npi, double value, long peers, List<Peer> known) {

    static Exposure of(Row physician, String attribute, double value) {
      long peers = physician.isNullAt(2) ? 0 : physician.getLong(2);
      return new Exposure(
          physician.getString(0),
          attribute,
          physician.getString(1),
          value,
          peers,
          new ArrayList<>());
    }

    double weighted() {
      return WeightedMean.of(values(), known.stream().mapToLong(Peer::sharedPatients).toArray());
    }

    double unweighted() {
      long[] once = new long[known.size()];
      Arrays.fill(once, 1);
      return WeightedMean.of(values(), once);
    }

    private double[] values() {
      return known.stream().mapToDouble(Peer::value).toArray();
    }
  }

  /**
   * Attributes and exposures of each physician as one map, for models of physicians or patients:
   * {@code attribute.NAME} is the own value, {@code peer.NAME} the exposure weighted by shared
   * patients. What is null has no entry.
   *
   * @param attributes {@code network.physician_attribute} of a period
   * @param tieRule rule by which ties are kept
   * @return one row for each npi with an entry: npi, attributes (MAP of STRING to DOUBLE)
   */
  public static Dataset<Row> maps(Dataset<Row> attributes, String tieRule) {
    return attributes
        .where(col("tie_rule").equalTo(tieRule))
        .select(
            col("npi"),
            explode(array(entry("attribute.", "value"), entry("peer.", "exposure"))).as("entry"))
        .where("entry.value IS NOT NULL")
        .groupBy("npi")
        .agg(collect_list("entry").as("entries"))
        .select(col("npi"), expr("map_from_entries(array_sort(entries))").as("attributes"));
  }

  /**
   * The names that entries of these maps can have, under any rule.
   *
   * @param attributes {@code network.physician_attribute} of a period
   * @return one row for each name
   */
  public static Dataset<Row> names(Dataset<Row> attributes) {
    return attributes
        .select("attribute")
        .distinct()
        .selectExpr("explode(array(concat('attribute.', attribute), concat('peer.', attribute)))");
  }

  private static Column entry(String prefix, String column) {
    return expr(
        "named_struct('name', concat('" + prefix + "', attribute), 'value', " + column + ")");
  }
}
