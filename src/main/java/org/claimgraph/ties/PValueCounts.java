package org.claimgraph.ties;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.claimgraph.config.TieConfig.Correction;
import org.claimgraph.config.TieRule.Significant;
import org.claimgraph.config.TieRule.Test;

/**
 * p-values corrected for the number of ties tested, as {@link org.claimgraph.stats.MultipleTesting}
 * does, from how many ties have each: test, p, ties.
 *
 * <p>Ties themselves are not ranked. One task a test walks through the different p-values in order.
 */
final class PValueCounts {

  private PValueCounts() {}

  /** Counts of one test, from rows of a p-value and a number of ties. */
  static Dataset<Row> of(Test test, Dataset<Row> counts) {
    return counts.select(lit(test.label()).as("test"), col(test.label()).as("p"), col("ties"));
  }

  /**
   * The largest p-value of each rule that is significant after correction.
   *
   * @return one row: for each rule a column of its name, null where no tie is significant
   */
  static Dataset<Row> largestSignificant(
      Dataset<Row> counts, List<Significant> rules, Correction correction) {
    double level = rules.stream().mapToDouble(Significant::level).max().orElseThrow();
    Column[] largest =
        rules.stream()
            .map(
                rule ->
                    max(when(
                            col("test")
                                .equalTo(rule.test().label())
                                .and(col("adjusted").lt(rule.level())),
                            col("p")))
                        .as(rule.name()))
            .toArray(Column[]::new);
    return adjusted(upTo(level, counts), correction)
        .agg(largest[0], Arrays.copyOfRange(largest, 1, largest.length));
  }

  /** Counts p-values of level and more as 1: correction raises them, so none is significant. */
  private static Dataset<Row> upTo(double level, Dataset<Row> counts) {
    return counts
        .withColumn("p", when(col("p").lt(level), col("p")).otherwise(lit(1.0)))
        .groupBy("test", "p")
        .agg(sum("ties").as("ties"));
  }

  /** Adds the column adjusted to rows of different (test, p). */
  static Dataset<Row> adjusted(Dataset<Row> counts, Correction correction) {
    WindowSpec test = Window.partitionBy("test");
    WindowSpec upwards = test.orderBy(asc("p"));
    Dataset<Row> ranked =
        counts
            .withColumn("family", sum("ties").over(test))
            .withColumn("rank", sum("ties").over(upwards));
    Column left = col("family").minus(col("rank")).plus(col("ties"));
    Column share = col("family").cast("double").divide(col("rank"));
    Dataset<Row> adjusted =
        correction == Correction.HOLM
            ? ranked.withColumn("adjusted", max(left.multiply(col("p"))).over(upwards))
            : ranked.withColumn(
                "adjusted", min(share.multiply(col("p"))).over(test.orderBy(desc("p"))));
    return adjusted.drop("family", "rank");
  }
}
