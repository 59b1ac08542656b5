package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.PHYSICIAN;
import static org.claimgraph.tables.Tables.STAY;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class DoorChecksTest {

  private static final String LINES =
      """
      SELECT * FROM VALUES
        ('c1', 'p1', 'professional', DATE'2010-01-01', DATE'2010-01-01', 'n1', '99213', 10),
        ('c1', 'p1', 'professional', DATE'2010-01-01', DATE'2010-01-01', 'n1', '71020', 10),
        ('c1', 'p1', 'professional', DATE'2010-01-01', DATE'2010-01-01', 'n1', '80050', 10),
        ('c2', 'p1', 'professional', DATE'2010-01-01', DATE'2010-01-01', 'n1', '99213', 20),
        ('c2', 'p1', 'professional', DATE'2010-01-02', DATE'2010-01-02', NULL, '99213', 30),
        ('c2', 'p1', 'professional', DATE'2010-01-02', DATE'2010-01-02', 'n2', NULL, 40),
        ('c3', 'p2', 'inpatient', DATE'2010-06-30', DATE'2010-07-02', NULL, NULL, NULL),
        ('c4', 'p2', 'professional', DATE'2010-07-01', DATE'2999-01-01', 'n2', '99213', 5)
        AS t(claim_id, patient_id, claim_type, service_from, service_to, npi, hcpcs, paid_amount)
      """;

  private static final String BENEFICIARIES =
      """
      SELECT patient_id, death_date, hrr,
        CAST(coverage AS ARRAY<STRUCT<year: INT, months_a: INT, months_b: INT, months_hmo: INT>>)
          AS coverage
      FROM VALUES
        ('p1', NULL, 'A', array(struct(2008, 12, 12, 0), struct(2010, 5, 5, 0))),
        ('p2', DATE'2010-06-01', 'unknown', array(struct(2009, 0, 0, 0), struct(2010, 6, NULL, 0))),
        ('p3', NULL, 'B', NULL),
        ('p4', NULL, 'B', array(struct(2008, 12, 0, 0), struct(2009, 11, 0, 0), struct(2010, 12, 0, 0))),
        ('p5', NULL, 'B', array(struct(2008, 3, 0, 0), struct(2009, 1, 12, 0), struct(2010, 1, 0, 0)))
        AS t(patient_id, death_date, hrr, coverage)
      """;

  private static final String PHYSICIANS =
      """
      SELECT * FROM VALUES
        ('1234567893', 'primary'), ('1234567890', 'unknown'), ('x', 'other') AS t(npi, specialty_group)
      """;

  private static final String STAYS = "SELECT * FROM VALUES ('010001'), ('unknown') AS t(hospital)";

  @TempDir Path warehouse;

  private static DoorChecks make(SparkSession spark, String... settings) {
    Configuration config = Configuration.read(List.of(), List.of(settings));
    Map<Table, Dataset<Row>> rows =
        Map.of(
            CLAIM_LINE, spark.sql(LINES),
            BENEFICIARY, spark.sql(BENEFICIARIES),
            PHYSICIAN, spark.sql(PHYSICIANS),
            STAY, spark.sql(STAYS));
    return DoorChecks.make(spark, config, rows);
  }

  private static String told(DoorChecks checks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    checks.tell(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyCheckCountsWhatItSays(SparkSession spark) {
    DoorChecks checks =
        make(
            spark,
            "source.first-day=2010-01-02",
            "source.last-day=2010-12-31",
            "checks.service-in-future.severity=warning",
            "checks.unknown-hospitals.severity=off",
            "checks.paid.sql=SELECT sum(paid_amount) FROM claim_line",
            "checks.paid.threshold=1000",
            "checks.paid.severity=info",
            "checks.undefined.sql=SELECT max(paid_amount) FROM claim_line WHERE claim_id = 'none'",
            "checks.undefined.threshold=0",
            "checks.undefined.severity=error");
    TableStore tables = new TableStore(spark, warehouse.toString());
    checks.record(tables, spark, "r1");
    assertThat(
            tables.read(Tables.CHECK_RESULT, "r1").orderBy("check").collectAsList().stream()
                .map(
                    row ->
                        row.getAs("check")
                            + " "
                            + row.getAs("severity")
                            + " "
                            + row.getAs("value")
                            + " "
                            + row.getAs("comparison")
                            + " "
                            + row.getAs("threshold")
                            + " "
                            + row.getAs("passed")))
        .containsExactly(
            "duplicate-claims warning 0.25 at-most 0.05 false",
            "enrolment-gaps warning 0.5 at-most 0.1 false",
            "lines-without-npi warning " + 1 / 7.0 + " at-most 0.05 false",
            "npi-check-digit info " + 2 / 3.0 + " at-most 0.01 false",
            "paid info 125.0 at-most 1000.0 true",
            "region-coverage warning 0.8 at-least 0.9 false",
            "repeated-claim-totals warning 0.5 at-most 0.2 false",
            "service-after-death warning 0.125 at-most 0.01 false",
            "service-in-future warning 0.125 at-most 0.01 false",
            "service-outside-source warning 0.625 at-most 0.01 false",
            "specialty-coverage warning " + 2 / 3.0 + " at-least 0.9 false",
            "undefined error null at-most 0.0 true");
    assertThat(told(checks))
        .contains("warning: lines-without-npi is 0.143, at most 0.05 passes\n")
        .contains("warning: region-coverage is 0.8, at least 0.9 passes\n")
        .doesNotContain("paid", "npi-check-digit", "undefined");
    assertThat(spark.catalog().tableExists("claim_line")).as("views are gone").isFalse();
  }

  @Test
  void checkTellsKeysThatWouldStopARun(SparkSession spark) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckCommand.tellWrongKeys(
        Map.of(PHYSICIAN, spark.sql(PHYSICIANS + " UNION ALL SELECT 'x', 'other'")),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "           warning: in claims.physician the key [npi] is null in 0 rows and repeated"
                + " for 1 keys\n");
  }

  @Test
  void anErrorStopsTheRunAndNamesCheckValueAndThreshold(SparkSession spark) {
    DoorChecks checks =
        make(
            spark,
            "checks.lines.sql=SELECT count(*) FROM claim_line",
            "checks.lines.threshold=1000000",
            "checks.lines.comparison=at-least",
            "checks.lines.severity=error");
    assertThatThrownBy(() -> told(checks))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(3))
        .hasMessage(
            "Invalid source: service-in-future is 0.125, at most 0.01 passes; lines is 8, at least"
                + " 1000000 passes. No table was changed. Mend the source, or set threshold or"
                + " severity below checks.NAME.");
  }

  @Test
  void sqlThatCannotBeACheckIsRefusedWithoutAValueOfTheData(SparkSession spark) {
    refused(spark, "DROP VIEW claim_line").hasMessageStartingWith("Unsupported checks.own.sql");
    refused(spark, "SELECT beds FROM claim_line").hasMessageStartingWith("Invalid checks.own.sql");
    refused(spark, "SELECT claim_id FROM claim_line")
        .hasMessageContaining("it does not give one column of numbers");
    refused(spark, "SELECT paid_amount FROM claim_line")
        .hasMessageContaining("it does not give one row");
    refused(spark, "SELECT sum(CAST(patient_id AS INT)) FROM claim_line")
        .hasMessage(
            "Invalid checks.own.sql: it cannot be evaluated (CAST_INVALID_INPUT). Give a query"
                + " whose answer is one number.");
    assertThatThrownBy(() -> make(spark, "checks.own.threshold=0", "checks.own.severity=error"))
        .hasMessageStartingWith("Missing checks.own.sql: no check of this name comes with");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      SparkSession spark, String sql) {
    return assertThatThrownBy(
            () ->
                make(
                    spark,
                    "checks.own.sql=" + sql,
                    "checks.own.threshold=0",
                    "checks.own.severity=error"))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(2));
  }
}
