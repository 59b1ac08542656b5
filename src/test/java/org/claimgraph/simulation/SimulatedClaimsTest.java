package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class SimulatedClaimsTest {

  @TempDir static Path folder;

  private static Map<String, String> csv;
  private static Map<String, String> synpuf;

  @BeforeAll
  static void simulate(SparkSession spark) throws IOException {
    csv = write(spark, "csv", 7, Layout.CANONICAL, FileFormat.CSV, 200);
    synpuf = write(spark, "synpuf", 7, Layout.DE_SYNPUF, FileFormat.CSV, 60);
  }

  @Test
  void anotherSeedGivesAnotherNation(SparkSession spark) throws IOException {
    Map<String, String> other = write(spark, "other", 8, Layout.CANONICAL, FileFormat.CSV, 200);
    assertThat(other).containsOnlyKeys(csv.keySet());
    assertThat(other.remove("betos.csv")).isEqualTo(csv.get("betos.csv"));
    other.forEach((name, text) -> assertThat(text).as(name).isNotEqualTo(csv.get(name)));
  }

  @Test
  void bytesAreEqualForAnyPartitioningAndPartsOfThePatientsMakeTheWhole(SparkSession spark)
      throws IOException {
    String usual = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set("spark.sql.shuffle.partitions", 5);
    Map<String, String> parts = write(spark, "parts", 7, Layout.CANONICAL, FileFormat.CSV, 40);
    spark.conf().set("spark.sql.shuffle.partitions", usual);
    assertThat(parts)
        .hasSize(13)
        .containsKeys(
            "claim_line/part-00000.csv",
            "betos.csv",
            "hospital.csv",
            "physician.csv",
            "truth.json");
    for (String table : List.of("beneficiary", "stay", "claim_line")) {
      StringBuilder rows = new StringBuilder(parts.get(table + "/part-00000.csv"));
      rows.append(withoutHeader(parts.get(table + "/part-00001.csv")));
      rows.append(withoutHeader(parts.get(table + "/part-00002.csv")));
      assertThat(rows.toString()).isEqualTo(csv.get(table + ".csv"));
    }
    for (String file : List.of("betos.csv", "hospital.csv", "physician.csv", "truth.json")) {
      assertThat(parts.get(file)).isEqualTo(csv.get(file));
    }
  }

  @Test
  void parquetHoldsTheRowsOfCsv(SparkSession spark) throws IOException {
    write(spark, "parquet", 7, Layout.CANONICAL, FileFormat.PARQUET, 60);
    for (String table : List.of("beneficiary", "stay", "claim_line")) {
      var rows = spark.read().parquet(folder.resolve("parquet").resolve(table).toString());
      String[] texts =
          Stream.of(rows.columns())
              .map(column -> "coalesce(CAST(" + column + " AS STRING), '')")
              .toArray(String[]::new);
      assertThat(
              rows.selectExpr("concat_ws(',', " + String.join(", ", texts) + ")")
                  .as(Encoders.STRING())
                  .collectAsList())
          .hasSizeGreaterThan(20)
          .containsExactlyInAnyOrderElementsOf(
              withoutHeader(csv.get(table + ".csv")).lines().toList());
    }
  }

  @Test
  void deSynpufIsWrittenInTheColumnsOfThePublishedFiles() {
    assertThat(synpuf)
        .containsOnlyKeys(
            "DE1_0_2008_Beneficiary_Summary_File_Sample_1.csv",
            "DE1_0_2008_Beneficiary_Summary_File_Sample_2.csv",
            "DE1_0_2008_to_2010_Carrier_Claims_Sample_1.csv",
            "DE1_0_2008_to_2010_Carrier_Claims_Sample_2.csv",
            "DE1_0_2008_to_2010_Inpatient_Claims_Sample_1.csv",
            "DE1_0_2008_to_2010_Inpatient_Claims_Sample_2.csv",
            "DE1_0_2009_Beneficiary_Summary_File_Sample_1.csv",
            "DE1_0_2009_Beneficiary_Summary_File_Sample_2.csv",
            "DE1_0_2010_Beneficiary_Summary_File_Sample_1.csv",
            "DE1_0_2010_Beneficiary_Summary_File_Sample_2.csv",
            "betos.csv",
            "county_hrr.csv",
            "ssa_county.csv",
            "truth.json");
    assertThat(synpuf.get("DE1_0_2008_to_2010_Carrier_Claims_Sample_1.csv").split("\n")[0])
        .startsWith("DESYNPUF_ID,CLM_ID,CLM_FROM_DT,CLM_THRU_DT,ICD9_DGNS_CD_1,")
        .endsWith(",LINE_ICD9_DGNS_CD_13")
        .satisfies(header -> assertThat(header.split(",")).hasSize(142));
  }

  @Test
  void theTruthOfALayoutIsWhatCanBeFoundInIt() throws IOException {
    JsonNode found = new ObjectMapper().readTree(synpuf.get("truth.json"));
    JsonNode canonical = new ObjectMapper().readTree(csv.get("truth.json"));
    assertThat(canonical.get("effects").fieldNames())
        .toIterable()
        .hasSize(6)
        .contains("spending", "spending_tests");
    assertThat(canonical.get("not_planted")).isEmpty();
    assertThat(found.get("effects").fieldNames())
        .toIterable()
        .containsExactly("spending", "hospital_days", "physician_visits");
    assertThat(found.get("not_planted").fieldNames())
        .toIterable()
        .containsExactly("medical_specialist_visits", "spending_imaging", "spending_tests");
    assertThat(found.at("/not_planted/spending_tests").asText())
        .isEqualTo(
            "the layout de-synpuf does not tell specialties, without which"
                + " pcp_relative_centrality_winsorized is undefined");
    assertThat(found.at("/exposures/pcp_relative_centrality_winsorized").toString())
        .isEqualTo("{\"hospitals\":0,\"mean\":null,\"sd\":null}");
    assertThat(found.at("/exposures/adjusted_degree_median/hospitals").asInt()).isEqualTo(4);
    for (JsonNode hospital : found.get("hospitals")) {
      assertThat(hospital.get("pcp_relative_centrality_winsorized").isNull()).isTrue();
      assertThat(hospital.at("/factors/spending_tests").asDouble()).isEqualTo(1);
      assertThat(hospital.at("/factors/spending").asDouble()).isNotEqualTo(1);
    }
  }

  @Test
  void emergencyVisitsAreOnlyWhereSpecialtiesTellThemApart() {
    assertThat(csv.get("claim_line.csv")).contains(",93,23,99284,");
    assertThat(String.join("", synpuf.values())).contains("99213").doesNotContain("99284");
  }

  @Test
  void aLayoutRefusesEffectsThatNobodyCouldFindInIt() {
    assertThatThrownBy(() -> Layout.DE_SYNPUF.require(List.of(Outcome.SPENDING_TESTS)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot plant an effect on spending_tests: the layout de-synpuf does not tell"
                + " specialties, without which pcp_relative_centrality_winsorized is undefined."
                + " Leave the effect out, or choose the layout canonical.");
    assertThatCode(() -> Layout.DE_SYNPUF.require(List.of(Outcome.SPENDING)))
        .doesNotThrowAnyException();
    assertThatCode(() -> Layout.CANONICAL.require(List.of(Outcome.values())))
        .doesNotThrowAnyException();
  }

  /** Fails wherever another machine or Java version would simulate another nation. */
  @Test
  void bytesAreThoseOfEveryMachine() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    csv.forEach((name, text) -> digest.update((name + text).getBytes(StandardCharsets.UTF_8)));
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("e958fb6bac775043a43a1114bb01dd95a5d0a59dd90a66c076e02d5014ceaac5");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void smallestNationsWork(int physicians, SparkSession spark) throws IOException {
    Path target = folder.resolve("tiny" + physicians);
    SimulatedClaims.write(
        spark,
        target.toString(),
        new Simulation(30, 1, 1, physicians, 1, 1, 3, Effects.USUAL),
        Layout.CANONICAL,
        FileFormat.CSV);
    assertThat(CsvTable.read(target.resolve("physician.csv"))).hasSize(physicians);
    assertThat(CsvTable.read(target.resolve("claim_line.csv"))).hasSizeGreaterThan(100);
  }

  @Test
  void refusesAFolderThatHoldsSomething(SparkSession spark) throws IOException {
    Path target = Files.createDirectory(folder.resolve("kept"));
    Path kept = Files.writeString(target.resolve("stay.csv"), "kept");
    assertThatThrownBy(() -> write(spark, "kept", 7, Layout.CANONICAL, FileFormat.CSV, 200))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot write simulated claims to %s: it holds stay.csv already."
                + " Choose another folder, or remove what an earlier simulation left there.",
            target);
    assertThat(kept).hasContent("kept");
    assertThat(target.resolve("hospital.csv")).doesNotExist();
  }

  @Test
  void tellsWhereTheFolderCannotBeMade(SparkSession spark) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> write(spark, "file", 7, Layout.CANONICAL, FileFormat.CSV, 200))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot write simulated claims to " + file + " (")
        .hasMessageEndingWith("Choose a folder that can be written and has room.");
  }

  @Test
  void refusesLayoutsAndFormatsThatDoNotExist(SparkSession spark) {
    assertThatThrownBy(() -> write(spark, "none", 7, Layout.DE_SYNPUF, FileFormat.PARQUET, 200))
        .hasMessage(
            "Unsupported format parquet of the layout de-synpuf: its files are csv."
                + " Choose csv, or the layout canonical.");
    assertThatThrownBy(() -> Layout.named("x12"))
        .hasMessageStartingWith(
            "Unsupported layout x12 of simulated claims. Choose one of canonical, ");
    assertThatThrownBy(() -> FileFormat.named("orc"))
        .hasMessage("Unsupported format orc of simulated claims. Choose csv or parquet.");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  /** A small nation of one of its patients a hub; text of every csv file by name. */
  private static Map<String, String> write(
      SparkSession spark,
      String name,
      long seed,
      Layout layout,
      FileFormat format,
      int peopleOfAPart)
      throws IOException {
    Path target = folder.resolve(name);
    SimulatedClaims.write(
        spark,
        target.toString(),
        new Simulation(100, 2, 2, 12, 1, 1, seed, Effects.USUAL),
        layout,
        format,
        peopleOfAPart);
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(target)) {
      for (Path file : files.filter(path -> path.toString().matches(".*\\.(csv|json)")).toList()) {
        contents.put(target.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static String withoutHeader(String text) {
    return text.substring(text.indexOf('\n') + 1);
  }
}
