package org.claimgraph.encounters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.EncounterConfig;
import org.claimgraph.config.EncounterConfig.Policy;
import org.claimgraph.config.EncounterConfig.Role;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class EncounterLinesTest {

  private static final List<String> VISITS = List.of("99201-99215", "99281", "G0438-G0439");

  private static final EncounterConfig SIGNIFICANT =
      new EncounterConfig(
          Policy.SIGNIFICANT,
          List.of(Role.RENDERING, Role.ATTENDING),
          VISITS,
          2,
          "rvu.csv",
          List.of("05", "93"),
          1);

  private static final EncounterConfig ANY =
      new EncounterConfig(Policy.ANY, List.of(Role.values()), VISITS, 2, null, List.of(), 1);

  @Test
  void everyLineIsAnEncounterOrLeftOutForTheFirstReasonThatHolds(SparkSession spark) {
    assertThat(
            judged(
                spark,
                SIGNIFICANT,
                "1 - - - 99213",
                "2 P1 rendering - 99213",
                "3 P1 attending 11 99213",
                "4 P1 operating 05 99213",
                "5 P1 rendering 05 99213",
                "6 P1 rendering 93 00100",
                "7 P1 rendering - 00100",
                "8 P1 rendering - -"))
        .containsExactly(
            "1 without_physician",
            "2 -",
            "3 -",
            "4 other_role",
            "5 excluded_specialty",
            "6 excluded_specialty",
            "7 not_significant",
            "8 not_significant");
  }

  @Test
  void specialtyIsThatOfTheLineElseOfThePhysician(SparkSession spark) {
    assertThat(
            judged(
                spark,
                SIGNIFICANT,
                "1 EMERGENCY rendering - 99213",
                "2 EMERGENCY rendering 11 99213",
                "3 EMERGENCY rendering 93 99213",
                "4 NOBODY rendering - 99213"))
        .containsExactly("1 excluded_specialty", "2 -", "3 excluded_specialty", "4 -");
  }

  @Test
  void evaluationAndManagementIsWithinRangesAndSingleCodes(SparkSession spark) {
    assertThat(
            judged(
                spark,
                SIGNIFICANT,
                "a P1 rendering - 99200",
                "b P1 rendering - 99201",
                "c P1 rendering - 99215",
                "d P1 rendering - 99216",
                "e P1 rendering - 99281",
                "f P1 rendering - 99282",
                "g P1 rendering - G0438",
                "h P1 rendering - G0440"))
        .containsExactly(
            "a not_significant",
            "b -",
            "c -",
            "d not_significant",
            "e -",
            "f not_significant",
            "g -",
            "h not_significant");
  }

  @Test
  void proceduresCountFromTheSmallestRelativeValueOn(SparkSession spark) {
    assertThat(
            judged(
                spark,
                SIGNIFICANT,
                "a P1 rendering - 10001",
                "b P1 rendering - 10002",
                "c P1 rendering - 10003"))
        .containsExactly("a not_significant", "b -", "c -");
  }

  @Test
  void anyLineThatNamesAPhysicianCountsUnderThePolicyAny(SparkSession spark) {
    assertThat(
            judged(
                spark,
                ANY,
                "1 - - - 99213",
                "2 P1 other - -",
                "3 P1 operating 05 00100",
                "4 EMERGENCY rendering - 10001"))
        .containsExactly("1 without_physician", "2 -", "3 -", "4 -");
  }

  @Test
  void linesKeepTheirColumns(SparkSession spark) {
    assertThat(
            EncounterLines.judge(lines(spark), physicians(spark), rvu(spark), SIGNIFICANT)
                .columns())
        .containsExactlyInAnyOrder(
            "claim_id", "npi", "npi_role", "specialty", "hcpcs", "not_encounter");
  }

  /** claim_id and not_encounter of "claim_id npi npi_role specialty hcpcs". */
  private static List<String> judged(SparkSession spark, EncounterConfig config, String... lines) {
    return TextTable.lines(
        EncounterLines.judge(lines(spark, lines), physicians(spark), rvu(spark), config),
        "claim_id",
        "not_encounter");
  }

  private static Dataset<Row> lines(SparkSession spark, String... lines) {
    return TextTable.of(
        spark,
        "claim_id STRING, npi STRING, npi_role STRING, specialty STRING, hcpcs STRING",
        lines);
  }

  private static Dataset<Row> physicians(SparkSession spark) {
    return TextTable.of(spark, "npi STRING, specialty STRING", "P1 -", "EMERGENCY 93");
  }

  private static Dataset<Row> rvu(SparkSession spark) {
    return TextTable.of(spark, "hcpcs STRING, rvu DOUBLE", "10001 1.99", "10002 2", "10003 30");
  }
}
