package org.claimgraph.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.claims.SmallSource.texts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.RegionConfig;
import org.claimgraph.config.SpecialtyConfig;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The project's own layout. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class CanonicalTest {

  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "claim_line",
              """
              claim_id,line_number,patient_id,npi,service_from,service_to,claim_type,npi_role,specialty,place_of_service,hcpcs,units,revenue_code,hospital,drg,allowed_amount,paid_amount,diagnoses
              c1,1,p1,0000000001,2010-01-01,2010-01-03,inpatient,attending,11,21,,,120,010001,201,12.5,10.00,4019;25000
              c1,2,p1,0000000002,2010-01-01,2010-01-03,Inpatient,OPERATING,02,21,,,0450,010001,201,,-1,
              c2,1,p2,,2010-02-01,,,,,11,99213,2.5,,,,,7,
              """,
              "stay",
              """
              stay_id,patient_id,hospital,admission_date,discharge_date,icu_days,covered_days,drg,medical,disposition,diagnoses,allowed_amount,paid_amount
              s1,p1,010001,2010-01-01,2010-01-03,1,2,201,true,7,4280;5849,12,10.00
              s2,p1,010001,2010-01-03,2010-01-03,,,,FALSE,20,,,
              """,
              "beneficiary",
              """
              patient_id,year,birth_date,sex,race,death_date,state,county,zip,hrr,months_a,months_b,months_hmo
              p1,2009,1930-01-01,female,white,,MA,25001,02138,,12,12,0
              p1,2010,1930-01-01,Female,white,2010-05-05,AL,01001,02138,,5,5,0
              p3,2010,,unknown,,,,25001,,,,,
              p4,2010,,male,,,,,,111,,,
              """,
              "physician",
              """
              npi,specialty,zip,hrr
              0000000001,01,02138,
              0000000002,,99999,230
              0000000009,06,,
              """,
              "hospital",
              """
              hospital,beds,urban,teaching,ownership,hrr,poverty,note,poverty
              010001,250,TRUE,major,public,1,0.25,x,9
              010002,,,,,,,,
              """));

  private static final SpecialtyConfig GROUPS =
      new SpecialtyConfig(List.of("01", "11"), List.of("06"), List.of("02"));

  @TempDir Path folder;

  @Test
  void csvGzipAndParquetGiveTheSameTables(SparkSession spark) throws IOException {
    Path csv = Files.createDirectory(folder.resolve("csv"));
    Path gzip = Files.createDirectory(folder.resolve("gzip"));
    Path parquet = folder.resolve("par quet");
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path plain = Files.writeString(csv.resolve(file.getKey() + ".csv"), file.getValue());
      try (OutputStream out =
          new GZIPOutputStream(Files.newOutputStream(gzip.resolve(file.getKey() + ".csv.gz")))) {
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
      Dataset<Row> rows = spark.read().option("header", true).csv(plain.toString());
      // Parquet knows no two columns of one name; Spark numbers those of csv.
      Dataset<Row> distinct =
          file.getKey().equals("hospital")
              ? rows.drop("poverty8").withColumnRenamed("poverty6", "poverty")
              : typed(file.getKey(), rows);
      distinct.coalesce(1).write().parquet(parquet.resolve(file.getKey()).toString());
    }

    Map<String, List<String>> tables = tables(spark, csv);

    assertThat(tables)
        .isEqualTo(
            Map.of(
                "claim_line",
                List.of(
                    "c1 1 p1 inpatient 2010-01-01 2010-01-03 0000000001 attending 11 21 - - 0120 010001"
                        + " 12.50 10.00 4019;25000 1",
                    "c1 2 p1 inpatient 2010-01-01 2010-01-03 0000000002 operating 02 21 - - 0450 010001 -"
                        + " -1.00  2",
                    "c2 1 p2 professional 2010-02-01 2010-02-01 - - - 11 99213 2.500 - - - 7.00  3"),
                "stay",
                List.of(
                    "s1 p1 010001 2010-01-01 2010-01-03 2 2 1 201 true 07 4280;5849 12.00 10.00",
                    "s2 p1 010001 2010-01-03 2010-01-03 1 - - - false 20  - -"),
                "beneficiary",
                List.of(
                    "p1 1930-01-01 female white 2010-05-05 AL 01001 02138 227 17 2",
                    "p2 - - - - - - - unknown - -1",
                    "p3 - - - - - 25001 - 230 - 1",
                    "p4 - male - - - - - 111 - 1"),
                "physician",
                List.of(
                    "0000000001 01 primary 02138 227",
                    "0000000002 02 surgical 99999 230",
                    "0000000009 06 medical - -"),
                "hospital",
                List.of(
                    "010001 250 true major public 1 {\"poverty\":0.25}", "010002 - - - - - -")));
    assertThat(tables(spark, gzip)).isEqualTo(tables);
    assertThat(tables(spark, parquet)).isEqualTo(tables);
  }

  @Test
  void fiveColumnsAreEnough(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.csv",
                "claim_id,line_number,patient_id,npi,service_from",
                "c1,1,p1,0000000001,20100101",
                "c1,2,p1,,20100102");
    Intake intake = source.read(spark, 0);
    Dataset<Row> lines = ClaimLines.of(intake);
    assertThat(texts(lines, "line_number", "claim_type", "service_to", "npi_role", "paid_amount"))
        .containsExactly("1 professional 2010-01-01 rendering -", "2 professional 2010-01-02 - -");
    assertThat(Stays.of(intake).isEmpty()).isTrue();
    assertThat(Hospitals.of(intake, lines, Stays.of(intake)).isEmpty()).isTrue();
    assertThat(texts(Beneficiaries.of(intake, spark, nowhere()), "patient_id", "hrr", "coverage"))
        .containsExactly("p1 unknown -");
    assertThat(
            texts(Physicians.of(intake, lines, spark, GROUPS, nowhere()), "npi", "specialty_group"))
        .containsExactly("0000000001 unknown");
  }

  @Test
  void codesThatLostAZeroOrGainedAPlusFourAreFound(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.csv",
                "claim_id,line_number,patient_id,npi,service_from,specialty",
                "c1,1,p1,n,20100101,8")
            .with("beneficiary.csv", "patient_id,zip", "p1,2115-1234", "p2,021151234");
    Path zips = Files.writeString(folder.resolve("zips"), "zip,hrr\n02115,227\n");
    RegionConfig regions = new RegionConfig(null, null, zips.toString());
    Intake intake = source.read(spark);
    assertThat(texts(Beneficiaries.of(intake, spark, regions), "patient_id", "hrr"))
        .containsExactly("p1 227", "p2 227");
    assertThat(
            texts(
                Physicians.of(intake, ClaimLines.of(intake), spark, GROUPS, regions), "specialty"))
        .containsExactly("08");
  }

  @Test
  void anInpatientClaimWithoutAHospitalIsAStayAllTheSame(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.csv",
                "claim_id,line_number,patient_id,npi,service_from,service_to,claim_type",
                "c1,1,p1,n,20100101,20100104,inpatient");
    Intake intake = source.read(spark);
    Dataset<Row> stays = Stays.of(intake);
    assertThat(texts(stays, "stay_id", "hospital", "days")).containsExactly("c1 unknown 3");
    assertThat(Hospitals.of(intake, ClaimLines.of(intake), stays).isEmpty()).isTrue();
  }

  @Test
  void inpatientLinesAreAStayWhereTheSourceListsNone(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.csv",
                FILES.get("claim_line").strip(),
                "c3,1,p3,,2010-03-01,2010-03-02,inpatient,,,,,,,010001,,,1,",
                "c3,2,p3,,2010-03-01,2010-03-02,inpatient,,,,,,,010001,202,,2,",
                "c3,3,p3,,2010-03-01,2010-03-02,inpatient,,,,,,,010001,203,,4,4280");
    Intake intake = source.read(spark);
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
                "disposition",
                "concat_ws(';', diagnoses) AS codes",
                "allowed_amount",
                "paid_amount"))
        .containsExactly(
            "c1 p1 010001 2010-01-01 2010-01-03 2 - 201 - 4019;25000 12.50 9.00",
            "c3 p3 010001 2010-03-01 2010-03-02 1 - 202 - 4280 - 7.00");
  }

  @Test
  void manyFilesOfAKindAreOneTable(SparkSession spark) throws IOException {
    String header = "claim_id,line_number,patient_id,npi,service_from";
    SmallSource source =
        new SmallSource("canonical", folder)
            .with("claim_line/part-1.csv", header, "c1,1,p1,n1,20100101")
            .with("claim_line/part-2.csv", header, "c2,1,p1,n1,20100101", "c1,1,p1,n1,20100101")
            .with("claim_line.old.csv", header, "c3,1,p1,n1,20100101");
    Intake intake = source.read(spark);
    assertThat(texts(ClaimLines.of(intake), "claim_id", "source_file", "source_row"))
        .containsExactly(
            "c1 claim_line/part-1.csv 1", "c2 claim_line/part-2.csv 1", "c3 claim_line.old.csv 1");
  }

  @Test
  void aFileThatIsGivenTwiceAddsNothing(SparkSession spark) throws IOException {
    String[] file = {
      "claim_id,line_number,patient_id,npi,service_from",
      "c1,1,p1,n1,20100101",
      "c1,2,p1,n2,20100102",
      "c2,1,p2,n1,20100101"
    };
    Intake intake =
        new SmallSource("canonical", folder)
            .with("claim_line/part-1.csv", file)
            .with("claim_line/part-1 (1).csv", file)
            .read(spark);
    assertThat(texts(ClaimLines.of(intake), "claim_id", "line_number"))
        .containsExactlyInAnyOrder("c1 1", "c1 2", "c2 1");
    assertThat(intake.fates().where("filtered = 'repeated_row'").count()).isEqualTo(3);
    assertThat(intake.rejected().isEmpty()).isTrue();
  }

  @Test
  void everyReasonToRejectARowIsGiven(SparkSession spark) throws IOException {
    SmallSource source =
        new SmallSource("canonical", folder)
            .with(
                "claim_line.csv",
                "claim_id,line_number,patient_id,npi,service_from,service_to,claim_type,npi_role,"
                    + "allowed_amount,paid_amount,units",
                "c,1,p,n,20100101,,,,,,",
                "c,2,,n,20100101,,,,,,",
                ",3,p,n,20100101,,,,,,",
                "c,x,p,n,20100101,,,,,,",
                "c,5,p,n,,,,,,,",
                "c,6,p,n,2010,,,,,,",
                "c,7,p,n,20100101,2010,,,,,",
                "c,8,p,n,20100101,20091231,,,,,",
                "c,9,p,n,20100101,,dental,,,,",
                "c,10,p,n,20100101,,,nurse,,,",
                "c,11,p,n,20100101,,,,x,,",
                "c,12,p,n,20100101,,,,,x,",
                "c,13,p,n,20100101,,,,,,x",
                "c,14,p,n,20100101,,,,,,-1")
            .with(
                "stay.csv",
                "stay_id,patient_id,hospital,admission_date,discharge_date,icu_days,covered_days,"
                    + "paid_amount,allowed_amount",
                ",p,h,20100101,20100102,,,,",
                "s2,,h,20100101,20100102,,,,",
                "s3,p,,20100101,20100102,,,,",
                "s4,p,h,,20100102,,,,",
                "s5,p,h,20100101,x,,,,",
                "s6,p,h,20100101,20091231,,,,",
                "s7,p,h,20100101,20100102,x,,,",
                "s8,p,h,20100101,20100102,,x,,",
                "s9,p,h,20100101,20100102,,,x,",
                "s10,p,h,20100101,20100102,-1,,,",
                "s11,p,h,20100101,20100102,,,,x")
            .with(
                "beneficiary.csv",
                "patient_id,year,birth_date,death_date,months_a,months_b,months_hmo",
                ",2010,,,,,",
                "p2,x,,,,,",
                "p3,2010,x,,,,",
                "p4,2010,,x,,,",
                "p5,2010,20100101,20091231,,,",
                "p6,2010,,,x,,",
                "p7,2010,,,,x,",
                "p8,2010,,,,,x")
            .with("physician.csv", "npi,specialty", ",01")
            .with("hospital.csv", "hospital,beds,urban", ",1,true", "h2,many,true", "h3,1,yes");
    Intake intake = source.read(spark);
    assertThat(texts(intake.rejected(), "source_file", "row_number", "reason", "detail"))
        .containsExactlyInAnyOrder(
            "claim_line.csv 2 missing_id patient_id",
            "claim_line.csv 3 missing_id claim_id",
            "claim_line.csv 4 invalid_number line_number",
            "claim_line.csv 5 missing_date service_from",
            "claim_line.csv 6 invalid_date service_from",
            "claim_line.csv 7 invalid_date service_to",
            "claim_line.csv 8 end_before_start service_to",
            "claim_line.csv 9 invalid_code claim_type",
            "claim_line.csv 10 invalid_code npi_role",
            "claim_line.csv 11 invalid_amount allowed_amount",
            "claim_line.csv 12 invalid_amount paid_amount",
            "claim_line.csv 13 invalid_number units",
            "stay.csv 1 missing_id stay_id",
            "stay.csv 2 missing_id patient_id",
            "stay.csv 3 missing_id hospital",
            "stay.csv 4 invalid_date admission_date",
            "stay.csv 5 invalid_date discharge_date",
            "stay.csv 6 discharge_before_admission discharge_date",
            "stay.csv 7 invalid_number icu_days",
            "stay.csv 8 invalid_number covered_days",
            "stay.csv 9 invalid_amount paid_amount",
            "stay.csv 10 invalid_number icu_days",
            "stay.csv 11 invalid_amount allowed_amount",
            "beneficiary.csv 1 missing_id patient_id",
            "beneficiary.csv 2 invalid_number year",
            "beneficiary.csv 3 invalid_date birth_date",
            "beneficiary.csv 4 invalid_date death_date",
            "beneficiary.csv 5 death_before_birth death_date",
            "beneficiary.csv 6 invalid_number months_a",
            "beneficiary.csv 7 invalid_number months_b",
            "beneficiary.csv 8 invalid_number months_hmo",
            "physician.csv 1 missing_id npi",
            "hospital.csv 1 missing_id hospital",
            "hospital.csv 2 invalid_number beds",
            "hospital.csv 3 invalid_code urban");
  }

  /** Columns as a warehouse would store them, not all as texts. */
  private static Dataset<Row> typed(String kind, Dataset<Row> rows) {
    return switch (kind) {
      case "claim_line" ->
          rows.selectExpr(
              "* EXCEPT (line_number, service_from, paid_amount, diagnoses)",
              "CAST(line_number AS INT) AS line_number",
              "CAST(service_from AS DATE) AS service_from",
              "CAST(paid_amount AS DECIMAL(10, 2)) AS paid_amount",
              "split(diagnoses, ';') AS diagnoses");
      case "stay" -> rows.selectExpr("* EXCEPT (medical)", "CAST(medical AS BOOLEAN) AS medical");
      default -> rows;
    };
  }

  private Map<String, List<String>> tables(SparkSession spark, Path source) throws IOException {
    Path zips = Files.writeString(folder.resolve("zips.csv"), "zip,hrr\n2138,227\n");
    Path counties =
        Files.writeString(folder.resolve("counties.csv"), "fips,hrr,weight\n25001,230,1\n");
    RegionConfig regions = new RegionConfig(null, counties.toString(), zips.toString());
    Intake intake = new SmallSource("canonical", source).read(spark, 0);
    Dataset<Row> lines = ClaimLines.of(intake);
    Dataset<Row> stays = Stays.of(intake);
    return Map.of(
        "claim_line",
        texts(
            lines,
            "claim_id",
            "line_number",
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
            "revenue_code",
            "hospital",
            "allowed_amount",
            "paid_amount",
            "concat_ws(';', diagnoses) AS codes",
            "source_row"),
        "stay",
        texts(
            stays,
            "stay_id",
            "patient_id",
            "hospital",
            "admission_date",
            "discharge_date",
            "days",
            "covered_days",
            "icu_days",
            "drg",
            "medical",
            "disposition",
            "concat_ws(';', diagnoses) AS codes",
            "allowed_amount",
            "paid_amount"),
        "beneficiary",
        texts(
            Beneficiaries.of(intake, spark, regions),
            "patient_id",
            "birth_date",
            "sex",
            "race",
            "death_date",
            "state",
            "county",
            "zip",
            "hrr",
            "months_a",
            "coalesce(size(coverage), -1) AS years"),
        "physician",
        texts(
            Physicians.of(intake, lines, spark, GROUPS, regions),
            "npi",
            "specialty",
            "specialty_group",
            "zip",
            "zip_hrr"),
        "hospital",
        texts(
            Hospitals.of(intake, lines, stays),
            "hospital",
            "beds",
            "urban",
            "teaching",
            "ownership",
            "listed_hrr",
            "to_json(covariates) AS covariates"));
  }

  private static RegionConfig nowhere() {
    return new RegionConfig(null, null, null);
  }
}
