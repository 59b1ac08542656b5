package org.claimgraph.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * What rows hold, in two numbers that do not depend on their order: how many there are, and the sum
 * of a hash of each. Two sets of rows that differ have the same sum with a probability of about one
 * in 10^19. A sum of hashes, and not their exclusive or, tells a row that is there twice.
 *
 * @param rows their number, by reading them
 * @param hash as {@code ops.publication.fingerprint}
 */
public record Fingerprint(long rows, BigDecimal hash) {

  /**
   * Fingerprints of each period of a table.
   *
   * @param rows rows of the table, with their period
   * @return period, rows and fingerprint, one row for each period that has any
   */
  static Dataset<Row> byPeriod(Dataset<Row> rows) {
    return by(col("period"), rows);
  }

  /**
   * Fingerprints of parts of rows.
   *
   * @param part which part a row belongs to, by its columns
   * @return the part, rows and hash, one row for each part that has any
   */
  public static Dataset<Row> by(Column part, Dataset<Row> rows) {
    List<Column> cells = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column cell = col("`" + field.name() + "`");
      cells.add(canonical(field, cell));
      // A null leaves the hash as it is, so that a value would weigh the same in the next column.
      cells.add(cell.isNull());
    }
    Column hash = xxhash64(cells.toArray(Column[]::new)).cast("DECIMAL(38, 0)");
    return rows.groupBy(part)
        .agg(
            count(lit(1)).as("rows"),
            coalesce(sum(hash), lit(0)).cast("DECIMAL(38, 0)").as("hash"));
  }

  private static Column canonical(StructField field, Column cell) {
    if (field.dataType() instanceof MapType) {
      return sort_array(map_entries(cell));
    }
    return field.dataType().equals(DataTypes.DoubleType) ? cell.plus(lit(0.0)) : cell;
  }
}
