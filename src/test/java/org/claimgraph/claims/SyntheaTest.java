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

/** The csv export of Synthea. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class SyntheaTest {

  private static final String ENCOUNTERS =
      "Id,START,STOP,PATIENT,ORGANIZATION,PROVIDER,ENCOUNTERCLASS,CODE,TOTAL_CLAIM_COST,"
          + "PAYER_COVERAGE,REASONCODE";

  @TempDir Path folder;

  @Test
  void encountersAndProceduresBecomeLinesStaysPeopleAndPhysicians(SparkSession spark)
      throws IOException {
    SmallSource source =
        new SmallSource("synthea", folder)
            .with(
                "encounters.csv",
                ENCOUNTERS,
                "s,2010-01-01T23:59:59Z,2010-01-04T01:00:00Z,p,h,d1,inpatient,32485007,1000.00,800,428.0",
                "v,2010-02-01T08:00:00Z,2010-02-01T08:15:00Z,p,c,d2,ambulatory,99213,80,60,428211000124100",
                "e,2010-03-01T08:00:00Z,,q,h,,emergency,50849002,10,-5,",
                "e,2010-03-01T08:00:00Z,,q,h,,emergency,50849002,10,-5,")
            .with(
                "procedures.csv",
                "START,STOP,PATIENT,ENCOUNTER,CODE,REASONCODE",
                "2010-02-01T08:10:00Z,2010-02-01T08:12:00Z,p,v,71020,",
                "2010-02-01T08:05:00Z,,p,v,430193006,25000",
                "2010-01-02T08:05:00Z,2010-01-03T08:05:00Z,p,s,0001F,",
                "2010-03-01T08:05:00Z,,q,e,A0428,")
            .with(
                "claims.csv",
                "Id,PATIENTID,PROVIDERID,APPOINTMENTID",
                "1,p,d3,s",
                "2,p,d1,s",
                "3,p,d2,v",
                "4,p,d2,v",
                "5,q,,e")
            .with(
                "conditions.csv",
                "START,PATIENT,ENCOUNTER,CODE",
                "2010-01-01,p,s,E119",
                "2010-01-01,p,s,4019",
                "2010-01-01,p,s,4280111",
                "2010-01-01,p,s,428.0")
            .with(
                "patients.csv",
                "Id,BIRTHDATE,DEATHDATE,RACE,ETHNICITY,GENDER,STATE,COUNTY,FIPS,ZIP",
                "p,1940-02-03,,white,nonhispanic,F,Massachusetts,Suffolk County,25025,02138",
                "q,1941-01-01,2011-01-01,hawaiian,nonhispanic,M,Massachusetts,,,",
                "r,,,black,hispanic,,Alabama,Autauga County,1001,")
            .with(
                "payer_transitions.csv",
                "PATIENT,START_YEAR,END_YEAR,PAYER",
                "p,2009-11-15T00:00:00Z,2010-02-15T00:00:00Z,mc",
                "p,2010-02-15T00:00:00Z,2010-12-31T00:00:00Z,no",
                "q,2009,2010,mc",
                "q,2010,2010,other")
            .with("payers.csv", "Id,NAME", "mc,Medicare", "no,NO_INSURANCE")
            .with(
                "providers.csv",
                "Id,ORGANIZATION,SPECIALITY,ZIP",
                "d1,h,INTERNAL MEDICINE,02138",
                "d2,c,Nurse Practitioner,",
                "d4,c,Alchemy,")
            .with("organizations.csv", "Id,NAME", "h,Hospital");
    Intake intake = source.read(spark, 0);
    assertThat(intake.ignored()).containsExactly("organizations.csv");
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
                "hospital",
                "allowed_amount",
                "paid_amount",
                "concat_ws(';', diagnoses) AS codes"))
        .containsExactly(
            "e 1 q outpatient 2010-03-01 2010-03-01 - - 23 - h 10.00 -5.00 ",
            "e 101 q professional 2010-03-01 2010-03-01 - - - A0428 - - - ",
            "s 1 p inpatient 2010-01-01 2010-01-04 d1 rendering 21 - h 1000.00 800.00"
                + " 428.0;4019;E119",
            "s 101 p professional 2010-01-02 2010-01-03 - - - 0001F - - - ",
            "s 2 p inpatient 2010-01-01 2010-01-04 d3 other 21 - h - - 428.0;4019;E119",
            "v 1 p professional 2010-02-01 2010-02-01 d2 rendering 11 99213 - 80.00 60.00 ",
            "v 101 p professional 2010-02-01 2010-02-01 d2 rendering - - - - - 25000",
            "v 102 p professional 2010-02-01 2010-02-01 d2 rendering - 71020 - - - ");
    assertThat(
            texts(
                Stays.of(intake),
                "stay_id",
                "hospital",
                "admission_date",
                "discharge_date",
                "drg",
                "concat_ws(';', diagnoses) AS codes",
                "allowed_amount",
                "paid_amount"))
        .containsExactly("s h 2010-01-01 2010-01-04 - 428.0;4019;E119 1000.00 800.00");
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
                "county_fips",
                "zip",
                "months_a",
                "months_b",
                "months_hmo"))
        .containsExactly(
            "p 2009 1940-02-03 - female white Massachusetts 25025 02138 2 2 0",
            "p 2010 1940-02-03 - female white Massachusetts 25025 02138 2 2 0",
            "q 2009 1941-01-01 2011-01-01 male other Massachusetts - - 12 12 0",
            "q 2010 1941-01-01 2011-01-01 male other Massachusetts - - 12 12 0",
            "r - - - - hispanic Alabama 01001 - - - -");
    assertThat(texts(intake.accepted("physician"), "npi", "specialty", "zip"))
        .containsExactly("d1 11 02138", "d2 50 -", "d4 - -");
    assertThat(
            texts(
                intake.fates().where("filtered IS NOT NULL OR size(remarks) > 0"),
                "source_file",
                "filtered",
                "concat_ws(';', remarks) AS remarks"))
        .containsExactly(
            "claims.csv - without_physician",
            "conditions.csv - not_icd",
            "encounters.csv - without_physician;negative_payment",
            "encounters.csv repeated_row without_physician;negative_payment",
            "procedures.csv - without_physician",
            "procedures.csv - without_physician",
            "providers.csv - unknown_specialty");
  }

  @Test
  void rowsThatCannotBeUsedAreRejectedWithTheirReason(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("synthea", folder)
            .with(
                "encounters.csv",
                ENCOUNTERS,
                "g,2010-01-01T00:00:00Z,,p,h,d,wellness,,,,",
                "e,2010-01-01T00:00:00Z,,,h,d,wellness,,,,",
                ",2010-01-01T00:00:00Z,,p,h,d,wellness,,,,",
                "e4,2010-01-01T00:00:00Z,,p,h,d,,,,,",
                "e5,,,p,h,d,wellness,,,,",
                "e6,2010-02-30T00:00:00Z,,p,h,d,wellness,,,,",
                "e7,2010-01-01T00:00:00Z,x,p,h,d,wellness,,,,",
                "e8,2010-01-02T00:00:00Z,2010-01-01T00:00:00Z,p,h,d,wellness,,,,",
                "e9,2010-01-01T00:00:00Z,,p,h,d,wellness,,$5,,",
                "e10,2010-01-01T00:00:00Z,,p,h,d,wellness,,,$5,")
            .with(
                "procedures.csv",
                "START,STOP,PATIENT,ENCOUNTER,CODE",
                "2010-01-01T00:00:00Z,,,g,71020",
                "2010-01-01T00:00:00Z,,p,,71020",
                "2010-01-01T00:00:00Z,,p,g,",
                ",,p,g,71020",
                "x,,p,g,71020",
                "2010-01-01T00:00:00Z,x,p,g,71020",
                "2010-01-02T00:00:00Z,2010-01-01T00:00:00Z,p,g,71020")
            .with("claims.csv", "Id,PROVIDERID,APPOINTMENTID", ",d,g", "1,d,")
            .with("conditions.csv", "ENCOUNTER,CODE", ",4280", "g,")
            .with(
                "patients.csv",
                "Id,BIRTHDATE,DEATHDATE",
                ",,",
                "p,x,",
                "p,,x",
                "p,1940-01-01,1939-01-01")
            .with(
                "payer_transitions.csv",
                "PATIENT,START_DATE,END_DATE,PAYER",
                ",2009,2010,mc",
                "p,,2010,mc",
                "p,x,2010,mc",
                "p,2009,,mc",
                "p,2009,x,mc",
                "p,2009,2008,mc")
            .with("payers.csv", "Id,NAME", ",Medicare")
            .with("providers.csv", "Id,SPECIALITY", ",UROLOGY");
    Intake intake = source.read(spark);
    assertThat(texts(intake.rejected(), "source_file", "row_number", "reason", "detail"))
        .containsExactly(
            "claims.csv 1 missing_id Id",
            "claims.csv 2 missing_id APPOINTMENTID",
            "conditions.csv 1 missing_id ENCOUNTER",
            "conditions.csv 2 missing_code CODE",
            "encounters.csv 10 invalid_amount PAYER_COVERAGE",
            "encounters.csv 2 missing_id PATIENT",
            "encounters.csv 3 missing_id Id",
            "encounters.csv 4 missing_code ENCOUNTERCLASS",
            "encounters.csv 5 missing_date START",
            "encounters.csv 6 invalid_date START",
            "encounters.csv 7 invalid_date STOP",
            "encounters.csv 8 end_before_start STOP",
            "encounters.csv 9 invalid_amount TOTAL_CLAIM_COST",
            "patients.csv 1 missing_id Id",
            "patients.csv 2 invalid_date BIRTHDATE",
            "patients.csv 3 invalid_date DEATHDATE",
            "patients.csv 4 death_before_birth DEATHDATE",
            "payer_transitions.csv 1 missing_id PATIENT",
            "payer_transitions.csv 2 missing_date START_YEAR",
            "payer_transitions.csv 3 invalid_date START_YEAR",
            "payer_transitions.csv 4 missing_date END_YEAR",
            "payer_transitions.csv 5 invalid_date END_YEAR",
            "payer_transitions.csv 6 end_before_start END_YEAR",
            "payers.csv 1 missing_id Id",
            "procedures.csv 1 missing_id PATIENT",
            "procedures.csv 2 missing_id ENCOUNTER",
            "procedures.csv 3 missing_code CODE",
            "procedures.csv 4 missing_date START",
            "procedures.csv 5 invalid_date START",
            "procedures.csv 6 invalid_date STOP",
            "procedures.csv 7 end_before_start STOP",
            "providers.csv 1 missing_id Id");
    assertThat(texts(ClaimLines.of(intake), "claim_id")).containsExactly("g");
  }
}
