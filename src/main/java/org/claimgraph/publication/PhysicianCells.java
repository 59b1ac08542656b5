package org.claimgraph.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.RegionType;

/**
 * Which counts of one physician's patients to tell; decided once, for all tables and regions.
 *
 * <p>shared_patients divides the adjusted degree and comes first. It is told where it is not small,
 * nor its difference to the patients of any published tie, and where it tells no withheld tie: with
 * h of these, of at most m - 1 patients each (m the minimum), and v patients of the published ones,
 * each withheld tie has at least shared_patients - v - (h - 1)(m - 1) patients; that is kept at 1
 * or below. patients is told where all other counts of the physician are, and neither it is small
 * nor its difference to shared_patients, to a published tie, or to the patients attributed in a
 * cohort.
 *
 * <p>Why that is enough: of withheld ties everybody knows that each has 1 to m - 1 patients and
 * that those of a physician whose shared_patients is told have at least shared_patients - v
 * together. Let all others have m - 1: then each may have 1, by the rule, and m - 1. A hidden
 * shared_patients or number of patients has no upper bound but that of the ties.
 */
final class PhysicianCells {

  private static final String[] NPI = {"npi"};

  private PhysicianCells() {}

  /**
   * Decides for every physician.
   *
   * @param physicians {@code network.physician} of the period
   * @param measures {@code network.physician_measure} of the period
   * @param ties {@code network.tie} of the period
   * @param scope whose ties and patients make shared_patients
   * @param attributed npi, patients (those attributed in a cohort) and hidden; a row for each
   *     cohort
   * @return npi, tell_patients, tell_shared_patients, false where there is nothing to tell; and
   *     shared_otherwise, what a hidden shared_patients may be as well, not small nor by a small
   *     difference more than a published tie
   */
  static Dataset<Row> of(
      Dataset<Row> physicians,
      Dataset<Row> measures,
      Dataset<Row> ties,
      RegionType scope,
      Dataset<Row> attributed,
      SmallCells cells) {
    Dataset<Row> counts =
        physicians
            .select(col("npi"), col("patients"))
            .join(measures.groupBy("npi").agg(max("shared_patients").as("shared")), NPI, "left");
    Dataset<Row> scoped =
        ties.withColumn("in_scope", scope == RegionType.HRR ? col("same_hrr") : lit(true));
    Column most = col("withheld").multiply(cells.minimum() - 1);
    Column tellsTie =
        col("withheld")
            .gt(0)
            .and(col("shared").minus(col("seen")).gt(most.minus(cells.minimum() - 2)));
    Column tellsShared =
        cells.mayTell(col("shared")).and(not(tellsTie)).and(not(col("near_shared")));
    Dataset<Row> known =
        counts
            .join(ties(scoped, counts, cells), NPI, "left")
            .na()
            .fill(0, new String[] {"withheld", "seen", "strongest"})
            .na()
            .fill(false, new String[] {"near_shared", "near_patients"})
            .withColumn("tell_shared_patients", coalesce(tellsShared, lit(false)));
    Column fits =
        cells
            .mayTell(col("patients"))
            .and(not(coalesce(cells.isSmall(col("patients").minus(col("shared"))), lit(false))))
            .and(not(col("near_patients")))
            .and(col("shared").isNull().or(col("tell_shared_patients")));
    Dataset<Row> unfit =
        attributed
            .withColumnRenamed("patients", "attributed")
            .join(known.select("npi", "patients"), NPI)
            .where(col("hidden").or(cells.isSmall(col("patients").minus(col("attributed")))))
            .select(col("npi"), lit(true).as("unfit"))
            .distinct();
    return known
        .join(unfit, NPI, "left")
        .select(
            col("npi"),
            coalesce(fits, lit(false)).and(col("unfit").isNull()).as("tell_patients"),
            col("tell_shared_patients"),
            col("strongest").plus(cells.minimum()).as("shared_otherwise"));
  }

  private static Column not(Column condition) {
    return condition.equalTo(false);
  }

  /** What the ties of each physician tell of the counts. */
  private static Dataset<Row> ties(Dataset<Row> ties, Dataset<Row> counts, SmallCells cells) {
    Column told = when(cells.mayTell(col("tied")), col("tied"));
    Column toldInScope = when(col("in_scope"), told);
    return end(ties, "npi_a")
        .union(end(ties, "npi_b"))
        .join(counts, NPI)
        .groupBy("npi")
        .agg(
            sum(when(col("in_scope").and(told.isNull()), 1L).otherwise(0L)).as("withheld"),
            sum(toldInScope).as("seen"),
            max(toldInScope).as("strongest"),
            max(cells.isSmall(col("shared").minus(toldInScope))).as("near_shared"),
            max(cells.isSmall(col("patients").minus(told))).as("near_patients"));
  }

  private static Dataset<Row> end(Dataset<Row> ties, String end) {
    return ties.select(col(end).as("npi"), col("shared_patients").as("tied"), col("in_scope"));
  }
}
