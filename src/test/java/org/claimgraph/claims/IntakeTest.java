package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.claims.SmallSource.INPATIENT;
import static org.claimgraph.claims.SmallSource.OUTPATIENT;
import static org.claimgraph.claims.SmallSource.summary;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.claimgraph.UserException;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class IntakeTest {

  private static final String LINES = "claim_id,line_number,patient_id,npi,service_from";

  @TempDir Path folder;

  @Test
  void everyReasonToRejectAHospitalClaimIsGiven(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("de-synpuf", folder)
            .with(
                INPATIENT,
                "DESYNPUF_ID,CLM_ID,SEGMENT,CLM_FROM_DT,CLM_THRU_DT,PRVDR_NUM,CLM_PMT_AMT,"
                    + "AT_PHYSN_NPI,OP_PHYSN_NPI,OT_PHYSN_NPI,CLM_ADMSN_DT,CLM_UTLZTN_DAY_CNT,"
                    + "NCH_BENE_DSCHRG_DT",
                "P,1,1,20080101,20080102,H,1,N,,,20080101,1,20080102",
                ",2,1,20080101,20080102,H,1,N,,,20080101,1,20080102",
                "P,,1,20080101,20080102,H,1,N,,,20080101,1,20080102",
                "P,4,0,20080101,20080102,H,1,N,,,20080101,1,20080102",
                "P,5,1,2008010,20080102,H,1,N,,,20080101,1,20080102",
                "P,6,1,20080101,2008010,H,1,N,,,20080101,1,20080102",
                "P,7,1,20080101,20080102,H,1,N,,,,1,20080102",
                "P,8,1,20080101,20080102,H,1,N,,,x,1,20080102",
                "P,9,1,20080101,20080102,H,1,N,,,20080101,1,",
                "P,10,1,20080101,20080102,H,1,N,,,20080101,1,x",
                "P,11,1,20080101,20080102,H,1,N,,,20080101,1,20071231",
                "P,12,1,20080101,20080102,H,1,N,,,20080101,x,20080102",
                "P,13,1,20080103,20080102,H,1,N,,,20080101,1,20080102",
                "P,14,1,20080101,20080102,H,,N,,,20080101,1,20080102",
                "P,15,1,20080101,20080102,H,1.2.3,N,,,20080101,1,20080102",
                "P,16,1")
            .with(
                OUTPATIENT,
                "DESYNPUF_ID,CLM_ID,SEGMENT,CLM_FROM_DT,CLM_THRU_DT,PRVDR_NUM,CLM_PMT_AMT,"
                    + "AT_PHYSN_NPI,OP_PHYSN_NPI,OT_PHYSN_NPI",
                "P,31,x,20080101,20080102,H,1,N,,",
                "P,32,1,20080101,20080102,H,,N,,",
                "P,33,1,20080101,20071231,H,1,N,,");
    Intake intake = source.read(spark);
    assertThat(
            texts(
                intake.rejected(),
                "if(source_file LIKE '%Outpatient%', 30, 0) + row_number AS row",
                "reason",
                "detail"))
        .containsExactlyInAnyOrder(
            "2 missing_id DESYNPUF_ID",
            "3 missing_id CLM_ID",
            "4 invalid_number SEGMENT",
            "5 invalid_date CLM_FROM_DT",
            "6 invalid_date CLM_THRU_DT",
            "7 missing_date CLM_ADMSN_DT",
            "8 invalid_date CLM_ADMSN_DT",
            "9 missing_date NCH_BENE_DSCHRG_DT",
            "10 invalid_date NCH_BENE_DSCHRG_DT",
            "11 discharge_before_admission NCH_BENE_DSCHRG_DT",
            "12 invalid_number CLM_UTLZTN_DAY_CNT",
            "13 end_before_start CLM_THRU_DT",
            "14 missing_amount CLM_PMT_AMT",
            "15 invalid_amount CLM_PMT_AMT",
            "16 field_count 3 fields in a file of 13 columns",
            "31 invalid_number SEGMENT",
            "32 missing_amount CLM_PMT_AMT",
            "33 end_before_start CLM_THRU_DT");
    assertThat(texts(ClaimLines.of(intake), "claim_id")).containsExactly("1");
  }

  @Test
  void everyReasonToRejectABeneficiaryIsGiven(SparkSession spark) throws IOException {
    String header =
        "DESYNPUF_ID,BENE_BIRTH_DT,BENE_DEATH_DT,BENE_SEX_IDENT_CD,BENE_RACE_CD,SP_STATE_CODE,"
            + "BENE_COUNTY_CD,BENE_HI_CVRAGE_TOT_MONS,BENE_SMI_CVRAGE_TOT_MONS,"
            + "BENE_HMO_CVRAGE_TOT_MONS";
    SmallSource source =
        new SmallSource("de-synpuf", folder)
            .with(
                INPATIENT,
                "DESYNPUF_ID,CLM_ID,SEGMENT,CLM_FROM_DT,CLM_THRU_DT,PRVDR_NUM,CLM_PMT_AMT,"
                    + "AT_PHYSN_NPI,OP_PHYSN_NPI,OT_PHYSN_NPI,CLM_ADMSN_DT,CLM_UTLZTN_DAY_CNT,"
                    + "NCH_BENE_DSCHRG_DT",
                "P,1,1,20080101,20080102,H,1,N,,,20080101,1,20080102")
            .with(
                summary(2008),
                header,
                ",19300101,,1,1,22,010,12,12,0",
                "P2,1930,,1,1,22,010,12,12,0",
                "P3,19300101,x,1,1,22,010,12,12,0",
                "P4,19300101,19291231,1,1,22,010,12,12,0",
                "P5,19300101,,1,1,22,010,13,12,0",
                "P6,19300101,,1,1,22,010,12,,0",
                "P7,19300101,,1,1,22,010,12,12,x",
                header)
            .with("Beneficiary_Summary.csv", header, "P9,19300101,,1,1,22,010,12,12,0");
    Intake intake = source.read(spark);
    assertThat(
            texts(
                intake.rejected().where("source_file LIKE '%2008%'"),
                "row_number",
                "reason",
                "detail"))
        .containsExactly(
            "1 missing_id DESYNPUF_ID",
            "2 invalid_date BENE_BIRTH_DT",
            "3 invalid_date BENE_DEATH_DT",
            "4 death_before_birth BENE_DEATH_DT",
            "5 invalid_number BENE_HI_CVRAGE_TOT_MONS",
            "6 invalid_number BENE_SMI_CVRAGE_TOT_MONS",
            "7 invalid_number BENE_HMO_CVRAGE_TOT_MONS",
            "8 header_repeated -");
    assertThat(texts(intake.rejected().where("source_file NOT LIKE '%2008%'"), "reason", "detail"))
        .containsExactly("missing_year file name");
  }

  @Test
  void numbersWrittenInTwoWaysAreTheSameRow(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with("claim_line.csv", LINES, "c,1,p,n,2008-01-01", "c,01,p,n,2008-01-01")
            .with("beneficiary.csv", "patient_id,year", "p,2008", "p,02008");
    Intake intake = source.read(spark);
    assertThat(texts(intake.fates(), "source_file", "filtered"))
        .containsExactly(
            "beneficiary.csv -",
            "beneficiary.csv repeated_row",
            "claim_line.csv -",
            "claim_line.csv repeated_row");
  }

  @Test
  void aRowThatContradictsAnEarlierOneOfItsKeyIsRejected(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with("claim_line.csv", LINES, "c,1,p,n,2008-01-01", "c,1,p,m,2008-05-01");
    Intake intake = source.read(spark);
    assertThat(texts(intake.rejected(), "row_number", "reason", "detail"))
        .containsExactly("2 conflicting_row has the key of another row");
    assertThat(texts(ClaimLines.of(intake), "npi")).containsExactly("n");
  }

  @Test
  void columnsMayStandInAnyOrderAmongOthersAndInAnyCase(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.csv",
                "\uFEFFNPI,x,Service_From,patient_id,y,line_number,claim_id",
                "0001,a,20080101,p,b,1,\"c,1\"",
                "",
                "\"\",a,20080102,p,b,2,\"c\n1\"");
    Intake intake = source.read(spark, 0);
    assertThat(
            texts(
                ClaimLines.of(intake),
                "replace(claim_id, '\n', '/') AS claim_id",
                "line_number",
                "npi",
                "service_from",
                "source_row"))
        .containsExactly("c,1 1 0001 2008-01-01 1", "c/1 2 - 2008-01-02 2");
  }

  @Test
  void aMissingColumnIsNamed(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with("claim_line.csv", "claim_id,line_number,patient,npi,from", "c,1,p,n,2008-01-01");
    refused(() -> source.read(spark))
        .hasMessage(
            "Missing column patient_id, service_from in claim_line.csv: its header has 5 columns"
                + " and is not that of a file of kind claim_line. Give the file with these columns,"
                + " or set source.format to its layout.");
  }

  @Test
  void aDamagedFileIsRefusedByTheSurvey(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with("claim_line.csv", LINES, "c,1,p,n,2008-01-01")
            .with("stay.csv.gz", "stay_id");
    refused(() -> source.read(spark))
        .hasMessage(
            "Cannot read stay.csv.gz after row 0: the gzip file is truncated or damaged."
                + " Fetch or write the file again.");
  }

  @Test
  void tooManyRejectedRowsAreRefusedWithTheirReasons(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.csv",
                LINES,
                "c,1,p,n,2008-01-01",
                "c,2,p,n,",
                "c,3,p,n,2008",
                "c,4,p,n,2009");
    refused(() -> source.read(spark, 0.7))
        .hasMessage(
            "Invalid source: 3 of 4 rows are rejected (2 invalid_date in claim_line.csv, 1"
                + " missing_date in claim_line.csv). Mend the rows, or raise"
                + " source.max-rejected-share = 0.7.");
    Intake intake = source.read(spark, 0.75);
    assertThat(intake.accepted("claim").count()).isEqualTo(1);
  }

  @Test
  void aSourceWithoutAUsableClaimIsRefused(SparkSession spark) throws IOException {
    SmallSource source = new SmallSource("canonical", folder).with("claim_line.csv", LINES);
    refused(() -> source.read(spark))
        .hasMessage(
            "Invalid source "
                + folder
                + ": no claim of its 0 rows can be used. Give claims with patients and dates.");
  }

  @Test
  void aFolderWithoutClaimsOrWithoutAnythingIsRefused(SparkSession spark) throws IOException {
    SmallSource source = new SmallSource("canonical", folder).with("stay.csv", "stay_id");
    refused(() -> source.read(spark))
        .hasMessageStartingWith(
            "Missing claims in source.path "
                + folder
                + ": none of its 1 files is a file of claims of the layout canonical (")
        .hasMessageEndingWith(
            "Set source.path to the folder of the claims, or source.format to their layout.");
    Path none = folder.resolve("none");
    refused(() -> new SmallSource("canonical", none).read(spark))
        .hasMessage(
            "Missing source.path "
                + none
                + ": nothing is there. Set source.path to a file or folder that is there.");
  }

  @Test
  void anUnknownOrMissingFormatIsRefused(SparkSession spark) {
    assertThatThrownBy(() -> new SmallSource("cms", folder).read(spark))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Unsupported source.format cms: no such layout."
                + " Set it to one of canonical, cms-rif, de-synpuf, omop, shared-patients, synthea, tuva.");
    assertThatThrownBy(() -> new SmallSource(null, folder).read(spark))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Missing source.format."
                + " Set it to one of canonical, cms-rif, de-synpuf, omop, shared-patients, synthea, tuva.");
  }

  @Test
  void filesOfNoKindAreNamedAndHiddenOnesPassedOver(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with("claim_line.csv", LINES, "c,1,p,n,2008-01-01")
            .with("readme.txt", "x")
            .with("_SUCCESS", "")
            .with(".claim_line.csv.crc", "x");
    Intake intake = source.read(spark);
    assertThat(intake.ignored()).containsExactly("readme.txt");
    assertThat(intake.sha256()).containsOnlyKeys("claim_line.csv");
  }

  /** Expected value: sha256sum of the same bytes. */
  @Test
  void aSourceIsKnownByItsBytes(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder).with("claim_line.csv", LINES, "c,1,p,n,2008-01-01");
    Intake intake = source.read(spark);
    assertThat(intake.sha256())
        .containsEntry(
            "claim_line.csv", "9caad9117b4f496cb41665c9609c899f7e4c3d7063f8d32be5970e60ec3489f9");
  }

  @Test
  void idsOfPeopleAreReplacedAndNowhereElseSeen(SparkSession spark) throws IOException {
    new SmallSource("canonical", folder)
        .with("claim_line.csv", LINES, "c,1,patient-0001,n,2008-01-01", "c,2,,n,2008-01-01")
        .with("beneficiary.csv", "patient_id", "patient-0001");
    SourceConfig config =
        new SourceConfig(
            "canonical",
            folder.toString(),
            null,
            null,
            false,
            null,
            1,
            null,
            null,
            null,
            Collections.emptySortedMap(),
            List.of(),
            List.of());
    Intake intake = Intake.survey(spark, config);
    intake.read(spark, "0123456789abcdef0123456789abcdef", SmallSource::cached);
    String pseudonym = "5b094b418446b611500ebaf4ddaa6a36";
    assertThat(texts(intake.accepted("claim"), "patient_id")).containsExactly(pseudonym);
    assertThat(texts(intake.accepted("beneficiary"), "patient_id", "row_key"))
        .containsExactly(pseudonym + " " + pseudonym);
    assertThat(texts(intake.rejected(), "row_number", "reason", "detail"))
        .containsExactly("2 missing_id patient_id");
  }

  @Test
  void endingsAreReadInEitherCase(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with("claim_line.one.CSV", LINES, "a,1,p,n,2008-01-01");
    try (OutputStream file = Files.newOutputStream(folder.resolve("claim_line.two.Csv.GZ"));
        OutputStream gzip = new GZIPOutputStream(file)) {
      gzip.write((LINES + "\nb,1,p,n,2008-01-01\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(texts(source.read(spark).accepted("claim"), "claim_id")).containsExactly("a", "b");
  }

  @Test
  void textThatIsNotUtf8IsRejected(SparkSession spark) throws IOException {
    Files.write(
        folder.resolve("claim_line.csv"),
        (LINES + "\nc,1,p,n,2008-01-01\nc,2,Jos\u00e9,n,2008-01-01\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    Intake intake = new SmallSource("canonical", folder).read(spark);
    assertThat(texts(intake.rejected(), "row_number", "reason", "detail"))
        .containsExactly("2 encoding patient_id is not UTF-8");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable read) {
    return assertThatThrownBy(() -> told(read))
        .isInstanceOfSatisfying(
            UserException.class, refused -> assertThat(refused.exitStatus()).isEqualTo(3));
  }

  /** What was thrown inside a task reaches the driver wrapped. */
  private static void told(ThrowingCallable read) throws Throwable {
    try {
      read.call();
    } catch (Exception failure) {
      Throwable cause = failure;
      while (cause.getCause() != null && !(cause instanceof UserException)) {
        cause = cause.getCause();
      }
      throw cause;
    }
  }
}
