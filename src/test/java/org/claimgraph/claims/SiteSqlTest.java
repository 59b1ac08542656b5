package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a site puts in the place of the columns and the SQL of a layout. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class SiteSqlTest {

  private static final String OWN_SQL =
      """
      -- files: physician\\.csv
      -- gives: physician
      -- required: npi, taxonomy
      SELECT source_file, row_number, NULL AS rejected, NULL AS filtered, array() AS remarks,
        npi AS row_key, npi, if(taxonomy = '207R', '11', '06') AS specialty, NULL AS zip, NULL AS hrr
      FROM source
      """;

  @TempDir Path folder;
  @TempDir Path sql;

  private SmallSource source;

  @BeforeEach
  void writeClaims() throws IOException {
    source =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.csv",
                "claim_id,line_number,MEMBER,npi,BILL.ING,service_from,paid_amount",
                "1,1,A,,b,2010-01-01,\"1,000.50\"",
                "2,1,B,n,b,2010-01-02,7");
  }

  @Test
  void anExpressionOverColumnsOfTheFileTakesThePlaceOfAColumn(SparkSession spark) {
    source
        .column("claim_line.patient_id", "'m-' || MEMBER")
        .column("claim_line.npi", "coalesce(NPI, `bill.ing`)")
        .column("claim_line.paid_amount", "replace(paid_amount, ',', '')")
        .column("claim_line.units", "CAST(translate(claim_id, '1', 'x') AS INT)");
    assertThat(
            texts(
                ClaimLines.of(source.read(spark)),
                "claim_id",
                "patient_id",
                "npi",
                "paid_amount",
                "units"))
        .as("what cannot be cast is null, for an error would tell the value")
        .containsExactly("1 m-A b 1000.50 -", "2 m-B n 7.00 2.000");
    assertThat(spark.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
  }

  @Test
  void columnsThatAnExpressionReadsMustBeThere(SparkSession spark) {
    source.column("claim_line.patient_id", "MEMBER_ID");
    assertThatThrownBy(() -> source.read(spark))
        .rootCause()
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Missing column MEMBER_ID in claim_line.csv");
  }

  @Test
  void expressionsThatCannotBeUsedAreRefused(SparkSession spark) {
    refused(spark, "lines.npi", "npi", "Invalid source.columns.lines.npi: no such kind of file");
    refused(
        spark, "claim_line.npis", "npi", "Invalid source.columns.claim_line.npis: no such column");
    refused(spark, "claim_line.npi", "npi ||", "Invalid source.columns.claim_line.npi: not SQL");
    refused(
        spark,
        "claim_line.npi",
        "no_such_function(npi)",
        "Invalid source.columns.claim_line.{npi}: an expression cannot be evaluated");
  }

  private void refused(SparkSession spark, String key, String expression, String message) {
    SmallSource other =
        new SmallSource("canonical", folder)
            .column("claim_line.patient_id", "MEMBER")
            .column(key, expression);
    assertThatThrownBy(() -> other.read(spark))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @Test
  void otherExpressionsSeePseudonymsAndNothingThatTheyAreMadeOf(SparkSession spark) {
    source
        .column("claim_line.patient_id", "'m-' || MEMBER")
        .column("claim_line.claim_id", "patient_id || '-' || claim_id")
        .column("claim_line.paid_amount", "replace(paid_amount, ',', '')");
    assertThat(texts(ClaimLines.of(source.read(spark)), "claim_id", "patient_id"))
        .as("the id of the patient is evaluated, and replaced, before others read it")
        .containsExactly("m-A-1 m-A", "m-B-2 m-B");
    refused(
        spark,
        "claim_line.claim_id",
        "member || claim_id",
        "Invalid source.columns.claim_line.claim_id: it would see ids of patients as they are");
  }

  @Test
  void anSqlFileThatNamesAnotherPatientColumnIsRefused(SparkSession spark) throws IOException {
    Files.writeString(
        sql.resolve("claim_line.sql"),
        "-- gives: claim\n-- required: claim_id\nSELECT * FROM source\n");
    source.presets(sql);
    assertThatThrownBy(() -> source.read(spark))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "claim_line.sql gives claim of patient column null, where the layout gives claim of"
                + " patient column patient_id");
  }

  @Test
  void anSqlFileOfTheSiteTakesThePlaceOfThatOfTheLayout(SparkSession spark) throws IOException {
    Files.writeString(sql.resolve("physician.sql"), OWN_SQL);
    source
        .with("physician.csv", "npi,taxonomy", "n,207R", "b,207X")
        .column("claim_line.patient_id", "MEMBER")
        .presets(sql);
    Intake intake = source.read(spark);
    assertThat(texts(intake.accepted("physician"), "npi", "specialty"))
        .containsExactly("b 06", "n 11");
    assertThat(intake.sha256())
        .as("what was read is told with the files, so that a changed SQL runs again")
        .containsKeys("claim_line.csv", "physician.csv", "source.presets/physician.sql");
  }

  @Test
  void aFileOfTheSiteThatIsNoKindOfTheLayoutIsRefused(SparkSession spark) throws IOException {
    Files.writeString(sql.resolve("doctors.sql"), OWN_SQL);
    source.presets(sql);
    assertThatThrownBy(() -> source.read(spark))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it holds doctors.sql");
  }
}
