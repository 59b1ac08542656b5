package org.claimgraph.publication;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Networks without what would tell small numbers of patients.
 *
 * <p>Told are networks of regions of at least the minimum of physicians, and of them only those
 * whose rule does not ask for 2 to minimum - 1 patients: which of two such rules keep a tie would
 * tell its patients. What is left of the structure depends on withheld ties by their existence
 * only, so that each may have 1 to minimum - 1 patients.
 *
 * <p>The median of the adjusted degree is told where it would be the same if every hidden
 * shared_patients were the minimum more than the strongest published tie; so each may be, all at
 * once, in every region and rule. Means are told where none of their numbers is hidden.
 */
final class PublishedNetwork {

  /** Measures of a region that patients of physicians, or the patients of ties, shape. */
  private static final String OF_PATIENTS =
      "'patients_mean', 'shared_patients_mean', 'adjusted_degree_median', 'adjusted_degree_mean',"
          + " 'adjusted_degree_all_ties_median', 'modularity'";

  private static final String[] NPI = {"npi"};
  private static final String[] REGION = {"region_type", "region_id"};
  private static final String[] NETWORK = {"tie_rule", "region_type", "region_id"};

  private final SmallCells cells;
  private final Dataset<Row> physicians;
  private final Dataset<Row> measures;
  private final Dataset<Row> regions;
  private final Dataset<Row> means;

  /**
   * Networks of one period.
   *
   * @param physicians what {@link PhysicianCells} tells of each
   * @param measures {@code network.physician_measure}
   * @param regions {@code network.region_measure}
   * @param means what {@link #means} tells of each
   */
  PublishedNetwork(
      SmallCells cells,
      Dataset<Row> physicians,
      Dataset<Row> measures,
      Dataset<Row> regions,
      Dataset<Row> means) {
    this.cells = cells;
    this.means = means;
    this.physicians = physicians;
    this.measures = measures;
    this.regions = regions.where(isLarge()).where(mayTellRule(regions));
  }

  private Column isLarge() {
    return col("physicians").geq(cells.minimum());
  }

  private Column mayTellRule(Dataset<Row> rows) {
    List<Object> rules =
        rows.select("tie_rule").distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .filter(this::mayTell)
            .map(Object.class::cast)
            .toList();
    return col("tie_rule").isin(rules.toArray());
  }

  /** Whether the network of a tie rule may be told beside that of all ties. */
  boolean mayTell(String rule) {
    if (!rule.startsWith("min-")) {
      return true;
    }
    long least = Long.parseLong(rule.substring("min-".length()));
    return least == 1 || least >= cells.minimum();
  }

  /** {@code network.physician}, or rows with npi, patients, and perhaps more, of each. */
  Dataset<Row> physicians(Dataset<Row> rows) {
    return rows.join(physicians, NPI)
        .withColumn("patients", when(col("tell_patients"), col("patients")));
  }

  /** {@code network.tie}. */
  Dataset<Row> ties(Dataset<Row> rows) {
    Column again = col("min_encounters").minus(col("shared_patients"));
    return rows.where(cells.mayTell(col("shared_patients")))
        .withColumn("min_encounters", when(cells.mayTell(again), col("min_encounters")));
  }

  /** {@code network.physician_measure}. */
  Dataset<Row> measures() {
    return physicians(inNetworks(measures))
        .withColumn("adjusted_degree", when(col("tell_shared_patients"), col("adjusted_degree")))
        .withColumn("shared_patients", when(col("tell_shared_patients"), col("shared_patients")));
  }

  /** Rows of any table of networks, those of networks that are told. */
  Dataset<Row> inNetworks(Dataset<Row> rows) {
    return rows.join(regions.select("tie_rule", REGION), NETWORK, "left_semi");
  }

  /** {@code network.region_measure}. */
  Dataset<Row> regions() {
    return ofRegions(regions);
  }

  /** Rows of networks with the columns of {@code network.region_measure}, and perhaps others. */
  Dataset<Row> ofRegions(Dataset<Row> rows) {
    return inNetworks(rows)
        .join(means, NETWORK, "left")
        .withColumn("patients_mean", tell("tell_patients", "patients_mean"))
        .withColumn("shared_patients_mean", tell("tell_shared", "shared_patients_mean"))
        .withColumn("adjusted_degree_median", tell("tell_median", "adjusted_degree_median"))
        .withColumn("adjusted_degree_mean", tell("tell_mean", "adjusted_degree_mean"))
        .drop("tell_median", "tell_mean", "tell_shared", "tell_patients");
  }

