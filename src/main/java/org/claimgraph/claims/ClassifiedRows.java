package org.claimgraph.claims;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Rows of source files with what became of each: rejected (a reason, a blank, a detail), filtered
 * (a reason), or accepted where both are null.
 */
final class ClassifiedRows {

  private static final Column IS_ACCEPTED = col("rejected").isNull().and(col("filtered").isNull());

  /** No name of a file holds it. */
  private static final String NUL = "\0";

  private ClassifiedRows() {}

  /**
   * Records of the files of one kind, in the shape that the preset gives. One with a problem goes
   * through the SQL as a row of nulls, its problem behind the name of its file, and is rejected for
   * it: so the source is read once.
   */
  static Dataset<Row> of(
      SparkSession spark, Preset preset, Dataset<Row> records, Pseudonyms pseudonyms) {
    Dataset<Row> source =
        records
            .withColumn("source_file", concat_ws(NUL, col("source_file"), col("problem")))
            .drop("problem");
    String patient = preset.patientColumn();
    if (patient != null) {
      // Before other expressions, which may read it.
      source = ColumnExpressions.apply(preset, source, patient::equals);
      source = source.withColumn(patient, pseudonyms.of(col(patient)));
    }
    ColumnExpressions.apply(preset, source, column -> !column.equals(patient))
        .createOrReplaceTempView("source");
    Column file = col("source_file");
    return spark
        .sql(preset.sql())
        .withColumn(
            "rejected",
            when(file.contains(NUL), substring_index(file, NUL, -1)).otherwise(col("rejected")))
        .withColumn("source_file", substring_index(file, NUL, 1));
  }

  /**
   * Keys that several usable rows have: row_key, first (where the first of these rows stands).
   *
   * @param counts whether an accepted row is usable
   */
  static Dataset<Row> repeated(Dataset<Row> rows, Column counts) {
    return accepted(rows)
        .where(counts)
        .groupBy("row_key")
        .agg(count(lit(1)).as("times"), min(position()).as("first"))
        .where(col("times").gt(1))
        .drop("times");
  }

  /** The first row of each key that is {@link #repeated}: row_key, first, content. */
  static Dataset<Row> first(Dataset<Row> rows, Column counts, Dataset<Row> repeated) {
    return accepted(rows)
        .where(counts)
        .join(repeated, new String[] {"row_key"})
        .where(position().equalTo(col("first")))
        .select(col("row_key"), col("first"), content(rows).as("content"));
  }

  /** Everything a row says, as one text. */
  private static Column content(Dataset<Row> rows) {
    return to_json(
        struct(
            Arrays.stream(rows.columns())
                .filter(name -> !name.equals("source_file") && !name.equals("row_number"))
                .map(name -> col(name))
                .toArray(Column[]::new)));
  }

  /**
   * Of the usable rows that have the same key the first is kept; those that say the same are
   * filtered as repeated_row, those that say something else are rejected as conflicting_row.
   *
   * @param first of each key, as {@link #first} gives them
   * @param counts whether an accepted row is usable
   */
  static Dataset<Row> withoutRepeats(Dataset<Row> rows, Dataset<Row> first, Column counts) {
    Column again = IS_ACCEPTED.and(counts).and(col("first").notEqual(position()));
    return rows.join(first, new String[] {"row_key"}, "left")
        .withColumn("same", when(again, content(rows).equalTo(col("content"))))
        .withColumn("filtered", coalesce(col("filtered"), when(col("same"), lit("repeated_row"))))
        .withColumn(
            "rejected",
            coalesce(
                col("rejected"),
                when(not(col("same")), lit("conflicting_row has the key of another row"))))
        .drop("first", "content", "same");
  }

  private static Column position() {
    return struct(col("source_file"), col("row_number"));
  }

  /** Whether there may be a row as a condition says, as far as Spark knows without looking. */
  static boolean mayHave(Dataset<Row> rows, Column condition) {
    Option<Object> most = rows.where(condition).queryExecution().optimizedPlan().maxRows();
    return most.isEmpty() || (long) most.get() > 0;
  }

