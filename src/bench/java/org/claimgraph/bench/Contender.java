package org.claimgraph.bench;

import static org.apache.spark.sql.functions.lit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.ties.SharedPatientTies;

/** One way from claim lines to ties. */
enum Contender {
  /** What the stage ties does: every column of network.tie, into Delta. */
  CLAIMGRAPH("delta") {
    @Override
    void run(SparkSession spark, String claims, String output) {
      JavaRDD<ColumnarBatch> ties =
          SharedPatientTies.infer(
              links(spark, claims), physicians(spark, claims), List.of(new MinShared("all", 1)));
      new TableStore(spark, output).replace(Tables.TIE, "2010Q4", ties);
    }

    @Override
    String table() {
      return "/network/tie";
    }
  },
  /** The same columns by joining links with themselves, into Delta. */
  SELF_JOIN("delta") {
    @Override
    void run(SparkSession spark, String claims, String output) {
      spark.read().parquet(claims + "/physicians").createOrReplaceTempView("physician");
      saveDelta(
          spark,
          claims,
          "WITH link AS (SELECT patient_id, npi, count(*) AS encounters FROM line GROUP BY 1, 2),"
              + " sized AS (SELECT *, count(*) OVER (PARTITION BY patient_id) AS size FROM link),"
              + " tie AS (SELECT a.npi AS npi_a, b.npi AS npi_b, count(*) AS shared_patients,"
              + " sum(1.0D / (a.size - 1)) AS newman_weight,"
              + " sum(least(a.encounters, b.encounters)) AS min_encounters"
              + " FROM sized a JOIN sized b ON a.patient_id = b.patient_id AND a.npi < b.npi"
              + " GROUP BY 1, 2)"
              + " SELECT tie.*, a.hospital = b.hospital AS same_hospital, a.hrr = b.hrr AS same_hrr,"
              + " array('all') AS kept"
              + " FROM tie JOIN physician a ON a.npi = npi_a JOIN physician b ON b.npi = npi_b",
          output);
    }
  },
  /** The same columns with integer codes and one integer key a pair, into Parquet. */
  DUCKDB("parquet") {
    @Override
    void run(SparkSession spark, String claims, String output) {
      duckdb(
          claims,
          "CREATE TEMP TABLE npi AS SELECT *, (row_number() OVER (ORDER BY npi) - 1)::UINTEGER AS code"
              + " FROM read_parquet('"
              + claims
              + "/physicians/*.parquet')",
          "CREATE TEMP TABLE link AS SELECT hash(patient_id) AS patient, code,"
              + " count(*)::UINTEGER AS encounters FROM line JOIN npi USING (npi) GROUP BY ALL",
          "CREATE TEMP TABLE sized AS SELECT link.*, 1.0::DOUBLE / (size - 1) AS share FROM link"
              + " JOIN (SELECT patient, count(*) AS size FROM link GROUP BY ALL) USING (patient)"
              + " WHERE size > 1",
          "COPY (SELECT a.npi AS npi_a, b.npi AS npi_b, shared_patients, newman_weight, min_encounters,"
              + " a.hospital = b.hospital AS same_hospital, a.hrr = b.hrr AS same_hrr,"
              + " ['all'] AS kept FROM"
              + " (SELECT (a.code::UBIGINT << 32) | b.code AS pair, count(*) AS shared_patients,"
              + " sum(a.share) AS newman_weight,"
              + " sum(least(a.encounters, b.encounters))::BIGINT AS min_encounters"
              + " FROM sized a JOIN sized b ON a.patient = b.patient AND a.code < b.code"
              + " GROUP BY pair) t"
              + " JOIN npi a ON a.code = (pair >> 32) JOIN npi b ON b.code = (pair & 4294967295))"
              + " TO '"
              + output
              + "' (FORMAT parquet)");
    }
  },
  /** Shared patients only, by the same inference, into Delta. */
  CLAIMGRAPH_SHARED_ONLY("delta") {
    @Override
    void run(SparkSession spark, String claims, String output) {
      save(
          SharedPatientTies.infer(links(spark, claims), physicians(spark, claims))
              .select("npi_a", "npi_b", "shared_patients"),
          output);
    }
  },
  /** Shared patients only, by joining distinct links with themselves, into Delta. */
  SELF_JOIN_SHARED_ONLY("delta") {
    @Override
    void run(SparkSession spark, String claims, String output) {
      saveDelta(
          spark,
          claims,
          "WITH link AS (SELECT DISTINCT patient_id, npi FROM line)"
              + " SELECT a.npi AS npi_a, b.npi AS npi_b, count(*) AS shared_patients"
              + " FROM link a JOIN link b ON a.patient_id = b.patient_id AND a.npi < b.npi"
              + " GROUP BY 1, 2",
          output);
    }
  },
  /** Shared patients only, DuckDB's best query, into Parquet. */
  DUCKDB_SHARED_ONLY("parquet") {
    @Override
    void run(SparkSession spark, String claims, String output) {
      duckdb(
          claims,
          "CREATE TEMP TABLE npi AS SELECT npi, (row_number() OVER (ORDER BY npi) - 1)::UINTEGER AS code"
              + " FROM (SELECT DISTINCT npi FROM line)",
          "CREATE TEMP TABLE link AS SELECT DISTINCT hash(patient_id) AS patient, code"
              + " FROM line JOIN npi USING (npi)",
          "COPY (SELECT a.npi AS npi_a, b.npi AS npi_b, shared_patients FROM"
              + " (SELECT (a.code::UBIGINT << 32) | b.code AS pair, count(*) AS shared_patients"
              + " FROM link a JOIN link b ON a.patient = b.patient AND a.code < b.code"
              + " GROUP BY pair) t"
              + " JOIN npi a ON a.code = (pair >> 32) JOIN npi b ON b.code = (pair & 4294967295))"
              + " TO '"
              + output
              + "' (FORMAT parquet)");
    }
  };

  private final String format;

  Contender(String format) {
    this.format = format;
  }

  /** Writes the ties of claims/lines to output. */
  abstract void run(SparkSession spark, String claims, String output);

  /** Where below output the ties are. */
  String table() {
    return "";
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String format() {
    return format;
  }

  private static Dataset<Row> links(SparkSession spark, String claims) {
    return spark.read().parquet(claims + "/lines").withColumn("encounters", lit(1L));
  }

  private static Dataset<Row> physicians(SparkSession spark, String claims) {
    return spark.read().parquet(claims + "/physicians");
  }

  private static void saveDelta(SparkSession spark, String claims, String sql, String output) {
    spark.read().parquet(claims + "/lines").createOrReplaceTempView("line");
    save(spark.sql(sql), output);
  }

  private static void save(Dataset<Row> ties, String output) {
    ties.write()
        .format("delta")
        .option("delta.dataSkippingNumIndexedCols", "0") // as network.tie has it
        .save(output);
  }

  private static void duckdb(String claims, String... statements) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
      statement.execute(
          "CREATE VIEW line AS SELECT * FROM read_parquet('" + claims + "/lines/*.parquet')");
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
