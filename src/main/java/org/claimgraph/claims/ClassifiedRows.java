package org.claimgraph.claims;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows of source files with what became of each: rejected (a reason, a blank, a detail), filtered
 * (a reason), or accepted where both are null.
 */
final class ClassifiedRows {

  private ClassifiedRows() {}

  /** Malformed records of the files of one kind: source_file, row_number, rejected. */
  static Dataset<Row> malformed(Dataset<Row> records) {
    return records
        .where(col("problem").isNotNull())
        .select(col("source_file"), col("row_number"), col("problem").as("rejected"));
  }

  /**
   * Well-formed records of the files of one kind in the shape that the preset gives. Of rows with
   * the same key the first (by file, then row) is kept; the others are filtered as repeated_row.
   */
  static Dataset<Row> wellFormed(
      SparkSession spark, Preset preset, Dataset<Row> records, Pseudonyms pseudonyms) {
    Dataset<Row> source = records.where(col("problem").isNull()).drop("problem");
    if (preset.patientColumn() != null) {
      source =
          source.withColumn(preset.patientColumn(), pseudonyms.of(col(preset.patientColumn())));
    }
    source.createOrReplaceTempView("source");
    return spark.sql(preset.sql());
  }

  /** Filters all but the first of the rows that have the same key. */
  static Dataset<Row> withoutRepeats(Dataset<Row> rows) {
    Column position = struct(col("source_file"), col("row_number"));
    Dataset<Row> repeated =
        rows.where(col("rejected").isNull().and(col("filtered").isNull()))
            .groupBy("row_key")
            .agg(count(lit(1)).as("times"), min(position).as("first"))
            .where(col("times").gt(1))
            .select("row_key", "first");
    return rows.join(broadcast(repeated), new String[] {"row_key"}, "left")
        .withColumn(
            "filtered",
            coalesce(col("filtered"), when(col("first").notEqual(position), lit("repeated_row"))))
        .drop("first");
  }

  static Dataset<Row> accepted(Dataset<Row> rows) {
    return rows.where(col("rejected").isNull().and(col("filtered").isNull()));
  }

  static Dataset<Row> union(List<Dataset<Row>> parts) {
    return parts.stream().reduce(Dataset::union).orElseThrow();
  }
}
