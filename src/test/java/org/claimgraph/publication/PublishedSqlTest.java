package org.claimgraph.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an analyst may ask, and what others may try; nothing of it runs that may not. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class PublishedSqlTest {

  @TempDir static Path folder;

  private static SparkSession shared;
  private static SparkSession server;
  private static SparkSession analyst;

  @BeforeAll
  static void serve(SparkSession spark) {
    shared = spark;
    shared.range(3).selectExpr("id", "'a' AS npi").write().format("delta").save(table());
    SparkSession.clearDefaultSession();
    SparkSession.clearActiveSession();
    SparkConf conf = shared.sparkContext().conf();
    String extensions = conf.get("spark.sql.extensions");
    conf.set("spark.sql.extensions", extensions + "," + PublishedSql.class.getName());
    server = SparkSession.builder().getOrCreate();
    conf.set("spark.sql.extensions", extensions);
    server.sql("CREATE DATABASE published");
    server.sql("CREATE DATABASE claims");
    server.sql(
        "CREATE VIEW published.tie AS SELECT * FROM delta.`" + table() + "` VERSION AS OF 0");
    server.sql("CREATE VIEW claims.stay AS SELECT 1 AS id, 'p' AS patient_id");
    analyst = server.newSession();
  }

  @AfterAll
  static void stopServing() {
    server.sql("DROP DATABASE published CASCADE");
    server.sql("DROP DATABASE claims CASCADE");
    SparkSession.setDefaultSession(shared);
    SparkSession.setActiveSession(shared);
  }

  private static String table() {
    return folder.resolve("tie").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT npi, count(*) FROM published.tie GROUP BY npi",
        "SELECT id, rank() OVER (ORDER BY id) FROM published.tie ORDER BY id LIMIT 2",
        "SELECT a.id FROM published.tie a JOIN published.tie b ON a.id = b.id + 1",
        "WITH t AS (SELECT max(id) AS id FROM published.tie) SELECT * FROM t JOIN t u USING (id)",
        "SELECT id FROM published.tie WHERE id IN (SELECT id FROM published.tie WHERE id > 1)",
        "SELECT * FROM VALUES (1, 'x') AS t(id, npi) UNION ALL SELECT id, npi FROM published.tie",
        "SELECT t.id, x FROM published.tie t LATERAL VIEW explode(array(1, 2)) AS x",
        "SELECT * FROM range(3)",
        "SELECT 1",
        "DESCRIBE published.tie",
        "DESCRIBE published.tie npi",
        "DESCRIBE FUNCTION sum",
        "SHOW DATABASES",
        "SHOW TABLES IN published",
        "SHOW VIEWS IN published",
        "SHOW COLUMNS IN published.tie",
        "SHOW FUNCTIONS LIKE 'su*'",
        "SET -v"
      })
  void publishedTablesAreRead(String sql) {
    assertThat(analyst.sql(sql).collectAsList()).isNotEmpty();
  }

  @Test
  void aTextThatNamesAVariableStaysThatText() {
    assertThat(analyst.sql("SELECT '${env:PATH}${spark.app.name}'").head().getString(0))
        .isEqualTo("${env:PATH}${spark.app.name}");
  }

  @Test
  void aSchemaMayBeChosen() {
    analyst.sql("USE published");
    assertThat(analyst.sql("SELECT * FROM tie").count()).isEqualTo(3);
    analyst.sql("USE default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // other tables
        "SELECT * FROM claims.stay",
        "TABLE claims.stay",
        "FROM claims.stay SELECT id",
        "SELECT * FROM IDENTIFIER('claims.stay')",
        "SELECT id FROM published.tie WHERE id IN (SELECT id FROM claims.stay)",
        "SELECT id FROM published.tie t WHERE EXISTS (SELECT 1 FROM claims.stay s WHERE s.id = t.id)",
        "SELECT (SELECT max(patient_id) FROM claims.stay)",
        "WITH t AS (SELECT * FROM claims.stay) SELECT t.id FROM t JOIN published.tie USING (id)",
        "SELECT id, npi FROM published.tie UNION ALL SELECT id, patient_id FROM claims.stay",
        "SELECT * FROM published.tie t, LATERAL (SELECT patient_id FROM claims.stay s WHERE s.id = t.id)",
        "DESCRIBE claims.stay",
        "SHOW COLUMNS IN claims.stay",
        // files
        "SELECT * FROM delta.`PATH`",
        "SELECT * FROM delta.`PATH` VERSION AS OF 0",
        "SELECT * FROM parquet.`PATH`",
        "SELECT * FROM text.`/etc/hostname`",
        "SELECT nothing FROM text.`/etc/hostname`",
        "SELECT nothing FROM csv.`/etc/hostname` WITH ('header'='true', 'sep'='_')",
        "SELECT nothing FROM IDENTIFIER('text.`/etc/hostname`')",
        "WITH t AS (SELECT nothing FROM text.`/etc/hostname`) SELECT * FROM t",
        "SELECT (SELECT nothing FROM text.`/etc/hostname`)",
        "SELECT id FROM published.tie WHERE id IN (SELECT nothing FROM text.`/etc/hostname`)",
        "EXPLAIN SELECT nothing FROM text.`/etc/hostname`",
        "EXPLAIN EXECUTE IMMEDIATE 'SELECT 1'",
        "SELECT * FROM table_changes_by_path('PATH', 0)",
        "DESCRIBE delta.`PATH`",
        "DESCRIBE HISTORY delta.`PATH`",
        "DESCRIBE DETAIL delta.`PATH`",
        "SHOW CREATE TABLE published.tie",
        "EXPLAIN SELECT * FROM delta.`PATH`",
        // changes
        "INSERT INTO delta.`PATH` VALUES (9, 'b')",
        "DELETE FROM delta.`PATH`",
        "UPDATE delta.`PATH` SET id = 0",
        "MERGE INTO delta.`PATH` t USING published.tie s ON t.id = s.id WHEN MATCHED THEN DELETE",
        "INSERT OVERWRITE DIRECTORY 'PATH.csv' USING csv SELECT * FROM published.tie",
        "CREATE TABLE copy USING parquet AS SELECT * FROM published.tie",
        "CREATE TEMPORARY VIEW tie AS SELECT * FROM claims.stay",
        "CREATE OR REPLACE VIEW published.tie AS SELECT 1 AS id",
        "ALTER VIEW published.tie AS SELECT 1 AS id",
        "DROP VIEW published.tie",
        "DROP DATABASE published CASCADE",
        "CREATE DATABASE mine",
        "VACUUM delta.`PATH`",
        "OPTIMIZE delta.`PATH`",
        "CACHE TABLE published.tie",
        "REFRESH TABLE published.tie",
        // settings and programs
        "SET spark.sql.ansi.enabled = false",
        "SET spark.master",
        "SET",
        "RESET",
        "ADD JAR 'PATH.jar'",
        "CREATE TEMPORARY FUNCTION run AS 'java.lang.Runtime'",
        "SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT java_method('java.lang.System', 'exit', 0) FROM published.tie",
        "EXECUTE IMMEDIATE 'DROP VIEW published.tie'",
        "BEGIN DROP VIEW published.tie; END",
        "SELECT TRANSFORM(id) USING 'cat' AS (id) FROM published.tie"
      })
  void everythingElseIsRefused(String sql) {
    assertThatThrownBy(() -> analyst.sql(sql.replace("PATH", table())))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Unsupported SQL: it may read the tables of schema published");
  }

  @Test
  void aConnectionBringsNoSettings() {
    SparkSession usual = server.newSession();
    usual.conf().set("hive.server2.thrift.resultset.default.fetch.size", "1000");
    assertThat(usual.sql("SELECT * FROM published.tie").count()).isEqualTo(3);
    SparkSession hostile = server.newSession();
    hostile.conf().set("spark.sql.catalog.mine", "org.example.Catalog");
    for (String sql : List.of("SELECT * FROM mine.x.y", "SELECT 1")) {
      assertThatThrownBy(() -> hostile.sql(sql))
          .hasMessage(
              "Unsupported setting of a connection: spark.sql.catalog.mine. Leave it out of the"
                  + " JDBC URL.");
    }
  }
}
