package org.claimgraph.claims;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows that other rows of the source update or delete, in whatever file these are: deliveries that
 * came after the first. Presets tell it in {@code amends}: UPDATE, DELETE, or null.
 *
 * <p>A deletion leaves nothing of what it is about (deleted), whether or not its own row can be
 * used. Updates leave nothing of what came before them (superseded): rows that are no update, and
 * updates in files whose names sort before that of the last one.
 *
 * <p>Cost: nothing where no file gives the column; otherwise one job over the held rows, and where
 * something is amended a join with it.
 */
final class Amendments {

  private static final String FATE =
      "CASE WHEN deleted THEN 'deleted'"
          + " WHEN amends IS NULL AND updated IS NOT NULL OR source_file < updated THEN 'superseded'"
          + " END";

  private Amendments() {}

  /** Whether a row may tell anything, as far as Spark knows without looking at one. */
  static boolean areTold(Dataset<Row> rows) {
    return List.of(rows.columns()).contains("amends")
        && ClassifiedRows.mayHave(rows, col("amends").isNotNull());
  }

  /** What is amended, by its key: deleted, and updated, the last file that does it. */
  static Dataset<Row> of(Dataset<Row> rows, String key) {
    return rows.where(col(key).isNotNull())
        .where("amends = 'DELETE' OR amends = 'UPDATE' AND rejected IS NULL AND filtered IS NULL")
        .groupBy(key)
        .agg(
            expr("bool_or(amends = 'DELETE') AS deleted"),
            expr("max(source_file) FILTER (WHERE amends = 'UPDATE') AS updated"));
  }

  /** Rows of which those that are {@link #of amended} are filtered. */
  static Dataset<Row> apply(Dataset<Row> rows, String key, Dataset<Row> amended) {
    return rows.join(amended, new String[] {key}, "left")
        .withColumn("filtered", coalesce(col("filtered"), expr(FATE)))
        .drop("deleted", "updated");
  }
}
