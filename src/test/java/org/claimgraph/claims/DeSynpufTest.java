package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.claims.SmallSource.INPATIENT;
import static org.claimgraph.claims.SmallSource.OUTPATIENT;
import static org.claimgraph.claims.SmallSource.summary;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.RegionConfig;
import org.claimgraph.config.SpecialtyConfig;
import org.claimgraph.tables.Reconciliation;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The quirks of the CMS DE-SynPUF that must be survived. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class DeSynpufTest {

  private static final String INPATIENT_HEADER =
      "DESYNPUF_ID,CLM_ID,SEGMENT,CLM_FROM_DT,CLM_THRU_DT,PRVDR_NUM,CLM_PMT_AMT,"
          + "NCH_PRMRY_PYR_CLM_PD_AMT,AT_PHYSN_NPI,OP_PHYSN_NPI,OT_PHYSN_NPI,CLM_ADMSN_DT,"
          + "NCH_BENE_IP_DDCTBL_AMT,CLM_UTLZTN_DAY_CNT,NCH_BENE_DSCHRG_DT,CLM_DRG_CD,"
          + "ICD9_DGNS_CD_1,ICD9_DGNS_CD_2";
  private static final String OUTPATIENT_HEADER =
      "DESYNPUF_ID,CLM_ID,SEGMENT,CLM_FROM_DT,CLM_THRU_DT,PRVDR_NUM,CLM_PMT_AMT,AT_PHYSN_NPI,"
          + "OP_PHYSN_NPI,OT_PHYSN_NPI,NCH_BENE_PTB_DDCTBL_AMT,HCPCS_CD_1,HCPCS_CD_2,HCPCS_CD_45";
  private static final String SUMMARY_HEADER =
      "DESYNPUF_ID,BENE_BIRTH_DT,BENE_DEATH_DT,BENE_SEX_IDENT_CD,BENE_RACE_CD,SP_STATE_CODE,"
          + "BENE_COUNTY_CD,BENE_HI_CVRAGE_TOT_MONS,BENE_SMI_CVRAGE_TOT_MONS,"
          + "BENE_HMO_CVRAGE_TOT_MONS";

  @TempDir static Path folder;
  @TempDir static Path crosswalks;

  private static Intake intake;
  private static Dataset<Row> lines;

  @BeforeAll
  static void read(SparkSession spark) throws IOException {
    intake =
        new SmallSource("de-synpuf", folder)
            .with(
                INPATIENT,
                INPATIENT_HEADER,
                "0P1,0101,1,20080101,20080105,22000A,1000.00,100,0000000011,0000000011,,20080101,50,3,20080105,201,4019,25000",
                "0P1,0101,2,,,22000B,500.00,0,0000000012,,,20080105,,2,20080107,202,,",
                "0P1,0102,1,20080103,20080106,220001,-200.00,,,,,20080103,,3,20080106,,V10,",
                "0P2,0103,1,20080110,20080110,220001,300,,0000000011,,0000000014,20080110,,0,20080110,,,",
                "0P2,0103,1,20080110,20080110,220001,300,,0000000011,,0000000014,20080110,,0,20080110,,,",
                "0P3,0104,2,,,220002,10,,0000000015,,,20090101,,2,20090103,,,")
            .with(
                OUTPATIENT,
                OUTPATIENT_HEADER,
                "0P2,0201,1,20080201,20080202,22000A,80,0000000011,,,20,99213,,71010",
                "0P2,0201,2,,,22000A,5,,0000000013,,,,36415,",
                "0P4,0202,2,,,22000A,5,0000000013,,,,,,")
            .with(
                summary(2008),
                SUMMARY_HEADER,
                "0P1,19230501,,1,1,22,10,12,12,0",
                "0P2,19300601,,2,2,54,0,12,6,3",
                "0P5,19400101,,2,5,1,0,0,0,0")
            .with(
                summary(2009),
                SUMMARY_HEADER,
                "0P1,19230501,,1,1,1,0,12,12,0",
                "0P2,19300601,,2,2,54,0,11,12,0")
            .with(summary(2010), SUMMARY_HEADER, "0P1,19230501,20100301,1,1,22,010,3,3,0")
            .read(spark);
    lines = ClaimLines.of(intake).cache();
  }

  @AfterAll
  static void close() {
    lines.unpersist();
  }

  @Test
  void idsAreTextsWithTheirLeadingZerosAndLetters() {
    assertThat(texts(lines.where("line_number = 101"), "claim_id", "patient_id", "npi", "hospital"))
        .containsExactly(
            "0101 0P1 0000000011 22000A",
            "0102 0P1 - 220001",
            "0103 0P2 0000000011 220001",
            "0201 0P2 0000000011 22000A");
  }

  @Test
  void aFurtherSegmentTakesTheDatesOfItsClaim() {
    assertThat(
            texts(
                lines
                    .where("claim_id IN ('0101', '0201')")
                    .dropDuplicates("claim_id", "source_row"),
                "claim_id",
                "source_row",
                "claim_type",
                "service_from",
                "service_to"))
        .containsExactly(
            "0101 1 inpatient 2008-01-01 2008-01-05",
            "0101 2 inpatient 2008-01-01 2008-01-05",
            "0201 1 outpatient 2008-02-01 2008-02-02",
            "0201 2 outpatient 2008-02-01 2008-02-02");
  }

  @Test
  void aFurtherSegmentOnItsOwnHasTheDatesOfItsStay() {
    assertThat(texts(lines.where("claim_id = '0104'"), "line_number", "service_from", "service_to"))
        .containsExactly("201 2009-01-01 2009-01-03");
  }

  @Test
  void segmentsOfAClaimAreOneStayAndStaysMayOverlap() {
    assertThat(
            texts(
                Stays.of(intake),
                "stay_id",
                "patient_id",
                "hospital",
                "admission_date",
                "discharge_date",
                "days",
                "covered_days",
                "drg",
                "paid_amount"))
        .containsExactly(
            "0101 0P1 22000A 2008-01-01 2008-01-07 6 5 201 1500.00",
            "0102 0P1 220001 2008-01-03 2008-01-06 3 3 - -200.00",
            "0103 0P2 220001 2008-01-10 2008-01-10 1 0 - 300.00",
            "0104 0P3 220002 2009-01-01 2009-01-03 2 2 - 10.00");
  }

  @Test
  void moneyOfAClaimStandsOnTheFirstLineOfItsRowOnly() {
    assertThat(
            texts(
                lines.where("claim_type = 'inpatient'"),
                "claim_id",
                "line_number",
                "npi_role",
                "paid_amount",
                "allowed_amount"))
        .containsExactly(
            "0101 101 attending 1000.00 1150.00",
            "0101 102 operating - -",
            "0101 201 attending 500.00 500.00",
            "0102 101 - -200.00 -200.00",
            "0103 101 attending 300.00 300.00",
            "0103 103 other - -",
            "0104 201 attending 10.00 10.00");
  }

  @Test
  void proceduresOfAnOutpatientClaimAreLinesOfTheirOwnWithoutPhysicianOrMoney() {
    assertThat(
            texts(
                lines.where("claim_type = 'outpatient'"),
                "claim_id",
                "line_number",
                "npi",
                "npi_role",
                "hcpcs",
                "paid_amount",
                "allowed_amount"))
        .containsExactly(
            "0201 101 0000000011 attending - 80.00 100.00",
            "0201 111 - - 99213 - -",
            "0201 155 - - 71010 - -",
            "0201 202 0000000013 operating - 5.00 5.00",
            "0201 212 - - 36415 - -");
  }

  @Test
  void diagnosesAreThoseOfTheRowWithoutGaps() {
    assertThat(
            texts(
                lines.where("line_number = 101"), "claim_id", "concat_ws(';', diagnoses) AS codes"))
        .containsExactly("0101 4019;25000", "0102 V10", "0103 ", "0201 ");
  }

  @Test
  void peopleHaveTheLatestFactsAndTheirMonthsAddUp(SparkSession spark) throws IOException {
    assertThat(
            texts(
                beneficiaries(spark),
                "patient_id",
                "birth_date",
                "sex",
                "race",
                "death_date",
                "state",
                "county",
                "months_a",
                "months_b",
                "months_hmo",
                "concat_ws(';', transform(coverage, c -> c.year || ':' || c.months_a)) AS years"))
        .containsExactly(
            "0P1 1923-05-01 male white 2010-03-01 22 22010 27 27 0 2008:12;2009:12;2010:3",
            "0P2 1930-06-01 female black - 54 54000 23 18 3 2008:12;2009:11",
            "0P3 - - - - - - - - - ",
            "0P5 1940-01-01 female hispanic - 1 01000 0 0 0 2008:0");
  }

  @Test
  void anSsaCountyLeadsToItsRegionAndForeignResidentsDoNotVanish(SparkSession spark)
      throws IOException {
    assertThat(texts(beneficiaries(spark), "patient_id", "hrr"))
        .containsExactly("0P1 227", "0P2 unknown", "0P3 unknown", "0P5 7");
  }

  @Test
  void withoutCrosswalksEveryRegionIsUnknown(SparkSession spark) {
    Dataset<Row> people = Beneficiaries.of(intake, spark, new RegionConfig(null, null, null));
    assertThat(texts(people.where("hrr = 'unknown'"), "patient_id"))
        .containsExactly("0P1", "0P2", "0P3", "0P5");
  }

  @Test
  void physiciansWithoutSpecialtyAreOfUnknownGroup(SparkSession spark) {
    SpecialtyConfig groups =
        new SpecialtyConfig(java.util.List.of("01"), java.util.List.of(), java.util.List.of());
    assertThat(
            texts(
                Physicians.of(intake, lines, spark, groups, new RegionConfig(null, null, null)),
                "npi",
                "specialty",
                "specialty_group",
                "zip_hrr"))
        .containsExactly(
            "0000000011 - unknown -",
            "0000000012 - unknown -",
            "0000000013 - unknown -",
            "0000000014 - unknown -",
            "0000000015 - unknown -");
  }

  @Test
  void hospitalsAreThoseOfClaimsAndStays() {
    assertThat(
            texts(Hospitals.of(intake, lines, Stays.of(intake)), "hospital", "beds", "covariates"))
        .containsExactly("220001 - -", "220002 - -", "22000A - -", "22000B - -");
  }

  @Test
  void everyQuirkIsCountedAndEveryRowAccountedFor(SparkSession spark) {
    Dataset<Row> fates =
        Reconciliation.of(intake.rowsIn(spark), intake.fates(), intake.committedRows(lines));
    assertThat(
            texts(
                fates,
                "regexp_extract(source_file, '_([A-Z][a-z]+)_[CS]', 1) AS kind",
                "rows_in",
                "rows_accepted",
                "rows_rejected",
                "rows_filtered",
                "to_json(rejected_by_reason) AS rejected",
                "to_json(filtered_by_reason) AS filtered",
                "to_json(map_from_entries(sort_array(map_entries(remarks)))) AS remarks"))
        .containsExactly(
            "Beneficiary 1 1 0 0 {} {} {\"death_on_first_of_month\":1}",
            "Beneficiary 2 2 0 0 {} {} {}",
            "Beneficiary 3 3 0 0 {} {} {}",
            "Inpatient 6 5 0 1 {} {\"repeated_row\":1} {\"attending_is_operating\":1,"
                + "\"covered_days_differ\":1,\"further_segment\":2,\"negative_payment\":1,"
                + "\"same_day_stay\":1,\"without_from_date\":2,\"without_physician\":1}",
            "Outpatient 3 2 1 0 {\"missing_date\":1} {} {\"further_segment\":1,"
                + "\"without_from_date\":1}");
    assertThat(texts(intake.rejected(), "row_number", "reason", "detail"))
        .containsExactly("3 missing_date of the claim");
  }

  private static Dataset<Row> beneficiaries(SparkSession spark) throws IOException {
    Path ssa = crosswalks.resolve("ssa.csv");
    Files.writeString(
        ssa, "\uFEFFcounty,state,ssacounty,fipscounty\nX,MA,22010,25001\nY,AL,1000,1001\n");
    Path counties = crosswalks.resolve("counties.csv");
    Files.writeString(
        counties, "fips,hrr,weight\n25001,230,0.4\n25001,227,0.4\n25001,111,0.2\n1001,7,1\n");
    return Beneficiaries.of(
        intake, spark, new RegionConfig(ssa.toString(), counties.toString(), null));
  }
}
