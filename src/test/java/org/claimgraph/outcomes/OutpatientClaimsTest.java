package org.claimgraph.outcomes;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.claims.ClaimLines;
import org.claimgraph.claims.Intake;
import org.claimgraph.config.Configuration;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Published outpatient claims of DE-SynPUF, counted once by plain code and once by the pipeline.
 */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class OutpatientClaimsTest {

  private static final Path DATA = Path.of("").toAbsolutePath().resolveSibling("shared/data");
  private static final Path CLAIMS =
      DATA.resolve(
          "desynpuf-outpatient/DE1_0_2008_to_2010_Outpatient_Claims_Sample_1.PARTIAL.csv.gz");
  private static final Path BETOS = DATA.resolve("reference/betpuf10.txt.gz");

  /** The file breaks off behind this id. */
  private static final String LAST_ID = "286D3555B1415C68";

  @TempDir static Path folder;

  /** First day of each claim; further segments have none of their own. */
  private static final Map<String, String> FIRST_DAY = new HashMap<>();

  private static List<Map<String, String>> rows;
  private static Dataset<Row> lines;

  @BeforeAll
  static void read(SparkSession spark) throws IOException {
    assumeTrue(
        Files.exists(CLAIMS) && Files.exists(BETOS),
        "Skipped: ../shared/data/desynpuf-outpatient or the BETOS file is not there");
    List<String> text = text(CLAIMS);
    text.removeIf(line -> line.compareTo(LAST_ID + "~") > 0);
    Files.write(folder.resolve("DE1_0_2008_to_2010_Outpatient_Claims_Sample_1.csv"), text);
    rows = records(text);
    rows.forEach(row -> FIRST_DAY.merge(row.get("CLM_ID"), row.get("CLM_FROM_DT"), String::concat));
    // A claim of which no row has a date is rejected.
    rows.removeIf(row -> FIRST_DAY.get(row.get("CLM_ID")).isEmpty());
    Intake intake =
        Intake.survey(
            spark,
            Configuration.read(
                    List.of(),
                    List.of(
                        "source.format=de-synpuf",
                        "source.path=" + folder,
                        "source.synthetic=true"))
                .source());
    intake.read(spark, null, (name, held) -> held.cache());
    lines = ClaimLines.of(intake).cache();
  }

  @Test
  void emergencyVisitsOfEachPatientAreThoseOfThePlainCount(SparkSession spark) {
    Dataset<Row> members =
        lines
            .select("patient_id")
            .distinct()
            .selectExpr(
                "'all' AS cohort",
                "patient_id",
                "DATE'2008-01-01' AS window_start",
                "DATE'2010-12-31' AS window_end");
    Dataset<Row> counts =
        LineCounts.of(
            lines.withColumn("not_encounter", lit("not_significant")),
            TextTable.of(spark, "npi STRING, specialty_group STRING"),
            ServiceTypes.read(spark, OutcomeSettings.of()),
            members,
            OutcomeSettings.of());
    Map<String, Integer> found = new TreeMap<>();
    counts
        .where("ed_visits > 0")
        .select("patient_id", "ed_visits")
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), row.getInt(1)));
    assertThat(found).hasSizeGreaterThan(500).isEqualTo(emergencies());
  }

  private static Map<String, Integer> emergencies() {
    Map<String, Set<String>> days = new TreeMap<>();
    for (Map<String, String> row : rows) {
      for (String code : codes(row)) {
        if (code.matches("9928[1-5]|G038[0-4]")) {
          days.computeIfAbsent(row.get("DESYNPUF_ID"), id -> new HashSet<>())
              .add(FIRST_DAY.get(row.get("CLM_ID")));
        }
      }
    }
    Map<String, Integer> visits = new TreeMap<>();
    days.forEach((id, set) -> visits.put(id, set.size()));
    return visits;
  }

  @Test
  void imagesAndTestsAreThoseOfThePlainCount(SparkSession spark) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    ServiceTypes.judge(
            lines, ServiceTypes.read(spark, OutcomeSettings.of("outcome.betos=" + BETOS)))
        .where("hcpcs IS NOT NULL")
        .groupBy("service_type")
        .count()
        .collectAsList()
        .forEach(row -> found.put(String.valueOf(row.getString(0)), row.getLong(1)));
    assertThat(found.get("tests")).isGreaterThan(10_000);
    assertThat(found).isEqualTo(services());
  }

  private static Map<String, Long> services() throws IOException {
    Map<String, String> categories = new HashMap<>();
    text(BETOS).forEach(line -> categories.put(line.substring(0, 5), line + " ".repeat(20)));
    Map<String, Long> services = new TreeMap<>();
    for (Map<String, String> row : rows) {
      for (String code : codes(row)) {
        services.merge(
            service(categories.get(code), FIRST_DAY.get(row.get("CLM_ID"))), 1L, Long::sum);
      }
    }
    return services;
  }

  private static String service(String category, String day) {
    if (category == null || category.substring(6, 9).isBlank()) {
      return "null";
    }
    String end = category.substring(9, 17);
    if (!end.isBlank() && end.compareTo(day) < 0) {
      return "null";
    }
    return switch (category.charAt(6)) {
      case 'I' -> "imaging";
      case 'T' -> "tests";
      default -> "other";
    };
  }

  private static List<String> codes(Map<String, String> row) {
    List<String> codes = new ArrayList<>();
    for (int i = 1; i <= 45; i++) {
      if (!row.get("HCPCS_CD_" + i).isEmpty()) {
        codes.add(row.get("HCPCS_CD_" + i));
      }
    }
    return codes;
  }

  private static List<Map<String, String>> records(List<String> text) {
    String[] header = text.get(0).replace("\"", "").split(",");
    List<Map<String, String>> records = new ArrayList<>();
    for (String line : text.subList(1, text.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], fields[i]);
      }
      records.add(row);
    }
    return records;
  }

  private static List<String> text(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new ArrayList<>(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }
}
