package org.claimgraph.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.claimgraph.config.MeasureConfig;

/**
 * How the networks of regions changed from one period to another.
 *
 * <p>Ties and physicians are sets: of a region under a rule, the kept ties with both ends in it,
 * and its physicians. Born (entered) is what is only now, lost (left) what was only before.
 */
public final class NetworkChanges {

  private static final String[] REGION = {"tie_rule", "region_type", "region_id"};

  private static final int NOW = 1;
  private static final int BEFORE = 2;

  private NetworkChanges() {}

  /**
   * The network of one period.
   *
   * @param physicians {@code network.physician} of the period
   * @param ties {@code network.tie} of the period
   * @param regionMeasures {@code network.region_measure} of the period
   */
  public record Measured(Dataset<Row> physicians, Dataset<Row> ties, Dataset<Row> regionMeasures) {}

  /**
   * Compares two periods. Shuffles the ties of both once for each rule and region they are in.
   *
   * @param rules tie rules that both are measured under
   * @return rows of {@code network.change} but for period, against and before_period; one for each
   *     rule and region with a physician in either
   */
  public static Dataset<Row> of(
      Measured now, Measured before, List<String> rules, MeasureConfig config) {
    Dataset<Row> physicians =
        sides(members(now, rules, config), members(before, rules, config), "npi")
            .groupBy(columns(REGION))
            .agg(
                only(NOW, "physicians_entered"),
                only(BEFORE, "physicians_left"),
                only(NOW + BEFORE, "physicians_stayed"));
    Dataset<Row> ties =
        sides(ties(now, rules, config), ties(before, rules, config), "npi_a", "npi_b")
            .groupBy(columns(REGION))
            .agg(
                only(NOW, "ties_born"), only(BEFORE, "ties_lost"), only(NOW + BEFORE, "ties_kept"));
    return physicians
        .join(ties, REGION, "left")
        .join(numbers(now.regionMeasures, "now"), REGION, "left")
        .join(numbers(before.regionMeasures, "then"), REGION, "left")
        .select(
            Stream.of(
                    Arrays.stream(columns(REGION)),
                    Stream.of("ties_born", "ties_kept", "ties_lost")
                        .map(name -> coalesce(col(name), lit(0L)).as(name)),
                    Stream.of("physicians_entered", "physicians_left", "physicians_stayed")
                        .map(name -> col(name)),
                    Stream.of(differences(now.regionMeasures)))
                .flatMap(columns -> columns)
                .toArray(Column[]::new));
  }

  private static Dataset<Row> members(Measured network, List<String> rules, MeasureConfig config) {
    return network
        .physicians
        .select(col("npi"), explode(RegionRows.regions(config)).as("region"))
        .withColumn("tie_rule", explode(RegionRows.everyRule(rules)))
        .selectExpr("tie_rule", "region.type AS region_type", "region.id AS region_id", "npi");
  }

  private static Dataset<Row> ties(Measured network, List<String> rules, MeasureConfig config) {
    return RegionRows.inside(network.ties, network.physicians, config)
        .withColumn("tie_rule", explode(col("kept")))
        .where(col("tie_rule").isInCollection(rules))
        .selectExpr(
            "tie_rule", "region.type AS region_type", "region.id AS region_id", "npi_a", "npi_b");
  }

  /** Each member of a region once, with side: the sum of the periods that it is of. */
  private static Dataset<Row> sides(Dataset<Row> now, Dataset<Row> before, String... member) {
    Column[] key =
        columns(Stream.concat(Stream.of(REGION), Stream.of(member)).toArray(String[]::new));
    return now.withColumn("side", lit(NOW))
        .union(before.withColumn("side", lit(BEFORE)))
        .groupBy(key)
        .agg(sum("side").as("side"));
  }

  private static Column only(int side, String name) {
    return count_if(col("side").equalTo(side)).as(name);
  }

  private static Dataset<Row> numbers(Dataset<Row> measures, String side) {
    Stream<Column> numbers =
        measuresOf(measures).map(name -> col(name).cast("double").as(side + "_" + name));
    return measures.select(
        Stream.concat(Arrays.stream(columns(REGION)), numbers).toArray(Column[]::new));
  }

  private static Column differences(Dataset<Row> measures) {
    return map(measuresOf(measures)
            .flatMap(name -> Stream.of(lit(name), col("now_" + name).minus(col("then_" + name))))
            .toArray(Column[]::new))
        .as("change");
  }

  private static Stream<String> measuresOf(Dataset<Row> measures) {
    return Arrays.stream(measures.schema().fields())
        .filter(field -> field.dataType() instanceof NumericType)
        .map(StructField::name);
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }
}
