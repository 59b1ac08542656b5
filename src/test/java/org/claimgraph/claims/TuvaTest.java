package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The input layer of the Tuva Project. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class TuvaTest {

  private static final String CLAIMS =
      "claim_id,claim_line_number,claim_type,person_id,claim_start_date,claim_end_date,"
          + "claim_line_start_date,claim_line_end_date,admission_date,discharge_date,"
          + "discharge_disposition_code,place_of_service_code,bill_type_code,drg_code_type,"
          + "drg_code,revenue_center_code,service_unit_quantity,hcpcs_code,rendering_npi,"
          + "billing_npi,facility_npi,paid_amount,allowed_amount,diagnosis_code_1,"
          + "diagnosis_code_25";

  @TempDir Path folder;

  @Test
  void claimsEligibilityAndProvidersBecomeLinesStaysPeopleAndPhysicians(SparkSession spark)
      throws IOException {
    SmallSource source =
        new SmallSource("tuva", folder)
            .with(
                "it_medical_claim.csv",
                CLAIMS,
                "i,2,institutional,p,2010-01-01,2010-01-03,,,,,1,,0111,ms-drg,52,200,2,,,b,f,,,428,",
                "i,1,Institutional,p,2010-01-01,2010-01-03,,,2009-12-31,2010-01-03,1,,111,ms-drg,52,"
                    + "120,3,,n1,b,f,900,1000,428,25000",
                "o,1,institutional,p,2010-02-01,2010-02-28,2010-02-03,2010-02-04,,,,,137,,,0450,1,"
                    + "99284,n2,b,,-5,,,",
                "v,1,professional,q,2010-03-01,,,,,,,2,,,,,1.5,99213,n1,b,f,50,60,,",
                "a,1,institutional,q,2010-04-01,,,,,,,,,apr-drg,720,,,,n1,b,f,,,,",
                "m,1,institutional,q,2010-04-02,2010-04-03,,,,,,,,,871,,,,n1,,f,,,,",
                "b,1,institutional,q,2010-04-03,,,,,,,,128,ms-drg,871,,,,n1,,f,,,,",
                "d,1,dental,q,2010-05-01,,,,,,,,,,,,,D0120,n9,,,,,,",
                "v,1,professional,q,2010-03-01,,,,,,,2,,,,,1.5,99213,n1,b,f,50,60,,")
            .with(
                "eligibility.csv",
                "person_id,gender,race,ethnicity,birth_date,death_date,state,zip_code,"
                    + "enrollment_start_date,enrollment_end_date",
                "p,female,white,,1940-02-03,,WI,2138,2009-11-15,2010-02-01",
                "p,Female,White,,1940-02-03,2010-05-05,MA,02139,2010-02-01,2010-05-05",
                "q,male,Black or African American,Hispanic or Latino,,,,,2010-01-31,2010-01-31",
                "q,male,Black or African American,Hispanic or Latino,,,,,2010-01-31,2010-01-31",
                "r,unknown,American Indian or Alaska Native,,,,,,2010-12-01,2011-01-01")
            .with("provider.csv", "npi,practice_zip_code", "n1,2138", "n2,21381234", "n2,99999")
            .with(
                "provider_specialties.csv",
                "npi,taxonomy_code,medicare_specialty_code,primary_flag",
                "n1,x,11,0",
                "n1,y,C3,1",
                "n2,x,87[3],1",
                "n2,y,06,0",
                "n3,x,8,0",
                "n3,y,,1")
            .with("provider_attribution.csv", "person_id,provider_id", "p,n1");
    Intake intake = source.read(spark, 0);
    assertThat(intake.ignored()).containsExactly("provider_attribution.csv");
    assertThat(
            texts(
                ClaimLines.of(intake),
                "claim_id",
                "line_number",
                "patient_id",
                "claim_type",
                "service_from",
                "service_to",
                "npi",
                "npi_role",
                "place_of_service",
                "hcpcs",
                "units",
                "revenue_code",
                "hospital",
                "allowed_amount",
                "paid_amount",
                "concat_ws(';', diagnoses) AS codes"))
        .containsExactly(
            "a 1 q outpatient 2010-04-01 2010-04-01 n1 rendering - - - - f - - ",
            "b 1 q outpatient 2010-04-03 2010-04-03 n1 rendering - - - - f - - ",
            "i 1 p inpatient 2010-01-01 2010-01-03 n1 rendering - - 3.000 0120 f 1000.00 900.00"
                + " 428;25000",
            "i 2 p inpatient 2010-01-01 2010-01-03 - - - - 2.000 0200 f - - 428",
            "m 1 q inpatient 2010-04-02 2010-04-03 n1 rendering - - - - f - - ",
            "o 1 p outpatient 2010-02-03 2010-02-04 n2 rendering - 99284 1.000 0450 b - -5.00 ",
            "v 1 q professional 2010-03-01 2010-03-01 n1 rendering 02 99213 1.500 - - 60.00 50.00"
                + " ");
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
                "allowed_amount",
                "paid_amount"))
        .containsExactly(
            "i p f 2009-12-31 2010-01-03 3 2 052 01 1000.00 900.00",
            "m q f 2010-04-02 2010-04-03 1 - 871 - - -");
    assertThat(
            texts(
                intake.accepted("beneficiary"),
                "patient_id",
                "year",
                "birth_date",
                "death_date",
                "sex",
                "race",
                "state",
                "zip",
                "months_a",
                "months_b",
                "months_hmo"))
        .containsExactly(
            "p 2009 1940-02-03 - female white WI 02138 2 2 0",
            "p 2010 1940-02-03 2010-05-05 female white MA 02139 5 5 0",
            "q 2010 - - male hispanic - - 1 1 0",
            "r 2010 - - - native - - 1 1 0",
            "r 2011 - - - native - - 1 1 0");
    assertThat(texts(intake.accepted("physician"), "npi", "specialty", "zip", "hrr"))
        .containsExactly("n1 C3 02138 -", "n2 87 021381234 -", "n3 08 - -");
    assertThat(
            texts(
                intake.fates().where("filtered IS NOT NULL OR size(remarks) > 0"),
                "source_file",
                "filtered",
                "concat_ws(';', remarks) AS remarks"))
        .containsExactly(
            "eligibility.csv repeated_row ",
            "it_medical_claim.csv - replacement_claim;negative_payment",
            "it_medical_claim.csv - void_claim",
            "it_medical_claim.csv - without_bill_type",
            "it_medical_claim.csv - without_bill_type;drg_of_another_system",
            "it_medical_claim.csv - without_physician",
            "it_medical_claim.csv not_medical ",
            "it_medical_claim.csv repeated_row ",
            "provider_specialties.csv - footnote_in_code");
  }

  @Test
  void aClaimIsThatOfOneSourceAndOnePatient(SparkSession spark) throws IOException {
    Intake intake =
        new SmallSource("tuva", folder)
            .with(
                "medical_claim.csv",
                "claim_id,claim_line_number,claim_type,person_id,claim_start_date,rendering_npi,"
                    + "bill_type_code,facility_npi,data_source",
                "1,1,institutional,p,2010-01-01,n,111,f,one",
                "1,1,institutional,q,2010-01-01,n,111,f,an/other",
                "1,2,institutional,q,2010-01-02,n,111,f,an/other",
                "2,1,institutional,p,2010-01-01,n,111,f,one",
                "2,2,institutional,q,2010-01-01,n,111,f,one",
                "2,3,dental,r,2010-01-01,n,,f,one",
                "3,1,professional,p,2010-01-01,n,,,one",
                "3,2,dental,q,2010-01-01,n,,,one")
            .read(spark);
    assertThat(texts(Stays.of(intake), "stay_id", "patient_id"))
        .containsExactly("an%2Fother/1 q", "one/1 p");
    assertThat(texts(ClaimLines.of(intake), "claim_id", "line_number"))
        .containsExactly("an%2Fother/1 1", "an%2Fother/1 2", "one/1 1", "one/3 1");
    assertThat(texts(intake.rejected(), "row_number", "reason", "detail"))
        .as("a claim of two patients, with nobody to say which lines belong together")
        .containsExactly(
            "4 several_patients have the id of the claim",
            "5 several_patients have the id of the claim");
  }

  @Test
  void rowsThatCannotBeUsedAreRejectedWithTheirReason(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("tuva", folder)
            .with(
                "medical_claim/part-0.csv",
                CLAIMS,
                "g,1,professional,p,2010-01-01" + ",".repeat(20),
                "c,1,professional,,2010-01-01" + ",".repeat(20),
                ",1,professional,p,2010-01-01" + ",".repeat(20),
                "c,x,professional,p,2010-01-01" + ",".repeat(20),
                "c,5,,p,2010-01-01" + ",".repeat(20),
                "c,6,undetermined,p,2010-01-01" + ",".repeat(20),
                "c,7,professional,p,2010-02-30" + ",".repeat(20),
                "c,8,professional,p,2010-01-01,x" + ",".repeat(19),
                "c,9,professional,p,2010-01-01,,x" + ",".repeat(18),
                "c,10,professional,p,2010-01-01,,,x" + ",".repeat(17),
                "c,11,professional,p,2010-01-01,,,,x" + ",".repeat(16),
                "c,12,professional,p,2010-01-01,,,,,x" + ",".repeat(15),
                "c,13,professional,p,2010-01-02,2010-01-01" + ",".repeat(19),
                "c,14,professional,p,2010-01-01,,2010-01-03,2010-01-02" + ",".repeat(17),
                "c,15,institutional,p,2010-01-01,,,,2010-01-03,2010-01-02,,,111" + ",".repeat(12),
                "c,16,professional,p,2010-01-01,,,,,,,,,,,,two" + ",".repeat(8),
                "c,17,professional,p,2010-01-01,,,,,,,,,,,,,,,,,$5,,,",
                "c,18,professional,p,2010-01-01,,,,,,,,,,,,,,,,,,$5,,",
                "h,19,professional,p" + ",".repeat(21))
            .with(
                "eligibility.csv",
                "person_id,enrollment_start_date,enrollment_end_date,birth_date,death_date",
                ",2010-01-01,2010-12-31,,",
                "p,,2010-12-31,,",
                "p,x,2010-12-31,,",
                "p,2010-01-01,,,",
                "p,2010-01-01,9999-12-31,,",
                "p,2010-01-02,2010-01-01,,",
                "p,2010-01-01,2010-12-31,x,",
                "p,2010-01-01,2010-12-31,,x",
                "p,2010-01-01,2010-12-31,1940-01-01,1939-01-01")
            .with("provider.csv", "npi,practice_zip_code", ",02138");
    Intake intake = source.read(spark);
    assertThat(texts(intake.rejected(), "lpad(row_number, 2) AS at", "reason", "detail"))
        .containsExactly(
            " 1 missing_id npi",
            " 1 missing_id person_id",
            " 2 missing_date enrollment_start_date",
            " 2 missing_id person_id",
            " 3 invalid_date enrollment_start_date",
            " 3 missing_id claim_id",
            " 4 invalid_number claim_line_number",
            " 4 missing_date enrollment_end_date",
            " 5 invalid_date enrollment_end_date",
            " 5 missing_code claim_type",
            " 6 end_before_start enrollment_end_date",
            " 6 invalid_code claim_type",
            " 7 invalid_date birth_date",
            " 7 invalid_date claim_start_date",
            " 8 invalid_date claim_end_date",
            " 8 invalid_date death_date",
            " 9 death_before_birth death_date",
            " 9 invalid_date claim_line_start_date",
            "10 invalid_date claim_line_end_date",
            "11 invalid_date admission_date",
            "12 invalid_date discharge_date",
            "13 end_before_start claim_end_date",
            "14 end_before_start claim_line_end_date",
            "15 discharge_before_admission discharge_date",
            "16 invalid_number service_unit_quantity",
            "17 invalid_amount paid_amount",
            "18 invalid_amount allowed_amount",
            "19 missing_date of the claim");
    assertThat(texts(ClaimLines.of(intake), "claim_id")).containsExactly("g");
  }
}
