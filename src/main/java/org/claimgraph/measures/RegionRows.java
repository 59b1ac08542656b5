package org.claimgraph.measures;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.encounters.Places;

/**
 * The physicians and ties of every region under every rule, row by row.
 *
 * @param members key and {@link Member#COLUMNS}
 * @param ties key, npi_a, npi_b, shared_patients; once for each region both ends are in
 */
record RegionRows(Dataset<Row> members, Dataset<Row> ties) {

  /** Separates the parts of a group key; no id holds it. */
  static final String SEPARATOR = "\u0001";

  /** As {@link RegionNetworks#measure}. */
  static RegionRows of(
      Dataset<Row> physicians,
      Dataset<Row> links,
      Dataset<Row> ties,
      List<String> rules,
      MeasureConfig config) {
    Dataset<Row> members =
        physicians
            .join(
                Scope.counts(physicians, links, ties, rules, config.adjustedDegreeScope()),
                new String[] {"npi"})
            .select(col("*"), explode(regions(config)).as("region"))
            .select(named(Member.COLUMNS));
    return new RegionRows(members, insideRegions(physicians, ties, rules, config));
  }

  /** Returns the regions of more ties than that, in order. Runs a job. */
  List<Region> ofMoreTiesThan(long most) {
    return ties.groupBy("key").count().where(col("count").gt(most)).collectAsList().stream()
        .map(row -> region(row.getString(0)))
        .sorted()
        .toList();
  }

  /** Returns the rows of one region. */
  RegionRows only(Region region) {
    return where(col("key").equalTo(key(region)));
  }

  /** Returns the rows of all other regions. */
  RegionRows without(List<Region> regions) {
    return where(not(col("key").isInCollection(regions.stream().map(RegionRows::key).toList())));
  }

  /** Returns the region that a key stands for. */
  static Region region(String key) {
    String[] parts = key.split(SEPARATOR, -1);
    return new Region(parts[0], parts[1], parts[2]);
  }

  private static String key(Region region) {
    return String.join(SEPARATOR, region.rule(), region.type(), region.id());
  }

  private RegionRows where(Column condition) {
    return new RegionRows(members.where(condition), ties.where(condition));
  }

  /**
   * The key and columns, each under a name of its own: Spark 3.5 cannot group two sides together
   * whose columns come straight from the same table.
   */
  private static Column[] named(String... columns) {
    return Stream.concat(
            Stream.of(key().as("key")), Arrays.stream(columns).map(name -> col(name).as(name)))
        .toArray(Column[]::new);
  }

  private static Column key() {
    return concat_ws(SEPARATOR, col("tie_rule"), col("region.type"), col("region.id"));
  }

  private static Dataset<Row> insideRegions(
      Dataset<Row> physicians, Dataset<Row> ties, List<String> rules, MeasureConfig config) {
    return inside(ties, physicians, config)
        .withColumn("tie_rule", explode(col("kept")))
        .where(col("tie_rule").isInCollection(rules))
        .select(named("npi_a", "npi_b", "shared_patients"));
  }

  /** Rows about two physicians, npi_a and npi_b, once for each region both are in: region. */
  static Dataset<Row> inside(Dataset<Row> pairs, Dataset<Row> physicians, MeasureConfig config) {
    return pairs
        .join(end(physicians, "a"), new String[] {"npi_a"})
        .join(end(physicians, "b"), new String[] {"npi_b"})
        .withColumn(
            "hospital", when(col("hospital_a").equalTo(col("hospital_b")), col("hospital_a")))
        .withColumn("hrr", when(col("hrr_a").equalTo(col("hrr_b")), col("hrr_a")))
        .withColumn("region", explode(regions(config)));
  }

  private static Dataset<Row> end(Dataset<Row> physicians, String side) {
    return physicians.select(
        col("npi").as("npi_" + side),
        col("hospital").as("hospital_" + side),
        col("hrr").as("hrr_" + side));
  }

  /** An array of the rules, from which every physician has a row for each. */
  static Column everyRule(List<String> rules) {
    return array(rules.stream().map(rule -> lit(rule)).toArray(Column[]::new));
  }

  /** An array of (type, id) for every configured kind of region; a null id leaves its kind out. */
  static Column regions(MeasureConfig config) {
    Column[] regions =
        config.regions().stream()
            .map(
                type -> {
                  Column id =
                      switch (type) {
                        case HOSPITAL -> col("hospital");
                        case HRR -> col("hrr");
                        case NATION -> lit(Places.NATION);
                      };
                  return when(id.isNotNull(), struct(lit(type.label()).as("type"), id.as("id")));
                })
            .toArray(Column[]::new);
    return array_compact(array(regions));
  }
}
