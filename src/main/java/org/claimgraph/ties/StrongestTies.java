package org.claimgraph.ties;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.claimgraph.config.TieConfig;
import org.claimgraph.config.TieConfig.Combine;
import org.claimgraph.config.TieConfig.Ties;
import org.claimgraph.config.TieRule.Strongest;

/**
 * {@code strongest-Q}: a physician of k ties holds on to the ceil(Q k / 100) with most shared
 * patients. The number is exact, in whole numbers.
 *
 * <p>What a physician holds on to is told by the last tie that is kept. Where ties as strong as
 * that one are included, its strength is enough, and finding it takes the counts of each strength
 * only; where they are broken, the lower id at the other end comes first and every tie is ranked.
 */
final class StrongestTies {

  private StrongestTies() {}

  /**
   * The last tie that each physician holds on to.
   *
   * @param seen ties from both ends: npi, other, shared_patients
   * @return one row per npi: for each rule a column of its name, (shared_patients, other)
   */
  static Dataset<Row> lastKept(Dataset<Row> seen, List<Strongest> rules, Ties ties) {
    Dataset<Row> steps =
        ties == Ties.INCLUDE
            ? seen.groupBy("npi", "shared_patients")
                .agg(count(lit(1)).as("ties"), max(lit("")).as("other"))
            : seen.withColumn("ties", lit(1L));
    WindowSpec physician = Window.partitionBy("npi");
    Dataset<Row> ranked =
        steps
            .withColumn("degree", sum("ties").over(physician))
            .withColumn(
                "place",
                sum("ties").over(physician.orderBy(desc("shared_patients"), asc("other"))));
    Column[] lasts = rules.stream().map(StrongestTies::last).toArray(Column[]::new);
    return ranked.groupBy("npi").agg(lasts[0], Arrays.copyOfRange(lasts, 1, lasts.length));
  }

  private static Column last(Strongest rule) {
    Column kept = floor(col("degree").multiply(rule.percent()).plus(99).divide(100));
    return max(when(
            col("place").geq(kept).and(col("place").minus(col("ties")).lt(kept)),
            struct("shared_patients", "other")))
        .as(rule.name());
  }

  /** Whether a tie is kept, given {@link #lastKept} of both ends as a and b. */
  static Column keeps(Strongest rule, TieConfig config) {
    Column a = holdsOn("a", "npi_b", rule, config.strongestTies());
    Column b = holdsOn("b", "npi_a", rule, config.strongestTies());
    return config.strongestCombine() == Combine.UNION ? a.or(b) : a.and(b);
  }

  private static Column holdsOn(String end, String other, Strongest rule, Ties ties) {
    Column last = col(end + ".`" + rule.name() + "`");
    Column strength = last.getField("shared_patients");
    return ties == Ties.INCLUDE
        ? col("shared_patients").geq(strength)
        : col("shared_patients")
            .gt(strength)
            .or(
                col("shared_patients")
                    .equalTo(strength)
                    .and(col(other).leq(last.getField("other"))));
  }
}
