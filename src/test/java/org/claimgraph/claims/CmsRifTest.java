package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.RegionConfig;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Research Identifiable Files of CMS, each row a line of a claim. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class CmsRifTest {

  private static final String CARRIER =
      "DML_IND|BENE_ID|CLM_ID|FINAL_ACTION|CARR_CLM_ENTRY_CD|CARR_CLM_PMT_DNL_CD|CLM_FROM_DT|"
          + "CLM_THRU_DT|PRNCPAL_DGNS_CD|ICD_DGNS_CD1|ICD_DGNS_CD2|LINE_NUM|PRF_PHYSN_NPI|"
          + "PRVDR_SPCLTY|LINE_SRVC_CNT|LINE_PLACE_OF_SRVC_CD|LINE_1ST_EXPNS_DT|LINE_LAST_EXPNS_DT|"
          + "HCPCS_CD|LINE_NCH_PMT_AMT|LINE_ALOWD_CHRG_AMT|LINE_PRCSG_IND_CD";
  private static final String INSTITUTIONAL =
      "DML_IND|BENE_ID|CLM_ID|NCH_CLM_TYPE_CD|FINAL_ACTION|CLM_FREQ_CD|CLM_MDCR_NON_PMT_RSN_CD|"
          + "CLM_FROM_DT|CLM_THRU_DT|PRVDR_NUM|CLM_PMT_AMT|NCH_BENE_IP_DDCTBL_AMT|AT_PHYSN_NPI|"
          + "OP_PHYSN_NPI|OT_PHYSN_NPI|CLM_ADMSN_DT|NCH_BENE_DSCHRG_DT|CLM_UTLZTN_DAY_CNT|"
          + "CLM_DRG_CD|PTNT_DSCHRG_STUS_CD|PRNCPAL_DGNS_CD|ICD_DGNS_CD1|ICD_DGNS_CD2|CLM_LINE_NUM|"
          + "REV_CNTR|REV_CNTR_DT|HCPCS_CD|REV_CNTR_UNIT_CNT|REV_CNTR_PMT_AMT_AMT|"
          + "REV_CNTR_CASH_DDCTBL_AMT|RNDRNG_PHYSN_NPI";
  private static final String PERSON =
      "DML_IND|BENE_ID|STATE_CODE|BENE_COUNTY_CD|BENE_ZIP_CD|BENE_BIRTH_DT|BENE_SEX_IDENT_CD|"
          + "BENE_RACE_CD|DEATH_DT|RFRNC_YR|A_MO_CNT|B_MO_CNT|HMO_MO_CNT|FIPS_STATE_CNTY_NOV_CD|"
          + "FIPS_STATE_CNTY_DEC_CD";

  private static final String GOOD_LINE =
      "INSERT|-1|-10|F|1|1|30-May-2015|30-MAY-2015|I10|I10|E119|1|0999|1|2|11|29-May-2015|"
          + "30-May-2015|99213|80.00|100.00|A";

  private static final String GOOD_STAY =
      "INSERT|-1|-30|60|F|1| |01-Jan-2015|04-Jan-2015|220008|1000.00|1068.00|0777|0777|0000000000|"
          + "01-Jan-2015|04-Jan-2015|3|375|1|J189|J189|I10|1|120||||||0888";
  private static final String GOOD_PERSON =
      "UPDATE|-1|22|22090|1730|17-Jan-1942|2|1||2015|12|12|0||25017";

  @TempDir Path folder;

  @Test
  void everyReasonToRejectIsGivenOnce(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("cms-rif", folder)
            .with(
                "carrier.csv",
                CARRIER,
                GOOD_LINE,
                with(GOOD_LINE, 1, ""),
                with(GOOD_LINE, 2, ""),
                with(GOOD_LINE, 11, "0"),
                with(GOOD_LINE, 6, ""),
                with(GOOD_LINE, 6, "31-Jun-2015"),
                with(GOOD_LINE, 7, "x"),
                with(GOOD_LINE, 16, "x"),
                with(GOOD_LINE, 17, "x"),
                with(GOOD_LINE, 17, "28-May-2015"),
                with(GOOD_LINE, 14, "x"),
                with(GOOD_LINE, 19, "x"),
                with(GOOD_LINE, 20, "x"),
                with(GOOD_LINE, 18, "99214"))
            .with(
                "dme.txt",
                "BENE_ID|CLM_ID|LINE_NUM|CLM_FROM_DT|LINE_NCH_PMT_AMT",
                "-1|-20|x|30-May-2015|1")
            .with(
                "inpatient.csv",
                INSTITUTIONAL,
                with(GOOD_STAY, 1, ""),
                with(GOOD_STAY, 2, ""),
                with(GOOD_STAY, 3, ""),
                with(GOOD_STAY, 23, "x"),
                with(GOOD_STAY, 7, ""),
                with(GOOD_STAY, 7, "x"),
                with(GOOD_STAY, 8, ""),
                with(GOOD_STAY, 8, "x"),
                with(GOOD_STAY, 8, "31-Dec-2014"),
                with(GOOD_STAY, 25, "x"),
                with(GOOD_STAY, 15, "x"),
                with(GOOD_STAY, 16, "x"),
                with(GOOD_STAY, 16, "31-Dec-2014"),
                with(GOOD_STAY, 17, "x"),
                with(GOOD_STAY, 27, "x"),
                with(GOOD_STAY, 28, "x"),
                with(GOOD_STAY, 10, ""),
                with(GOOD_STAY, 10, "x"))
            .with(
                "beneficiary_2015.csv",
                PERSON,
                with(GOOD_PERSON, 1, ""),
                with(GOOD_PERSON, 9, "x"),
                with(GOOD_PERSON, 5, "x"),
                with(GOOD_PERSON, 8, "x"),
                with(GOOD_PERSON, 8, "16-Jan-1942"),
                with(GOOD_PERSON, 10, "13"),
                with(GOOD_PERSON, 11, "-1"),
                with(GOOD_PERSON, 12, "x"));
    Intake intake = source.read(spark);
    assertThat(texts(intake.rejected(), "source_file", "row_number", "reason", "detail"))
        .containsExactlyInAnyOrder(
            "carrier.csv 2 missing_id BENE_ID",
            "carrier.csv 3 missing_id CLM_ID",
            "carrier.csv 4 invalid_number LINE_NUM",
            "carrier.csv 5 missing_date CLM_FROM_DT",
            "carrier.csv 6 invalid_date CLM_FROM_DT",
            "carrier.csv 7 invalid_date CLM_THRU_DT",
            "carrier.csv 8 invalid_date LINE_1ST_EXPNS_DT",
            "carrier.csv 9 invalid_date LINE_LAST_EXPNS_DT",
            "carrier.csv 10 end_before_start LINE_LAST_EXPNS_DT or CLM_THRU_DT",
            "carrier.csv 11 invalid_number LINE_SRVC_CNT",
            "carrier.csv 12 invalid_amount LINE_NCH_PMT_AMT",
            "carrier.csv 13 invalid_amount LINE_ALOWD_CHRG_AMT",
            "carrier.csv 14 conflicting_row has the key of another row",
            "dme.txt 1 invalid_number LINE_NUM",
            "inpatient.csv 1 missing_id BENE_ID",
            "inpatient.csv 2 missing_id CLM_ID",
            "inpatient.csv 3 missing_code NCH_CLM_TYPE_CD",
            "inpatient.csv 4 invalid_number CLM_LINE_NUM",
            "inpatient.csv 5 missing_date CLM_FROM_DT",
            "inpatient.csv 6 invalid_date CLM_FROM_DT",
            "inpatient.csv 7 missing_date CLM_THRU_DT",
            "inpatient.csv 8 invalid_date CLM_THRU_DT",
            "inpatient.csv 9 end_before_start CLM_THRU_DT",
            "inpatient.csv 10 invalid_date REV_CNTR_DT",
            "inpatient.csv 11 invalid_date CLM_ADMSN_DT",
            "inpatient.csv 12 invalid_date NCH_BENE_DSCHRG_DT",
            "inpatient.csv 13 discharge_before_admission NCH_BENE_DSCHRG_DT",
            "inpatient.csv 14 invalid_number CLM_UTLZTN_DAY_CNT",
            "inpatient.csv 15 invalid_number REV_CNTR_UNIT_CNT",
            "inpatient.csv 16 invalid_amount REV_CNTR_PMT_AMT_AMT",
            "inpatient.csv 17 missing_amount CLM_PMT_AMT",
            "inpatient.csv 18 invalid_amount CLM_PMT_AMT",
            "beneficiary_2015.csv 1 missing_id BENE_ID",
            "beneficiary_2015.csv 2 invalid_number RFRNC_YR",
            "beneficiary_2015.csv 3 invalid_date BENE_BIRTH_DT",
            "beneficiary_2015.csv 4 invalid_date DEATH_DT",
            "beneficiary_2015.csv 5 death_before_birth DEATH_DT",
            "beneficiary_2015.csv 6 invalid_number A_MO_CNT",
            "beneficiary_2015.csv 7 invalid_number B_MO_CNT",
            "beneficiary_2015.csv 8 invalid_number HMO_MO_CNT");
    assertThat(texts(ClaimLines.of(intake), "claim_id")).containsExactly("-10");
  }

  @Test
  void aRowIsALineAndWhatTheClaimTellsOnceIsCountedOnce(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("cms-rif", folder)
            .with(
                "carrier.csv",
                CARRIER,
                GOOD_LINE,
                "|-1|-10||||30-May-2015||||E119|2|0000000000|||23||||-5.00||")
            .with(
                "dme.csv",
                "BENE_ID|CLM_ID|LINE_NUM|CLM_FROM_DT|HCPCS_CD|LINE_NCH_PMT_AMT|PRVDR_NPI",
                "-1|-20|1|30-May-2015|E0110|7.00|0666")
            .with(
                "inpatient.csv",
                INSTITUTIONAL,
                with(with(GOOD_STAY, 23, "3"), 24, "0450"),
                with(with(GOOD_STAY, 23, "1"), 27, "x"),
                with(with(with(GOOD_STAY, 23, "2"), 24, "200"), 27, "2"),
                with(with(with(GOOD_STAY, 23, "2"), 24, "200"), 27, "2"),
                with(with(with(with(GOOD_STAY, 2, "-31"), 15, ""), 16, ""), 24, "0210"))
            .with(
                "outpatient.csv",
                INSTITUTIONAL,
                "|-1|-40|40|F|1||01-Feb-2015|28-Feb-2015|220135|100.00||0777||||||||I10|I10||1|0320|"
                    + "02-Feb-2015|71020|1|60.00|10.00|",
                "|-1|-40|40|F|1||01-Feb-2015|28-Feb-2015|220135|100.00||0777||||||||I10|I10||2|0300|"
                    + "20-Feb-2015|80053|1|30.00|0|0888")
            .with(
                "snf.csv",
                INSTITUTIONAL,
                "|-1|-50|20|F|1||01-Mar-2015|09-Mar-2015|225394|500.00||||||||||I10|I10||1|0022||||||",
                "DELETE|-1|-51|20|F|1||01-Mar-2015|09-Mar-2015|225394|500.00||||||||||I10|I10||2|"
                    + "0022||||||")
            .with("pde.csv", "PDE_ID|BENE_ID", "1|-1");
    Intake intake = source.read(spark);
    assertThat(
            texts(
                ClaimLines.of(intake),
                "claim_id",
                "line_number",
                "claim_type",
                "service_from",
                "service_to",
                "npi",
                "npi_role",
                "specialty",
                "place_of_service",
                "hcpcs",
                "units",
                "revenue_code",
                "hospital",
                "allowed_amount",
                "paid_amount",
                "concat_ws(';', diagnoses) AS codes"))
        .containsExactly(
            "-10 1 professional 2015-05-29 2015-05-30 0999 rendering 01 11 99213 2.000 - - 100.00"
                + " 80.00 I10;E119",
            "-10 2 professional 2015-05-30 2015-05-30 - - - 23 - - - - - -5.00 E119",
            "-20 1 professional 2015-05-30 2015-05-30 - - - - E0110 - - - - 7.00 ",
            "-30 1 inpatient 2015-01-01 2015-01-04 0777 attending - - - - - 220008 2068.00 1000.00"
                + " J189;I10",
            "-30 2 inpatient 2015-01-01 2015-01-04 0777 operating - - - - - 220008 - - J189;I10",
            "-30 20 inpatient 2015-01-01 2015-01-04 0888 rendering - - - 2.000 0200 220008 - -"
                + " J189;I10",
            "-30 30 inpatient 2015-01-01 2015-01-04 0888 rendering - - - - 0450 220008 - - J189;I10",
            "-31 1 inpatient 2015-01-01 2015-01-04 0777 attending - - - - - 220008 2068.00 1000.00"
                + " J189;I10",
            "-31 10 inpatient 2015-01-01 2015-01-04 0888 rendering - - - - 0210 220008 - - J189;I10",
            "-31 2 inpatient 2015-01-01 2015-01-04 0777 operating - - - - - 220008 - - J189;I10",
            "-40 1 outpatient 2015-02-02 2015-02-02 0777 attending - - - - - 220135 10.00 10.00 I10",
            "-40 10 outpatient 2015-02-02 2015-02-02 - - - - 71020 1.000 0320 220135 70.00 60.00"
                + " I10",
            "-40 20 outpatient 2015-02-20 2015-02-20 0888 rendering - - 80053 1.000 0300 220135"
                + " 30.00 30.00 I10",
            "-50 1 outpatient 2015-03-01 2015-03-09 - - - - - - - - 500.00 500.00 I10",
            "-50 10 outpatient 2015-03-01 2015-03-09 - - - - - - 0022 - - - I10");
    assertThat(
            texts(
                Stays.of(intake),
                "stay_id",
                "hospital",
                "admission_date",
                "discharge_date",
                "days",
                "covered_days",
                "icu_days",
                "drg",
                "disposition",
                "allowed_amount",
                "paid_amount"))
        .as("days in intensive care are units; of one line they are not told")
        .containsExactly(
            "-30 220008 2015-01-01 2015-01-04 3 3 2 375 01 2068.00 1000.00",
            "-31 220008 2015-01-01 2015-01-04 3 3 - 375 01 2068.00 1000.00");
    assertThat(
            texts(
                intake.fates(),
                "source_file",
                "rejected",
                "filtered",
                "concat_ws(';', remarks) AS remarks"))
        .containsExactly(
            "carrier.csv - - ",
            "carrier.csv - - without_physician;negative_payment",
            "dme.csv - - ",
            "inpatient.csv - - ",
            "inpatient.csv - - ",
            "inpatient.csv - - without_discharge_date",
            "inpatient.csv - repeated_row ",
            "inpatient.csv invalid_number - ",
            "outpatient.csv - - ",
            "outpatient.csv - - ",
            "snf.csv - - without_physician",
            "snf.csv - deleted ");
    assertThat(intake.ignored()).containsExactly("pde.csv");
    assertThat(
            texts(
                intake.accepted("claim").where("claim_id IN ('-10', '-50')"),
                "row_key",
                "final",
                "denied"))
        .containsExactly("-10/1 true false", "-10/2 - -", "-50/1 true -");
  }

  @Test
  void denialsAndVersionsThatAreNotFinalAreToldAndCreditsCount(SparkSession spark)
      throws IOException {
    SmallSource source =
        new SmallSource("cms-rif", folder)
            .with(
                "bcarrier_line.txt",
                CARRIER,
                with(with(GOOD_LINE, 2, "denied"), 5, "0"),
                with(with(GOOD_LINE, 2, "avoided"), 5, "00"),
                with(with(GOOD_LINE, 2, "lineDenied"), 21, "D"),
                with(with(GOOD_LINE, 2, "credit"), 4, "3"),
                with(with(GOOD_LINE, 2, "notFinal"), 3, "N"))
            .with(
                "inpatient.csv",
                INSTITUTIONAL,
                with(with(GOOD_STAY, 2, "benefitExhausted"), 6, "B"),
                with(with(GOOD_STAY, 2, "paymentRequested"), 6, "P"),
                with(with(GOOD_STAY, 2, "voided"), 5, "8"));
    assertThat(texts(source.mapped(spark, "carrier"), "claim_id", "final", "denied"))
        .containsExactly(
            "avoided true true",
            "credit true false",
            "denied true true",
            "lineDenied true true",
            "notFinal false false");
    assertThat(texts(source.mapped(spark, "institutional"), "claim_id", "final", "denied"))
        .containsExactly(
            "benefitExhausted true true", "paymentRequested true false", "voided true -");
  }

  @Test
  void updatesAndDeletionsReachTheRowsOfOtherFiles(SparkSession spark) throws IOException {
    Intake intake =
        new SmallSource("cms-rif", folder)
            .with(
                "carrier_1.csv",
                CARRIER,
                GOOD_LINE,
                with(GOOD_LINE, 2, "-11"),
                with(with(GOOD_LINE, 2, "-11"), 11, "2"),
                with(GOOD_LINE, 2, "-12"))
            .with(
                "carrier_0.csv",
                CARRIER,
                with(with(with(GOOD_LINE, 0, "UPDATE"), 2, "-11"), 19, "90.00"),
                with(with(with(GOOD_LINE, 0, "DELETE"), 2, "-12"), 6, ""))
            .with(
                "carrier_2.csv",
                CARRIER,
                with(with(with(GOOD_LINE, 0, "UPDATE"), 2, "-11"), 19, "95.00"),
                with(with(with(GOOD_LINE, 0, "UPDATE"), 2, "-10"), 19, "x"))
            .with("inpatient_1.csv", INSTITUTIONAL, with(GOOD_STAY, 28, "400.00"))
            .with(
                "inpatient_2.csv",
                INSTITUTIONAL,
                with(with(with(GOOD_STAY, 0, "UPDATE"), 10, "900.00"), 28, "300.00"))
            .with(
                "beneficiary_2015.csv",
                PERSON,
                with(with(GOOD_PERSON, 0, "INSERT"), 4, "9999"),
                with(with(GOOD_PERSON, 0, "INSERT"), 1, "-2"))
            .with(
                "beneficiary_0.csv",
                PERSON,
                GOOD_PERSON,
                with(with(GOOD_PERSON, 0, "DELETE"), 1, "-2"))
            .read(spark);
    assertThat(texts(ClaimLines.of(intake), "claim_id", "line_number", "paid_amount"))
        .as("an update that cannot be used takes nothing's place")
        .containsExactly("-10 1 80.00", "-11 1 95.00", "-30 1 600.00", "-30 10 300.00", "-30 2 -");
    assertThat(texts(intake.accepted("beneficiary"), "patient_id", "zip"))
        .containsExactly("-1 01730");
    assertThat(
            texts(
                intake.fates().where("coalesce(rejected, filtered) IS NOT NULL"),
                "source_file",
                "row_number",
                "rejected",
                "filtered"))
        .containsExactly(
            "beneficiary_0.csv 2 - deleted",
            "beneficiary_2015.csv 1 - superseded",
            "beneficiary_2015.csv 2 - deleted",
            "carrier_0.csv 1 - superseded",
            "carrier_0.csv 2 missing_date -",
            "carrier_1.csv 2 - superseded",
            "carrier_1.csv 3 - superseded",
            "carrier_1.csv 4 - deleted",
            "carrier_2.csv 2 invalid_amount -",
            "inpatient_1.csv 1 - superseded");
  }

  @Test
  void anAdjustmentReplacesTheClaimOfTheSamePatientWhoseControlNumberItNames(SparkSession spark)
      throws IOException {
    Intake intake =
        new SmallSource("cms-rif", folder)
            .with(
                "outpatient.csv",
                "BENE_ID|CLM_ID|CLM_LINE_NUM|NCH_CLM_TYPE_CD|CLM_FROM_DT|CLM_THRU_DT|PRVDR_NUM|"
                    + "CLM_PMT_AMT|AT_PHYSN_NPI|CLM_FREQ_CD|FI_DOC_CLM_CNTL_NUM|FI_ORIG_CLM_CNTL_NUM",
                "-1|original|1|40|01-Jan-2015|01-Jan-2015|220008|100|n|1|1|",
                "-1|replacement|1|40|01-Jan-2015|01-Jan-2015|220008|90|n|7|2|1",
                "-1|late charge|1|40|01-Jan-2015|01-Jan-2015|220008|5|n|5|3|2",
                "-1|wrong|1|40|01-Jan-2015|01-Jan-2015|220008|50|n|1|4|",
                "-1|void|1|40|01-Jan-2015|01-Jan-2015|220008|-50|n|8|5|4",
                "-1|itself|1|40|01-Jan-2015|01-Jan-2015|220008|7|n|7|6|6",
                "-1|unknown|1|40|01-Jan-2015|01-Jan-2015|220008|8|n|7|7|99",
                "-2|other|1|40|01-Jan-2015|01-Jan-2015|220008|9|n|1|1|")
            .read(spark);
    assertThat(
            texts(
                intake.rows("claim"),
                "claim_id",
                "coalesce(rejected, filtered, 'counts')",
                "concat_ws(';', remarks) AS remarks"))
        .containsExactly(
            "itself counts ",
            "late charge counts ",
            "original superseded ",
            "other counts ",
            "replacement counts ",
            "unknown counts replaces_unknown_claim",
            "void void negative_payment",
            "wrong voided ");
  }

  @Test
  void claimsWithoutTheirLinesAreRefusedWithWhatToDo(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("cms-rif", folder)
            .with("bcarrier_claims_k.csv", "BENE_ID,CLM_ID,CLM_FROM_DT", "-1,-10,30-May-2015")
            .with("bcarrier_line_k.csv", "CLM_ID,LINE_NUM,PRF_PHYSN_NPI", "-10,1,0999");
    assertThatThrownBy(() -> source.read(spark))
        .rootCause()
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Missing column ")
        .hasMessageContaining("(_claims_k and _line_k), join them by CLM_ID first.");
  }

  @Test
  void peopleLiveWhereTheirLatestYearTells(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("cms-rif", folder)
            .with("carrier.csv", CARRIER, GOOD_LINE)
            .with(
                "beneficiary_2014.csv",
                PERSON,
                with(with(GOOD_PERSON, 9, "2014"), 10, "3"),
                "INSERT|-2|5|90|123456789|01-JAN-1930|1|2|05-May-2014|2014|12|12|1|AA|",
                "INSERT|-3|MO|123||01-JAN-1930|9|9||2014|||||")
            .with("beneficiary_2015.csv", PERSON, with(GOOD_PERSON, 14, ""))
            .with(
                "beneficiary_history.csv",
                "BENE_ID|BENE_BIRTH_DT|BENE_ZIP_CD|EFCTV_BGN_DT",
                "-1|17-Jan-1942|99999|",
                "-3|01-JAN-1930|63101|01-Jan-2000",
                "-3|01-JAN-1930|63102|01-Jan-2001");
    assertThat(
            texts(
                Beneficiaries.of(source.read(spark), spark, new RegionConfig(null, null, null)),
                "patient_id",
                "birth_date",
                "sex",
                "race",
                "death_date",
                "state",
                "county",
                "zip",
                "months_a",
                "months_b",
                "months_hmo",
                "to_json(coverage) AS coverage"))
        .containsExactly(
            "-1 1942-01-17 female white - 22 22090 01730 15 24 0 ["
                + "{\"year\":2014,\"months_a\":3,\"months_b\":12,\"months_hmo\":0},"
                + "{\"year\":2015,\"months_a\":12,\"months_b\":12,\"months_hmo\":0}]",
            "-2 1930-01-01 male black 2014-05-05 5 05090 123456789 12 12 1 ["
                + "{\"year\":2014,\"months_a\":12,\"months_b\":12,\"months_hmo\":1}]",
            "-3 1930-01-01 - - - MO - 63102 - - - ["
                + "{\"year\":2014,\"months_a\":null,\"months_b\":null,\"months_hmo\":null}]");
  }

  @ParameterizedTest
  @CsvSource({
    "carrier.csv, carrier",
    "2015/bcarrier_claims_k.txt.gz, carrier",
    "sample-a-bcarrier-multiple-lines.txt, carrier",
    "carrier/part-00000.parquet, carrier",
    "INPATIENT_00001.CSV, institutional",
    "hospice.rif, institutional",
    "beneficiary_2015_00003.csv, beneficiary",
    "sample-a-beneficiaries.txt, beneficiary",
    "mbsf_2015.csv, beneficiary",
    "dme.csv, dme",
    "pde.csv,",
    "noncarrier.csv,",
    "carrier.pdf,",
    "carriers.csv,"
  })
  void theNameOfAFileTellsItsKind(String file, String kind) throws IOException {
    List<String> kinds = new ArrayList<>();
    for (String name : List.of("institutional", "carrier", "dme", "beneficiary")) {
      try (InputStream sql = Preset.class.getResourceAsStream("cms-rif/" + name + ".sql")) {
        String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        if (file.matches(Preset.of(name, text).files())) {
          kinds.add(name);
        }
      }
    }
    assertThat(kinds).isEqualTo(kind == null ? List.of() : List.of(kind));
  }

  /** The row with another value in one of its fields, counted from 0. */
  private static String with(String row, int field, String value) {
    String[] fields = row.split("\\|", -1);
    fields[field] = value;
    return String.join("|", List.of(fields));
  }
}
