package org.claimgraph.testing;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;

/** What tables hold, whatever the order of rows and files: equal exactly when every bit is. */
public final class Fingerprints {

  private Fingerprints() {}

  /**
   * Rows and hash of every table that exists, by name, those of {@code ops} left out; where a claim
   * line stood in its file does not count.
   */
  public static Map<String, String> of(SparkSession spark, String warehouse) {
    TableStore tables = new TableStore(spark, warehouse);
    Map<String, String> fingerprints = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (tables.exists(table) && !table.name().startsWith("ops.")) {
        Row found =
            tables
                .read(table)
                .drop("source_row")
                .selectExpr("xxhash64(to_json(struct(*))) AS hash")
                .selectExpr("count(*)", "CAST(sum(CAST(hash AS DECIMAL(38, 0))) AS STRING)")
                .head();
        fingerprints.put(table.name(), found.getLong(0) + " rows, " + found.getString(1));
      }
    }
    return fingerprints;
  }
}
