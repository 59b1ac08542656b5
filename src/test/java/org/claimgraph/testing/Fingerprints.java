package org.claimgraph.testing;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
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
    List<Dataset<Row>> hashes = new ArrayList<>();
    for (Table table : Tables.all()) {
      if (tables.exists(table) && !table.name().startsWith("ops.")) {
        hashes.add(
            tables
                .read(table)
                .drop("source_row")
                .selectExpr(
                    "'" + table + "' AS name",
                    "CAST(xxhash64(to_json(struct(*))) AS DECIMAL(38, 0)) AS hash")
                .union(spark.sql("SELECT '" + table + "', CAST(NULL AS DECIMAL(38, 0))")));
      }
    }
    Map<String, String> fingerprints = new TreeMap<>();
    if (!hashes.isEmpty()) {
      hashes.stream()
          .reduce(Dataset::union)
          .orElseThrow()
          .groupBy("name")
          .agg(expr("count(hash)"), expr("CAST(sum(hash) AS STRING)"))
          .collectAsList()
          .forEach(
              row -> fingerprints.put(row.getString(0), row.getLong(1) + " rows, " + row.get(2)));
    }
    return fingerprints;
  }
}
