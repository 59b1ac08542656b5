package org.claimgraph.job;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.simulation.Effects;
import org.claimgraph.simulation.FileFormat;
import org.claimgraph.simulation.Layout;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same people in every layout: networks and outcomes are the same, whoever wrote the files. */
@Tag("spark")
@Tag("long")
@ExtendWith(SparkExtension.class)
class SimulatedLayoutsTest {

  @TempDir static Path folder;

  private static Map<String, List<Row>> canonical;

  /**
   * A layout.
   *
   * @param settings what its files need beside them; CLAIMS is their folder
   * @param untold by table, patterns of the columns that the layout cannot tell, or not the same
   * @param regions kinds of region in which outcomes can be told
   */
  record Told(
      Layout layout, List<String> settings, Map<String, Set<String>> untold, Set<String> regions) {

    boolean tells(String table, Row row) {
      return !table.equals("outcome.region_outcome")
          || regions.contains(row.<String>getAs("region_type"));
    }
  }

  private static final Set<String> EVERYWHERE = Set.of("hospital", "hrr", "nation");

  static Stream<Told> layouts() {
    return Stream.of(
        new Told(
            Layout.CMS_RIF,
            List.of(
                "source.format=cms-rif",
                "region.ssa-county=CLAIMS/ssa_county.csv",
                "region.county-hrr=CLAIMS/county_hrr.csv"),
            // The region of a practice.
            Map.of("network.physician", Set.of("hrr_rule")),
            EVERYWHERE),
        new Told(
            Layout.OMOP,
            List.of("source.format=omop", "region.zip-hrr=CLAIMS/zip_hrr.csv"),
            Map.of(),
            EVERYWHERE),
        new Told(
            Layout.TUVA,
            List.of("source.format=tuva", "region.zip-hrr=CLAIMS/zip_hrr.csv"),
            Map.of(),
            EVERYWHERE),
        new Told(
            Layout.SYNTHEA,
            List.of("source.format=synthea", "region.zip-hrr=CLAIMS/zip_hrr.csv"),
            // All money of a claim is that of its first line. It decides between physicians whom a
            // patient visits equally often; without DRGs surgical stays decide the hospital too.
            Map.of(
                "outcome.patient_outcome",
                Set.of("npi", "hospital", "spending_(imaging|tests|standardized)", "icu_days"),
                "outcome.physician_outcome",
                Set.of("patients|.*_(mean|expected|adjusted)"),
                "outcome.region_outcome",
                Set.of("spending_(imaging|tests|standardized)_.*", "icu_days_.*")),
            Set.of("hrr", "nation")));
  }

  @BeforeAll
  static void runCanonical(SparkSession spark) throws IOException {
    Runs runs = new Runs(spark, folder.resolve("canonical"));
    runs.simulate(Layout.CANONICAL, FileFormat.CSV, Effects.NONE);
    Files.writeString(
        folder.resolve("drg.csv"),
        spark
            .read()
            .option("header", true)
            .csv(runs.claims().resolve("stay.csv").toString())
            .selectExpr("concat_ws(',', drg, if(medical = 'true', 'Medical', 'Surgical'))")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .sorted()
            .collect(joining("\n", "ms_drg_code,medical_surgical\n", "\n")));
    canonical = run(runs, List.of());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void everyLayoutGivesTheNetworksAndOutcomesOfCanonicalButForWhatItCannotTell(
      Told told, SparkSession spark) {
    Runs runs = new Runs(spark, folder.resolve(told.layout().name()));
    runs.simulate(told.layout(), FileFormat.CSV, Effects.NONE);
    Map<String, List<Row>> found = run(runs, told.settings());
    assertThat(found).containsOnlyKeys(canonical.keySet());
    canonical.forEach(
        (table, all) -> {
          Set<String> untold = told.untold().getOrDefault(table, Set.of());
          List<Row> rows = all.stream().filter(row -> told.tells(table, row)).toList();
          List<Row> other =
              found.get(table).stream().filter(row -> told.tells(table, row)).toList();
          assertThat(texts(other, isTold(untold))).as(table).isEqualTo(texts(rows, isTold(untold)));
          for (String pattern : untold) {
            assertThat(texts(other, name -> name.matches(pattern)))
                .as("%s %s", table, pattern)
                .isNotEqualTo(texts(rows, name -> name.matches(pattern)));
          }
        });
  }

  private static Predicate<String> isTold(Set<String> untold) {
    return name -> untold.stream().noneMatch(name::matches);
  }

  /** Rows of every table of networks and outcomes; measures are made of these alone. */
  private static Map<String, List<Row>> run(Runs runs, List<String> settings) {
    String[] all =
        Stream.concat(
                settings.stream(),
                Stream.of(
                    "referral.windows=30",
                    "outcome.betos=CLAIMS/betos.csv",
                    "outcome.drg=" + folder.resolve("drg.csv")))
            .map(setting -> setting.replace("CLAIMS", runs.claims().toString()))
            .toArray(String[]::new);
    for (Stage stage : List.of(Stage.INGEST, Stage.TIES, Stage.OUTCOMES)) {
      runs.runOne(stage, all);
    }
    Map<String, List<Row>> rows = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (table.name().matches("(network|outcome)\\..*") && runs.tables().exists(table)) {
        rows.put(table.name(), runs.tables().read(table).collectAsList());
      }
    }
    return rows;
  }

  private static List<String> texts(List<Row> rows, Predicate<String> columns) {
    return rows.stream()
        .map(
            row ->
                Stream.of(row.schema().fieldNames())
                    .filter(columns)
                    .map(name -> name + "=" + row.get(row.fieldIndex(name)))
                    .collect(joining(" ")))
        .sorted()
        .toList();
  }
}
