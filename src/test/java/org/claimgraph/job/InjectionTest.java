package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.TIE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.publication.PublishedTables;
import org.claimgraph.tables.TableStore;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings and arguments that are more than they seem: refused, or taken as plain text. */
class InjectionTest {

  static final List<String> HOSTILE =
      List.of(
          "2010Q4' OR '1'='1",
          "2010Q4'; DROP TABLE network.tie; --",
          "`; DROP TABLE network.tie; `",
          "../../etc/passwd",
          "file:///etc/passwd",
          "$(touch injected)",
          "`touch injected`",
          "; touch injected",
          "${user.home}",
          "%s%n%x",
          "2010Q4\u0000",
          "2010Q4\n2011Q1",
          "\u202e4Q0102");

  private static final String TIES = "npi_a, npi_b, shared_patients";
  private static final String PAIR = "('a', 'b', 12)";

  @TempDir Path folder;

  static Stream<String> hostile() {
    return HOSTILE.stream();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsChosenFromAListIsNothingElse(String text) {
    for (String key :
        List.of(
            "period.end",
            "encounter.policy",
            "tie.rules",
            "measure.regions",
            "outcome.cohorts",
            "associate.network",
            "associate.outcome-value",
            "publish.minimum-cell")) {
      assertThat(catchThrowable(() -> Configuration.read(List.of(), List.of(key + "=" + text))))
          .as(key)
          .isInstanceOfSatisfying(
              UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a'b", "a b;c", "x' OR '1'='1", "$(touch injected)", "a\"b", "%41"})
  @Tag("spark")
  @ExtendWith(SparkExtension.class)
  void aWarehouseOfAnyNameIsAFolderOfThatName(String name, SparkSession spark) throws IOException {
    TableStore tables = new TableStore(spark, folder.resolve(name).toString());
    tables.replace(TIE, "2010Q4", new PublishedTables(spark).with(TIE, TIES, PAIR).get(TIE));
    assertThat(tables.read(TIE, "2010Q4").count()).isEqualTo(1);
    assertThat(tables.vacuum(TIE, 7, true)).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve(name));
    }
    assertThat(folder.resolve(name).resolve("network/tie/_delta_log")).isDirectory();
  }

  @Test
  @Tag("spark")
  @ExtendWith(SparkExtension.class)
  void aWarehouseThatCannotBeQuotedIsRefused(SparkSession spark) {
    assertThatThrownBy(() -> new TableStore(spark, folder.resolve("a`; DROP `b").toString()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Unsupported warehouse " + folder + "/a`; DROP `b: Delta cannot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE network.tie",
        "SELECT 1; DROP TABLE network.tie",
        "DELETE FROM network.tie",
        "UPDATE network.tie SET shared_patients = 0",
        "INSERT INTO network.tie SELECT * FROM network.tie",
        "INSERT OVERWRITE DIRECTORY 'injected' USING csv SELECT 1",
        "CREATE TABLE injected AS SELECT * FROM network.tie",
        "CREATE OR REPLACE TEMPORARY VIEW tie AS SELECT 1",
        "ALTER TABLE network.tie SET TBLPROPERTIES ('delta.appendOnly' = 'true')",
        "TRUNCATE TABLE network.tie",
        "VACUUM network.tie RETAIN 0 HOURS",
        "RESTORE TABLE network.tie TO VERSION AS OF 0",
        "OPTIMIZE network.tie",
        "SET spark.sql.ansi.enabled = false",
        "ADD JAR 'injected.jar'",
        "WITH t AS (SELECT 1) INSERT INTO network.tie SELECT * FROM t"
      })
  @Tag("spark")
  @ExtendWith(SparkExtension.class)
  void aQueryChangesNothing(String sql, SparkSession spark) {
    assertThatThrownBy(() -> ReadOnlySql.run(spark, sql, "SQL", "Write a SELECT."))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2));
    assertThat(spark.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
    assertThat(Path.of("injected")).doesNotExist();
  }

  @Test
  @Tag("spark")
  @ExtendWith(SparkExtension.class)
  void aTableToExportIsOneThatIsPublishedWhateverItIsCalled(SparkSession spark) {
    Configuration config =
        Configuration.read(
            List.of(), List.of("source.format=shared-patients", "warehouse=" + folder));
    for (String name : HOSTILE) {
      assertThatThrownBy(
              () -> ExportCommand.export(spark, config, List.of(name), null, null, System.out))
          .isInstanceOf(UserException.class);
    }
    assertThat(new TableStore(spark, folder.toString()).exists(BENEFICIARY)).isFalse();
  }
}
