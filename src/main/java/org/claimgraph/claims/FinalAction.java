package org.claimgraph.claims;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig.VersionRule;

/**
 * Which of the rows of claims count, where claims are adjusted, denied or taken back: each event is
 * counted once, by the last word on it. Money is neither made nor lost: what is paid on rows that
 * are left, filtered and rejected adds up to what came in.
 *
 * <p>Columns that presets may give, null where nothing is told: {@code final} and {@code denied}
 * BOOLEAN, {@code replaces} STRING (the claim that this one replaces or takes back), {@code void}
 * BOOLEAN (this claim only takes another back), {@code version} BIGINT (order of the versions of
 * one claim id). {@code replaces} names a claim by its id or, where presets give it, by {@code
 * known_as} STRING.
 *
 * <p>A claim takes back the one it names whatever became of itself or of others, unless it is
 * denied or on a circle. So no order matters, and of a chain only the last claim is left: the
 * others are each named by the next one.
 *
 * <p>Cost: nothing where no file gives a column; otherwise three jobs, a join of the rows with the
 * claims of which something is told, and in the memory of the driver the ids of at most 200,000
 * pairs of claims that are both replaced and replacing, about 100 MB. Where there are more, the
 * first and last claim of every chain are taken off until they are so few: a join of the pairs that
 * are left for each round, half as many rounds as a chain has claims.
 */
final class FinalAction {

  private static final String IS_ACCEPTED = "rejected IS NULL AND filtered IS NULL";

  /** The state of a row by what is told of it and of its claim; null where it counts. */
  private static final String FATE =
      "CASE"
          + " WHEN rejected IS NOT NULL OR filtered IS NOT NULL THEN NULL"
          + " WHEN denied THEN 'denied'"
          + " WHEN NOT final THEN 'not_final'"
          + " WHEN circular THEN 'replacement_cycle replaces'"
          + " WHEN latest > coalesce(version, earliest) THEN 'superseded'"
          + " WHEN void AND (reaches OR latest IS NOT NULL) THEN 'void'"
          + " WHEN void THEN 'orphan_reversal replaces'"
          + " WHEN taken_back THEN 'voided'"
          + " WHEN replaced THEN 'superseded'"
          + " END";

  /** The id of a claim whose versions count each on its own; never that of another claim. */
  private static final String NUMBERED =
      "CASE WHEN version IS NOT NULL THEN concat_ws('/', claim_id, version)"
          + " WHEN claim_id RLIKE '/-?[0-9]*$' THEN claim_id || '/'"
          + " ELSE claim_id END";

  private static final int MOST_PAIRS = 200_000;
  private static final int MOST_ROUNDS = 30;

  private static final List<String> REJECTING =
      List.of("replacement_cycle replaces", "orphan_reversal replaces");

  private final Map<String, Column> columns;
  private final boolean numbered;
  private final boolean told;

  private FinalAction(Map<String, Column> columns, boolean numbered, boolean told) {
    this.columns = columns;
    this.numbered = numbered;
    this.told = told;
  }

  /**
   * What rows of claims tell of versions.
   *
   * @param rows as mapped from the source, so that Spark knows which columns are null
   * @param rules by which versions are told apart
   */
  static FinalAction of(Dataset<Row> rows, List<VersionRule> rules) {
    Set<String> given = Set.of(rows.columns());
    Map<String, Column> columns = new LinkedHashMap<>();
    boolean flags = rules.contains(VersionRule.FLAG);
    boolean replacements = rules.contains(VersionRule.REPLACEMENT);
    columns.put("final", column("final", "BOOLEAN", flags && given.contains("final")));
    columns.put("denied", column("denied", "BOOLEAN", flags && given.contains("denied")));
    columns.put(
        "replaces", column("replaces", "STRING", replacements && given.contains("replaces")));
    columns.put("void", column("void", "BOOLEAN", replacements && given.contains("void")));
    columns.put("version", column("version", "BIGINT", given.contains("version")));
    Column any = columns.values().stream().map(Column::isNotNull).reduce(Column::or).orElseThrow();
    return new FinalAction(
        columns, !rules.contains(VersionRule.LATEST), ClassifiedRows.mayHave(rows, any));
  }

  private static Column column(String name, String type, boolean counts) {
    return (counts ? col(name) : lit(null)).cast(type);
  }

  /** Whether a row may tell anything, as far as Spark knows without looking at one. */
  boolean isTold() {
    return told;
  }

  /** Whether flags let a row count: others repeat nothing, and nothing repeats them. */
  Column counts() {
    return coalesce(columns.get("final"), lit(true))
        .and(not(coalesce(columns.get("denied"), lit(false))));
  }

  /**
   * Filters and rejects the rows that do not count.
   *
   * @param rows of claims, each of them once
   * @param hold keeps rows under a name, so that they are computed once, and gives them back
   */
  Dataset<Row> resolve(Dataset<Row> rows, BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    Dataset<Row> all = rows.withColumns(columns);
    Dataset<Row> claims = hold.apply("claim.versions", claims(all, hold));
    return all.join(claims, new String[] {"claim_id"}, "left")
        .withColumn("fate", expr(FATE))
        .withColumn("rejects", col("fate").isInCollection(REJECTING))
        .withColumn(
            "remarks",
            expr(
                "if(misses AND fate IS NULL AND "
                    + IS_ACCEPTED
                    + ", concat(remarks, array('replaces_unknown_claim')), remarks)"))
        .withColumn("rejected", coalesce(col("rejected"), expr("if(rejects, fate, NULL)")))
        .withColumn("filtered", coalesce(col("filtered"), expr("if(rejects, NULL, fate)")))
        .withColumn("claim_id", numbered ? expr(NUMBERED) : col("claim_id"))
        .drop("fate", "rejects", "circular", "latest", "earliest", "reaches", "misses")
        .drop("taken_back", "replaced");
  }

