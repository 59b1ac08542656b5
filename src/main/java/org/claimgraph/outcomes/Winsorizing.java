package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.when;
import static org.claimgraph.outcomes.AveragedOutcomes.NAMES;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Outcomes of persons without their extremes: a value beyond a quantile of its cohort counts as
 * that quantile.
 *
 * <p>The quantile is a value that occurs: the least one that is reached or fallen short of by at
 * least that share of the cohort's persons with a value (definition 1 of Hyndman and Fan 1996), so
 * money stays in cents and counts stay whole. It is found exactly, which keeps the distinct values
 * of a cohort in the memory of one task.
 */
final class Winsorizing {

  private final Dataset<Row> limits;

  private final Map<String, Map<String, Double>> byCohort = new HashMap<>();

  private Winsorizing(Dataset<Row> limits) {
    this.limits = limits;
  }

  /**
   * Finds the limits.
   *
   * @param quantile in (0,1); null leaves outcomes as they are
   */
  static Winsorizing of(Dataset<Row> patients, Double quantile) {
    if (quantile == null) {
      return new Winsorizing(null);
    }
    Column[] quantiles =
        NAMES.stream()
            .map(
                x ->
                    expr("percentile_disc(" + quantile + "D) WITHIN GROUP (ORDER BY " + x + ")")
                        .as(limitOf(x)))
            .toArray(Column[]::new);
    Dataset<Row> found =
        patients.groupBy("cohort").agg(expr("count(*)"), quantiles).drop("count(1)");
    List<Row> rows = found.collectAsList();
    Winsorizing winsorizing =
        new Winsorizing(patients.sparkSession().createDataFrame(rows, found.schema()));
    rows.forEach(winsorizing::keep);
    return winsorizing;
  }

  private void keep(Row row) {
    Map<String, Double> limits = new TreeMap<>();
    for (String x : NAMES) {
      Double limit = row.getAs(limitOf(x));
      if (limit != null) {
        limits.put(x, limit);
      }
    }
    byCohort.put(row.getAs("cohort"), limits);
  }

  /** The patients, values beyond a limit replaced by the limit. */
  Dataset<Row> apply(Dataset<Row> patients) {
    if (limits == null) {
      return patients;
    }
    Map<String, Column> limited = new HashMap<>();
    for (String x : NAMES) {
      Column limit = col(limitOf(x)).cast(patients.schema().apply(x).dataType());
      // least skips nulls, so what is not known needs to be kept unknown.
      limited.put(x, when(col(x).isNotNull(), least(col(x), limit)));
    }
    return patients
        .join(broadcast(limits), new String[] {"cohort"})
        .withColumns(limited)
        .drop(NAMES.stream().map(Winsorizing::limitOf).toArray(String[]::new));
  }

  /** The limit of each outcome that has values; null where outcomes are left as they are. */
  Map<String, Double> limits(String cohort) {
    return byCohort.get(cohort);
  }

  private static String limitOf(String x) {
    return x + "_limit";
  }
}
