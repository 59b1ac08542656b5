package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.claimgraph.outcomes.AveragedOutcomes.NAMES;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Means of groups of patients that can be compared: indirect standardization, as of the Dartmouth
 * Atlas. For each outcome x
 *
 * <pre>
 * x_mean     = mean of x over the patients of the group
 * x_expected = mean over the same patients of the mean of x in their stratum
 * x_adjusted = x_mean / x_expected * mean of x over the cohort; null where x_expected is 0
 * </pre>
 *
 * <p>Patients without a value of x count in none of the three, which are null where nobody has one.
 * Over any division of the nation, the sum of patients times x_expected is that of patients times
 * x_mean, so a nation's three numbers are the same but for rounding. Sums are exact before they are
 * divided, so any order of patients gives the same bits.
 */
final class GroupMeans {

  private GroupMeans() {}

  /**
   * Averages patients.
   *
   * @param grouped {@link StandardizedPatients#patients}, with the columns that name a group
   * @param nation {@link StandardizedPatients#nation}
   * @param group the columns that name a group
   * @return one row for each cohort and group: patients, winsorized_at, and for each outcome
   *     x_mean, x_expected and x_adjusted
   */
  static Dataset<Row> of(Dataset<Row> grouped, Dataset<Row> nation, String... group) {
    Column[] means =
        NAMES.stream()
            .flatMap(
                x ->
                    Stream.of(
                        perKnown(sum(x), x).as(x + "_mean"),
                        perKnown(sum(when(col(x).isNotNull(), col(x + "_expected"))), x)
                            .as(x + "_expected")))
            .toArray(Column[]::new);
    Column[] all =
        Stream.concat(Stream.of(col("*")), NAMES.stream().map(GroupMeans::adjusted))
            .toArray(Column[]::new);
    return grouped
        .groupBy("cohort", group)
        .agg(count(lit(1)).as("patients"), means)
        .join(broadcast(nation), new String[] {"cohort"})
        .select(all)
        .drop(NAMES.stream().map(x -> x + "_national").toArray(String[]::new));
  }

  private static Column perKnown(Column sum, String x) {
    return sum.cast("double").divide(expr("nullif(count(" + x + "), 0)"));
  }

  private static Column adjusted(String x) {
    Column expected = col(x + "_expected");
    return when(
            expected.notEqual(0), col(x + "_mean").divide(expected).multiply(col(x + "_national")))
        .as(x + "_adjusted");
  }
}