  /**
   * Which means and medians of each network may be told.
   *
   * @param measures {@code network.physician_measure}
   * @param physicians what {@link PhysicianCells} tells of each
   */
  static Dataset<Row> means(Dataset<Row> measures, Dataset<Row> physicians) {
    Column hiddenDegree =
        col("tell_shared_patients").equalTo(false).and(col("adjusted_degree").isNotNull());
    return measures
        .join(physicians, NPI)
        .withColumn(
            "otherwise",
            when(hiddenDegree, col("scope_degree").multiply(100).divide(col("shared_otherwise")))
                .otherwise(col("adjusted_degree")))
        .groupBy("tie_rule", REGION)
        .agg(
            expr("percentile(adjusted_degree, 0.5) <=> percentile(otherwise, 0.5)")
                .as("tell_median"),
            noneOf(hiddenDegree).as("tell_mean"),
            noneOf(isWithheld("shared_patients")).as("tell_shared"),
            noneOf(isWithheld("patients")).as("tell_patients"));
  }

  private static Column isWithheld(String column) {
    return col("tell_" + column).equalTo(false).and(col(column).isNotNull());
  }

  private static Column noneOf(Column condition) {
    return sum(when(condition, 1L).otherwise(0L)).equalTo(0);
  }

  private static Column tell(String flag, String column) {
    return when(coalesce(col(flag), lit(false)), col(column));
  }

  /** {@code network.referral_measure}. */
  Dataset<Row> referralMeasures(Dataset<Row> rows) {
    return rows.where(isLarge());
  }

  /** {@code network.change}: regions that are told in both periods. */
  Dataset<Row> changes(Dataset<Row> rows) {
    return rows.where(mayTellRule(rows))
        .where(col("physicians_entered").plus(col("physicians_stayed")).geq(cells.minimum()))
        .where(col("physicians_left").plus(col("physicians_stayed")).geq(cells.minimum()))
        .withColumn(
            "change",
            expr("map_filter(change, (name, value) -> name NOT IN (" + OF_PATIENTS + "))"));
  }

  /** {@code network.attribute_homophily}. */
  Dataset<Row> homophily(Dataset<Row> rows) {
    return inNetworks(rows.where(isLarge()));
  }

  /**
   * {@code network.team}.
   *
   * @param ties those that are told
   */
  Dataset<Row> teams(Dataset<Row> rows, Dataset<Row> ties) {
    Dataset<Row> nation =
        rows.where("region_type = 'nation'")
            .agg(
                expr("coalesce(max(patients) FILTER (WHERE size = 2), 0)").as("of_pairs"),
                expr("coalesce(max(patients) FILTER (WHERE size = 3), 0)").as("of_triads"),
                expr("coalesce(max(patients_left_out) FILTER (WHERE size = 3), 0)").as("left_out"));
    Column small =
        cells
            .isSmall(col("of_pairs"))
            .or(cells.isSmall(col("of_triads")))
            .or(cells.isSmall(col("left_out")))
            .or(cells.isSmall(col("of_pairs").minus(col("of_triads"))))
            .or(cells.isSmall(expr("of_pairs - of_triads - left_out")));
    Dataset<Row> told = ties.agg(count(lit(1)).as("told_ties"));
    Column known = when(col("size").equalTo(2), col("told_ties")).otherwise(0L);
    Column mixed =
        col("groups")
            .equalTo(known)
            .or(col("recurring_groups").gt(known).and(col("groups").gt(col("recurring_groups"))));
    Column isNation = col("region_type").equalTo("nation");
    return rows.join(regions.select("region_type", "region_id").distinct(), REGION, "left_semi")
        .crossJoin(nation)
        .crossJoin(told)
        .withColumn("tell_patients", isNation.and(small.equalTo(false)))
        .withColumn("tell_recurring", isNation.and(mixed))
        .withColumn("recurring_groups", tell("tell_recurring", "recurring_groups"))
        .withColumn("repeat_share", tell("tell_recurring", "repeat_share"))
        .withColumn("patients", tell("tell_patients", "patients"))
        .withColumn("patients_left_out", tell("tell_patients", "patients_left_out"));
  }
}
