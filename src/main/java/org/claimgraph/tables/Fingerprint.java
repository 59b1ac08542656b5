package org.claimgraph.tables;

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
import java.util.Map;
import java.util.TreeMap;
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
   * The hash of each row, of all its columns.
   *
   * @param part which part a row belongs to, by its columns
   * @return part and hash
   */
  public static Dataset<Row> hashes(Column part, Dataset<Row> rows) {
    List<Column> cells = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column cell = col("`" + field.name() + "`");
      cells.add(canonical(field, cell));
      // A null leaves the hash as it is, so that a value would weigh the same in the next column.
      cells.add(cell.isNull());
    }
    return rows.select(part.as("part"), xxhash64(cells.toArray(Column[]::new)).as("hash"));
  }

  /**
   * Adds hashes up, all parts in one pass.
   *
   * @param hashes part and hash of rows, of one table or several
   * @return fingerprints by part, of those that have any row
   */
  public static Map<String, Fingerprint> sums(Dataset<Row> hashes) {
    Map<String, Fingerprint> sums = new TreeMap<>();
    for (Row row :
        hashes
            .groupBy("part")
            .agg(count(lit(1)), sum(col("hash").cast("DECIMAL(38, 0)")).cast("DECIMAL(38, 0)"))
            .collectAsList()) {
      sums.put(row.getString(0), new Fingerprint(row.getLong(1), row.getDecimal(2)));
    }
    return sums;
  }

  private static Column canonical(StructField field, Column cell) {
    if (field.dataType() instanceof MapType) {
      return sort_array(map_entries(cell));
    }
    return field.dataType().equals(DataTypes.DoubleType) ? cell.plus(lit(0.0)) : cell;
  }
}