  /**
   * What is told of claims, one row for each of which anything is: replaced, taken_back, reaches
   * and misses (it names a claim that the source has, or has not), circular, latest and earliest
   * version where there are several.
   */
  private Dataset<Row> claims(
      Dataset<Row> rows, BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    Dataset<Row> accepted = rows.where(IS_ACCEPTED + " AND NOT coalesce(denied, false)");
    Dataset<Row> named =
        accepted
            .where("replaces IS NOT NULL")
            // A version that names its own claim means the versions before it.
            .where("replaces <> claim_id OR version IS NULL")
            .groupBy(col("claim_id"), col("replaces").as("target"))
            .agg(expr("coalesce(bool_or(void), false) AS void"));
    Dataset<Row> ids = rows.select(col("claim_id").as("target"), lit(true).as("known")).distinct();
    Dataset<Row> pairs =
        hold.apply("claim.replaces", byId(named, rows).join(ids, new String[] {"target"}, "left"));
    Dataset<Row> circular = circular(pairs, MOST_PAIRS, hold);
    Dataset<Row> effective = pairs.join(circular, new String[] {"claim_id"}, "left_anti");
    return effective
        .selectExpr("target AS claim_id", "true AS replaced", "void AS taken_back")
        .unionByName(
            pairs.selectExpr("claim_id", "known IS NOT NULL AS reaches", "known IS NULL AS misses"),
            true)
        .unionByName(circular.withColumn("circular", lit(true)), true)
        .unionByName(versions(rows), true)
        .groupBy("claim_id")
        .agg(
            expr("bool_or(replaced) AS replaced"),
            expr("bool_or(taken_back) AS taken_back"),
            expr("bool_or(reaches) AS reaches"),
            expr("bool_or(misses) AS misses"),
            expr("bool_or(circular) AS circular"),
            expr("max(latest) AS latest"),
            expr("min(earliest) AS earliest"));
  }

  /**
   * Pairs with the id of every claim that is known by the name; none where it is the claim's own.
   */
  private static Dataset<Row> byId(Dataset<Row> pairs, Dataset<Row> rows) {
    if (!List.of(rows.columns()).contains("known_as")) {
      return pairs;
    }
    Dataset<Row> names =
        rows.where("known_as IS NOT NULL").selectExpr("known_as AS target", "claim_id AS other");
    return pairs
        .join(names.distinct(), new String[] {"target"}, "left")
        .where("other IS NULL OR other <> claim_id")
        .selectExpr("claim_id", "coalesce(other, target) AS target", "void");
  }

  /** Claims of several versions; rows without a number come before all others. */
  private Dataset<Row> versions(Dataset<Row> rows) {
    return rows.where(IS_ACCEPTED + " AND coalesce(final, true)")
        .where(lit(!numbered))
        .groupBy("claim_id")
        .agg(
            expr("max(version) AS latest"),
            expr("min(coalesce(version, -9223372036854775808)) AS earliest"))
        .where("earliest < latest");
  }

  /**
   * Claims that replace one another in a circle: claim_id.
   *
   * @param pairs claim_id, target
   * @param most pairs that the driver takes
   * @throws UserException where more are left when the ends of all chains have been taken off
   */
  static Dataset<Row> circular(
      Dataset<Row> pairs, int most, BiFunction<String, Dataset<Row>, Dataset<Row>> hold) {
    Dataset<Row> inner = withoutEnds(pairs);
    List<Row> taken = inner.takeAsList(most + 1);
    long before = Long.MAX_VALUE;
    for (int round = 1; taken.size() > most; round++) {
      Dataset<Row> held = hold.apply("claim.chains." + round, inner);
      long left = held.count();
      if (left == before || round > MOST_ROUNDS) {
        throw new UserException(
            UserException.Fault.INPUT,
            "Invalid source: more than "
                + most
                + " claims replace one another in circles, or in chains of more than "
                + 2 * MOST_ROUNDS
                + ".",
            "Mend what these claims say they replace, or leave replacement out of"
                + " source.final-action.");
      }
      before = left;
      inner = withoutEnds(held);
      taken = inner.takeAsList(most + 1);
    }
    Map<String, Set<String>> targets =
        taken.stream()
            .collect(
                groupingBy(row -> row.getString(0), mapping(row -> row.getString(1), toSet())));
    List<String> ids = new ArrayList<>(Circles.of(targets));
    return pairs.sparkSession().createDataset(ids, Encoders.STRING()).toDF("claim_id");
  }

  /** Pairs of which the one is replaced too, and the other replaces: claim_id, target. */
  private static Dataset<Row> withoutEnds(Dataset<Row> pairs) {
    return pairs
        .join(
            pairs.selectExpr("target AS claim_id").distinct(),
            new String[] {"claim_id"},
            "left_semi")
        .join(
            pairs.selectExpr("claim_id AS target").distinct(), new String[] {"target"}, "left_semi")
        .select("claim_id", "target");
  }
}
