package org.claimgraph.claims;

import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.RegionConfig;
import org.claimgraph.config.SpecialtyConfig;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The OMOP common data model, version 5.4. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class OmopTest {

  /** Names in either case, commas or tabs, csv or Parquet. */
  @Nested
  class Tables {

    @TempDir static Path folder;

    private static Intake intake;

    @BeforeAll
    static void read(SparkSession spark) throws IOException {
      spark
          .sql(
              "SELECT * FROM VALUES (1L, '1003000126', 'CARDIOLOGY', 3L),"
                  + " (2L, '1003000126', '8', CAST(NULL AS BIGINT)),"
                  + " (3L, NULL, 'Obstetrics & Gynecology', 3L), (4L, '0', 'Alchemy', NULL)"
                  + " AS provider (provider_id, npi, specialty_source_value, care_site_id)")
          .coalesce(1)
          .write()
          .parquet(folder.resolve("provider.parquet").toString());
      intake =
          new SmallSource("omop", folder)
              .with(
                  "LOCATION.csv",
                  "location_id,state,zip,county",
                  "1,MA,02138-1234,25017",
                  "2,MA,2139,MIDDLESEX")
              .with(
                  "CARE_SITE.csv",
                  "care_site_id,care_site_source_value,place_of_service_source_value,location_id",
                  "1,220001,,1",
                  "2,WARD 7,,1",
                  "3,,11,2")
              .with(
                  "PERSON.csv",
                  "person_id,birth_datetime,year_of_birth,month_of_birth,day_of_birth,"
                      + "gender_concept_id,race_concept_id,ethnicity_concept_id,location_id",
                  "1,1930-02-03 00:00:00,1930,2,3,8507,8527,38003564,1",
                  "2,,1940,,,8532,8516,38003563,2",
                  "3,,1950,7,,0,8657,0,")
              .with("death.csv", "person_id,death_date", "1,2010-05-05", "99,2010-06-06")
              .with(
                  "observation_period.csv",
                  "observation_period_id,person_id,observation_period_start_date,"
                      + "observation_period_end_date",
                  "1,1,2009-11-15,2009-12-01",
                  "2,1,2009-12-15,2010-05-05",
                  "3,2,2010-03-31,2010-04-01",
                  "4,99,2010-03-31,2010-04-01")
              .with(
                  "visit_occurrence.tsv",
                  "visit_occurrence_id\tperson_id\tvisit_concept_id\tvisit_start_date\t"
                      + "visit_end_date\tprovider_id\tcare_site_id\tdischarged_to_concept_id",
                  "1\t1\t9201\t2010-01-02\t2010-01-05\t1\t1\t4216643",
                  "2\t1\t9202\t2010-02-01\t\t2\t3\t0",
                  "3\t2\t9203\t2010-03-01 10:00:00\t2010-03-01\t\t\t0")
              .with(
                  "VISIT_DETAIL.csv",
                  "visit_detail_id,person_id,visit_detail_concept_id,visit_detail_start_date,"
                      + "visit_detail_end_date,provider_id,care_site_id,visit_occurrence_id",
                  "1,1,9201,2010-01-02,2010-01-05,1,1,1",
                  "2,1,9201,2010-01-03,2010-01-04,3,2,1",
                  "3,1,32037,2010-01-02,2010-01-04,,2,1",
                  "4,1,9202,2010-02-01,,2,,2",
                  "5,2,9202,2010-02-02,,4,,99")
              .with(
                  "procedure_occurrence.csv",
                  "procedure_occurrence_id,person_id,procedure_date,procedure_source_value,"
                      + "quantity,provider_id,visit_occurrence_id",
                  "1,1,2010-02-01,99213,0,2,2",
                  "2,2,2010-03-01,430193006,2,4,3",
                  "3,2,2010-04-01,g0008,,77,")
              .with(
                  "cost.csv",
                  "cost_id,cost_event_id,cost_domain_id,currency_concept_id,paid_by_payer,"
                      + "amount_allowed,drg_source_value",
                  "1,1,Visit,44818668,100.00,120,291",
                  "2,1,Visit,44818668,-5,,",
                  "3,4,Visit Detail,0,7,,",
                  "4,1,Procedure,,20.5,25,",
                  "5,1,Drug,44818668,1000,1000,",
                  "6,99,Visit,,11,,",
                  "7,99,Procedure,,13,,")
              .with(
                  "condition_occurrence.csv",
                  "condition_occurrence_id,person_id,visit_occurrence_id,condition_source_value,"
                      + "condition_status_concept_id",
                  "10,1,1,e11.9,0",
                  "9,1,1,I50.9,0",
                  "11,1,1,428.0,32902",
                  "12,1,1,84114007,0",
                  "13,1,,I10,0",
                  "14,1,99,I10,0")
              .read(spark, 0);
    }

    @Test
    void visitsTheirDetailsAndProceduresAreLines() {
      assertThat(
              texts(
                  ClaimLines.of(intake),
                  "claim_id",
                  "patient_id",
                  "claim_type",
                  "service_from",
                  "service_to",
                  "npi",
                  "npi_role",
                  "specialty",
                  "place_of_service",
                  "hcpcs",
                  "units",
                  "hospital",
                  "allowed_amount",
                  "paid_amount",
                  "concat_ws(';', diagnoses)"))
          .containsExactly(
              "procedure-1 1 professional 2010-02-01 2010-02-01 1003000126 rendering 08 11 99213 -"
                  + " - 25.00 20.50 ",
              "procedure-2 2 professional 2010-03-01 2010-03-01 4 rendering - 23 - 2.000 - - - ",
              "procedure-3 2 professional 2010-04-01 2010-04-01 77 rendering - - G0008 - - - - ",
              "visit-1 1 inpatient 2010-01-02 2010-01-05 1003000126 attending 06 21 - - 220001"
                  + " 120.00 95.00 4280;I509;E119",
              "visit-2 1 professional 2010-02-01 2010-02-01 1003000126 rendering 08 11 - - - - - ",
              "visit-3 2 professional 2010-03-01 2010-03-01 - - - 23 - - - - - ",
              "visit-detail-2 1 inpatient 2010-01-03 2010-01-04 3 other 16 21 - - 220001 - -"
                  + " 4280;I509;E119",
              "visit-detail-3 1 inpatient 2010-01-02 2010-01-04 - - - 21 - - 220001 - -"
                  + " 4280;I509;E119",
              "visit-detail-4 1 professional 2010-02-01 2010-02-01 1003000126 rendering 08 11 - - -"
                  + " - 7.00 ",
              "visit-detail-5 2 professional 2010-02-02 2010-02-02 4 rendering - - - - - - - ");
    }

    @Test
    void aStayIsAnInpatientVisitWithTheIntensiveCareOfItsDetails() {
      assertThat(
              texts(
                  Stays.of(intake),
                  "stay_id",
                  "patient_id",
                  "hospital",
                  "admission_date",
                  "discharge_date",
                  "days",
                  "icu_days",
                  "drg",
                  "disposition",
                  "diagnoses[0]",
                  "allowed_amount",
                  "paid_amount"))
          .containsExactly("visit-1 1 220001 2010-01-02 2010-01-05 3 2 291 20 4280 120.00 95.00");
    }

    @Test
    void personsComeWithDeathResidenceAndMonthsOfCoverage(SparkSession spark) {
      assertThat(
              texts(
                  Beneficiaries.of(intake, spark, new RegionConfig(null, null, null)),
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
                  "to_json(coverage)"))
          .containsExactly(
              "1 1930-02-03 male white 2010-05-05 MA 25017 02138 7 7 -"
                  + " [{\"year\":2009,\"months_a\":2,\"months_b\":2,\"months_hmo\":null},"
                  + "{\"year\":2010,\"months_a\":5,\"months_b\":5,\"months_hmo\":null}]",
              "2 1940-06-15 female hispanic - MA MIDDLESEX 02139 2 2 -"
                  + " [{\"year\":2010,\"months_a\":2,\"months_b\":2,\"months_hmo\":null}]",
              "3 1950-07-01 - native - - - - - - - -");
    }

    @Test
    void aPhysicianIsAnNpiElseAProvider(SparkSession spark) {
      Dataset<Row> physicians =
          Physicians.of(
              intake,
              ClaimLines.of(intake),
              spark,
              new SpecialtyConfig(List.of("08"), List.of("06"), List.of("16")),
              new RegionConfig(null, null, null));
      assertThat(texts(physicians, "npi", "specialty", "specialty_group", "zip"))
          .containsExactly(
              "1003000126 06 medical 02139",
              "3 16 surgical 02139",
              "4 - unknown -",
              "77 - unknown -");
    }

    @Test
    void whatTellsNothingOfAClaimIsFilteredWithAReason() {
      assertThat(texts(intake.fates().where("filtered IS NOT NULL"), "source_file", "filtered"))
          .containsExactly(
              "VISIT_DETAIL.csv told_by_visit",
              "condition_occurrence.csv not_icd",
              "condition_occurrence.csv without_claim",
              "condition_occurrence.csv without_visit",
              "cost.csv other_event",
              "cost.csv without_claim",
              "cost.csv without_claim",
              "death.csv unknown_patient",
              "observation_period.csv unknown_patient");
    }

    @Test
    void theMoneyOfCostsThatAreAcceptedIsTheMoneyOfClaims() {
      assertThat(texts(intake.accepted("omop_cost").agg(sum("paid")), "*"))
          .isEqualTo(texts(ClaimLines.of(intake).agg(sum("paid_amount")), "*"))
          .containsExactly("122.50");
    }
  }

  @Test
  void everyReasonToRejectIsTold(SparkSession spark, @TempDir Path folder) throws IOException {
    Intake intake =
        new SmallSource("omop", folder)
            .with("location.csv", "location_id,zip", ",02138")
            .with("care_site.csv", "care_site_id,location_id", ",1")
            .with("provider.csv", "provider_id,npi", ",1003000126")
            .with(
                "person.csv",
                "person_id,birth_datetime,year_of_birth,month_of_birth,day_of_birth",
                ",,1950,,",
                "2,1950-13-01,,,",
                "3,,MCML,,",
                "4,,1950,May,",
                "5,,1950,5,x",
                "6,,1950,2,30",
                "7,,1950,,")
            .with(
                "death.csv",
                "person_id,death_date",
                ",2010-01-01",
                "1,",
                "2,2010-02-30",
                "7,1949-12-31",
                "7,2010-01-01")
            .with(
                "observation_period.csv",
                "observation_period_id,person_id,observation_period_start_date,"
                    + "observation_period_end_date",
                ",7,2010-01-01,2010-01-01",
                "2,,2010-01-01,2010-01-01",
                "3,7,x,2010-01-01",
                "4,7,2010-01-01,x",
                "5,7,2010-01-02,2010-01-01")
            .with(
                "visit_occurrence.csv",
                "visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_end_date,"
                    + "provider_id",
                ",7,9202,2010-01-01,,1",
                "2,,9202,2010-01-01,,1",
                "3,7,9202,,,1",
                "4,7,9202,2010-02-30,,1",
                "5,7,9202,2010-01-01,x,1",
                "6,7,9201,2010-01-01,,1",
                "7,7,9202,2010-01-02,2010-01-01,1",
                "8,7,9202,2010-01-02,,1",
                "9,7,9201.0,2010-01-02,2010-01-02,1")
            .with(
                "visit_detail.csv",
                "visit_detail_id,person_id,visit_detail_concept_id,visit_detail_start_date,"
                    + "visit_detail_end_date,visit_occurrence_id",
                ",7,9202,2010-01-01,,8",
                "2,,9202,2010-01-01,,8",
                "3,7,9202,,,8",
                "4,7,9202,2010-02-30,,8",
                "5,7,9202,2010-01-01,x,8",
                "6,7,9202,2010-01-02,2010-01-01,8",
                "7,7,ICU,2010-01-02,2010-01-02,8")
            .with(
                "procedure_occurrence.csv",
                "procedure_occurrence_id,person_id,procedure_date,quantity",
                ",7,2010-01-01,",
                "2,,2010-01-01,",
                "3,7,,",
                "4,7,2010-02-30,",
                "5,7,2010-01-01,two")
            .with(
                "cost.csv",
                "cost_id,cost_event_id,cost_domain_id,currency_concept_id,paid_by_payer,"
                    + "amount_allowed",
                ",1,Visit,,1,1",
                "2,,Visit,,1,1",
                "3,1,,,1,1",
                "4,1,Visit,,$1,1",
                "5,1,Visit,,1,one",
                "6,1,Visit,44818568,1,1",
                "7,7,Visit,,3,1",
                "8,8,Visit,,5,1")
            .with(
                "condition_occurrence.csv",
                "condition_occurrence_id,person_id,visit_occurrence_id,condition_source_value",
                ",7,8,4280",
                "2,,8,4280")
            .read(spark);
    assertThat(texts(intake.rejected(), "source_file", "row_number", "reason", "detail"))
        .containsExactly(
            "care_site.csv 1 missing_id care_site_id",
            "condition_occurrence.csv 1 missing_id condition_occurrence_id",
            "condition_occurrence.csv 2 missing_id person_id",
            "cost.csv 1 missing_id cost_id",
            "cost.csv 2 missing_id cost_event_id",
            "cost.csv 3 missing_id cost_domain_id",
            "cost.csv 4 invalid_amount paid_by_payer",
            "cost.csv 5 invalid_amount amount_allowed",
            "cost.csv 6 other_currency currency_concept_id",
            "death.csv 1 missing_id person_id",
            "death.csv 2 missing_date death_date",
            "death.csv 3 invalid_date death_date",
            "death.csv 4 death_before_birth death_date",
            "location.csv 1 missing_id location_id",
            "observation_period.csv 1 missing_id observation_period_id",
            "observation_period.csv 2 missing_id person_id",
            "observation_period.csv 3 invalid_date observation_period_start_date",
            "observation_period.csv 4 invalid_date observation_period_end_date",
            "observation_period.csv 5 end_before_start observation_period_end_date",
            "person.csv 1 missing_id person_id",
            "person.csv 2 invalid_date birth_datetime",
            "person.csv 3 invalid_number year_of_birth",
            "person.csv 4 invalid_number month_of_birth",
            "person.csv 5 invalid_number day_of_birth",
            "person.csv 6 invalid_date year_of_birth",
            "procedure_occurrence.csv 1 missing_id procedure_occurrence_id",
            "procedure_occurrence.csv 2 missing_id person_id",
            "procedure_occurrence.csv 3 missing_date procedure_date",
            "procedure_occurrence.csv 4 invalid_date procedure_date",
            "procedure_occurrence.csv 5 invalid_number quantity",
            "provider.csv 1 missing_id provider_id",
            "visit_detail.csv 1 missing_id visit_detail_id",
            "visit_detail.csv 2 missing_id person_id",
            "visit_detail.csv 3 missing_date visit_detail_start_date",
            "visit_detail.csv 4 invalid_date visit_detail_start_date",
            "visit_detail.csv 5 invalid_date visit_detail_end_date",
            "visit_detail.csv 6 end_before_start visit_detail_end_date",
            "visit_detail.csv 7 invalid_code visit_detail_concept_id",
            "visit_occurrence.csv 1 missing_id visit_occurrence_id",
            "visit_occurrence.csv 2 missing_id person_id",
            "visit_occurrence.csv 3 missing_date visit_start_date",
            "visit_occurrence.csv 4 invalid_date visit_start_date",
            "visit_occurrence.csv 5 invalid_date visit_end_date",
            "visit_occurrence.csv 6 missing_date visit_end_date",
            "visit_occurrence.csv 7 end_before_start visit_end_date",
            "visit_occurrence.csv 9 invalid_code visit_concept_id");
    assertThat(
            texts(
                intake.fates().where("source_file = 'cost.csv' AND rejected IS NULL"),
                "row_number",
                "filtered"))
        .as("costs of a visit that is rejected, and of one that counts")
        .containsExactly("7 without_claim", "8 -");
  }

  @Test
  void proceduresAloneAreClaims(SparkSession spark, @TempDir Path folder) throws IOException {
    Intake intake =
        new SmallSource("omop", folder)
            .with(
                "cdm/procedure_occurrence/part-0.csv",
                "procedure_occurrence_id,person_id,procedure_date,procedure_source_value,"
                    + "provider_id,visit_occurrence_id",
                "1,7,20100101,99213,5,8")
            .read(spark, 0);
    assertThat(texts(ClaimLines.of(intake), "claim_id", "patient_id", "npi", "hcpcs"))
        .containsExactly("procedure-1 7 5 99213");
    assertThat(intake.has("stay")).isFalse();
    assertThat(intake.has("beneficiary")).isFalse();
    assertThat(intake.has("physician")).isFalse();
  }
}
