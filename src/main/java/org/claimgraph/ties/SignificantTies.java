package org.claimgraph.ties;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.claimgraph.config.TieConfig;
import org.claimgraph.config.TieConfig.Correction;
import org.claimgraph.config.TieRule.Significant;
import org.claimgraph.config.TieRule.Test;
import org.claimgraph.stats.Hypergeometric;

/**
 * {@code disparity-A}, {@code hypergeometric-A} and {@code sdsm-A}: ties with more shared patients
 * than chance explains. A tie is kept if its p-value, corrected or not, is below A. All tests are
 * one-tailed.
 *
 * <p>For w shared patients of physicians with d_i and d_j patients, k ties and s shared patients
 * over all ties:
 *
 * <ul>
 *   <li>disparity: (1 - w / s)^(k - 1), the smaller of both ends; 1 from an end of one tie. Serrano
 *       et al., PNAS 106, 2009.
 *   <li>hypergeometric: P(X &gt;= w) for X of d_i patients drawn from those of the period, d_j of
 *       them marked.
 *   <li>sdsm: {@link SdsmTails}.
 * </ul>
 *
 * <p>The last two depend on (d_i, d_j, w) only, and are computed once for each combination there
 * is.
 */
final class SignificantTies {

  private static final String[] OVERLAP = {"lower_patients", "higher_patients", "shared_patients"};

  private SignificantTies() {}

  /** The tests of the rules, each once. */
  static List<Test> tests(TieConfig config) {
    return config.rulesOf(Significant.class).stream().map(Significant::test).distinct().toList();
  }

  /**
   * Adds a column with the p-value of each test, and where p-values are corrected, for each rule
   * the largest that is significant.
   *
   * @param ties with columns a and b: degree and strength for disparity, patients for the others
   */
  static Dataset<Row> test(Dataset<Row> ties, Dataset<Row> links, TieConfig config) {
    List<Test> tests = tests(config);
    Dataset<Row> tested = ties;
    Dataset<Row> counts = null;
    if (tests.contains(Test.DISPARITY)) {
      tested = tested.withColumn(Test.DISPARITY.label(), disparity());
      counts =
          PValueCounts.of(
              Test.DISPARITY, tested.groupBy(Test.DISPARITY.label()).agg(count(lit(1)).as("ties")));
    }
    if (tests.contains(Test.HYPERGEOMETRIC) || tests.contains(Test.SDSM)) {
      Dataset<Row> sized =
          tested
              .withColumn("lower_patients", least(patients("a"), patients("b")))
              .withColumn("higher_patients", greatest(patients("a"), patients("b")));
      Dataset<Row> overlaps = overlaps(sized, links, tests, config);
      tested = sized.join(overlaps.drop("ties"), OVERLAP);
      for (Test test : tests) {
        if (test != Test.DISPARITY) {
          Dataset<Row> more =
              PValueCounts.of(test, overlaps.groupBy(test.label()).agg(sum("ties").as("ties")));
          counts = counts == null ? more : counts.union(more);
        }
      }
    }
    return config.correction() == Correction.NONE
        ? tested
        : tested.crossJoin(
            broadcast(
                PValueCounts.largestSignificant(
                    counts, config.rulesOf(Significant.class), config.correction())));
  }

  /** Whether a rule keeps a tie that was tested. */
  static Column keeps(Significant rule, Correction correction) {
    Column p = col(rule.test().label());
    return correction == Correction.NONE ? p.lt(rule.level()) : p.leq(col("`" + rule.name() + "`"));
  }

  private static Column disparity() {
    return least(disparity("a"), disparity("b"));
  }

  private static Column disparity(String end) {
    return pow(
        // One division: 1 - w / s of whole numbers would fall below a threshold that it equals.
        col(end + ".strength").minus(col("shared_patients")).divide(col(end + ".strength")),
        col(end + ".degree").minus(1));
  }

  private static Column patients(String end) {
    return coalesce(
        col(end + ".patients"), raise_error(lit("A physician of a tie has no patients.")));
  }

  /** Every combination of patients of both and shared patients: how many ties, and p-values. */
  private static Dataset<Row> overlaps(
      Dataset<Row> ties, Dataset<Row> links, List<Test> tests, TieConfig config) {
    Dataset<Row> overlaps =
        ties.groupBy(OVERLAP[0], OVERLAP[1], OVERLAP[2]).agg(count(lit(1)).as("ties"));
    if (tests.contains(Test.SDSM)) {
      overlaps = SdsmTails.add(overlaps, links, config.sdsm());
    }
    if (tests.contains(Test.HYPERGEOMETRIC)) {
      UDF4<Long, Long, Long, Long, Double> tail = Hypergeometric::upperTail;
      Dataset<Row> all = links.agg(countDistinct("patient_id").as("all_patients"));
      overlaps =
          overlaps
              .crossJoin(broadcast(all))
              .withColumn(
                  Test.HYPERGEOMETRIC.label(),
                  udf(tail, DataTypes.DoubleType)
                      .apply(
                          col("all_patients"), col(OVERLAP[0]), col(OVERLAP[1]), col(OVERLAP[2])))
              .drop("all_patients");
    }
    return overlaps;
  }
}