  /** Claims whose accepted rows are about several patients: claim_id. */
  static Dataset<Row> sharedClaims(Dataset<Row> claims) {
    return accepted(claims)
        .groupBy("claim_id")
        .agg(min("patient_id").as("one"), max("patient_id").as("other"))
        .where(col("one").notEqual(col("other")))
        .select("claim_id");
  }

  /**
   * Of {@link #sharedClaims} every row is rejected: nobody knows which of them belong together, and
   * a claim or stay of two people would be none.
   */
  static Dataset<Row> withoutShared(Dataset<Row> claims, Dataset<Row> shared) {
    return claims
        .join(shared.withColumn("shared", lit(true)), new String[] {"claim_id"}, "left")
        .withColumn(
            "rejected",
            coalesce(
                col("rejected"),
                when(
                    col("shared").and(col("filtered").isNull()),
                    lit("several_patients have the id of the claim"))))
        .drop("shared");
  }

  /** Dates of claims of which some row has none: claim_id, claim_from, claim_to. */
  static Dataset<Row> dates(Dataset<Row> claims) {
    Dataset<Row> dateless =
        claims.where(col("service_from").isNull()).select("claim_id").distinct();
    return claims
        .where(col("rejected").isNull().and(col("service_from").isNotNull()))
        .select("claim_id", "service_from", "service_to")
        .join(dateless, new String[] {"claim_id"}, "left_semi")
        .groupBy("claim_id")
        .agg(min("service_from").as("claim_from"), max("service_to").as("claim_to"));
  }

  /**
   * Rows without dates of their own take those of their claim; those that count and have none are
   * rejected.
   */
  static Dataset<Row> withDates(Dataset<Row> claims, Dataset<Row> dates) {
    return claims
        .join(dates, new String[] {"claim_id"}, "left")
        .withColumn(
            "service_from", coalesce(col("service_from"), col("claim_from"), col("admission_date")))
        .withColumn(
            "service_to",
            coalesce(
                col("service_to"), col("claim_to"), col("discharge_date"), col("service_from")))
        .drop("claim_from", "claim_to")
        .withColumn(
            "rejected",
            coalesce(
                col("rejected"),
                when(
                    col("service_from").isNull().and(col("filtered").isNull()),
                    lit("missing_date of the claim"))));
  }

  /**
   * Physicians are rejected who have fewer patients than they share with a single colleague; the
   * ties stand.
   *
   * @param ties accepted ones
   */
  static Dataset<Row> withTies(Dataset<Row> nodes, Dataset<Row> ties) {
    Dataset<Row> most =
        ties.select(explode(array(col("from_npi"), col("to_npi"))).as("npi"), col("patients"))
            .groupBy("npi")
            .agg(max("patients").as("shared"));
    return nodes
        .join(most, new String[] {"npi"}, "left")
        .withColumn(
            "rejected",
            coalesce(
                col("rejected"),
                when(col("patients").lt(col("shared")), lit("fewer_than_shared patients"))))
        .drop("shared");
  }

  /** Accepted rows that name a claim which is not accepted: source_file, row_number. */
  static Dataset<Row> orphans(Dataset<Row> rows, Dataset<Row> claims) {
    return accepted(rows)
        .join(claims.select("claim_id").distinct(), new String[] {"claim_id"}, "left_anti")
        .select("source_file", "row_number");
  }

  /** Rows of which {@link #orphans} are filtered as without_claim. */
  static Dataset<Row> withoutOrphans(Dataset<Row> rows, Dataset<Row> orphans) {
    return rows.join(
            orphans.withColumn("orphan", lit("without_claim")),
            new String[] {"source_file", "row_number"},
            "left")
        .withColumn("filtered", coalesce(col("filtered"), col("orphan")))
        .drop("orphan");
  }

  static Dataset<Row> accepted(Dataset<Row> rows) {
    return rows.where(IS_ACCEPTED);
  }

  static Dataset<Row> union(List<Dataset<Row>> parts) {
    return parts.stream().reduce((a, b) -> a.unionByName(b, true)).orElseThrow();
  }
}
