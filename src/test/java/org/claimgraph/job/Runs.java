package org.claimgraph.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.claims.Intake;
import org.claimgraph.config.Configuration;
import org.claimgraph.simulation.Effects;
import org.claimgraph.simulation.FileFormat;
import org.claimgraph.simulation.Layout;
import org.claimgraph.simulation.SimulatedClaims;
import org.claimgraph.simulation.Simulation;
import org.claimgraph.tables.TableStore;
import org.claimgraph.testing.Fingerprints;

/** Runs of the pipeline on a small simulated source, in one folder. */
final class Runs {

  private final SparkSession spark;
  private final Path folder;

  Runs(SparkSession spark, Path folder) {
    this.spark = spark;
    this.folder = folder;
  }

  Path claims() {
    return folder.resolve("claims");
  }

  String warehouse() {
    return folder.resolve("warehouse").toString();
  }

  TableStore tables() {
    return new TableStore(spark, warehouse());
  }

  Runs simulate() {
    return simulate(Layout.CANONICAL, FileFormat.CSV, Effects.USUAL);
  }

  Runs simulate(Layout layout, FileFormat format, Effects effects) {
    SimulatedClaims.write(spark, claims().toString(), nation(effects), layout, format);
    return this;
  }

  /** The nation that is simulated. */
  static Simulation nation(Effects effects) {
    return new Simulation(300, 3, 2, 12, 1, 1, 7, effects);
  }

  Configuration config(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "source.format=canonical",
                "source.path=" + claims(),
                "source.synthetic=true",
                "warehouse=" + warehouse(),
                "publish.automatically=false",
                "period.end=2010Q4"));
    all.addAll(List.of(settings));
    return Configuration.read(List.of(), all);
  }

  /** Runs everything that is not done and returns what the run told. */
  String run(String... settings) {
    return told(log -> new Pipeline(spark, config(settings), log).runAll());
  }

  String runOne(Stage stage, String... settings) {
    return told(log -> new Pipeline(spark, config(settings), log).runOne(stage));
  }

  /** A process that is killed: nothing that would have come after happens. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }

  /** Runs what is not done until a stage is told to be done; returns what was told till then. */
  String runUntilKilledAfter(String stage, String... settings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream log =
        new PrintStream(out, true, StandardCharsets.UTF_8) {
          @Override
          public PrintStream printf(Locale locale, String format, Object... values) {
            super.printf(locale, format, values);
            if (values[0].equals(stage)) {
              throw new Killed();
            }
            return this;
          }
        };
    try {
      new Pipeline(spark, config(settings), log).runAll();
      throw new AssertionError("not killed after " + stage);
    } catch (Killed expected) {
      return out.toString(StandardCharsets.UTF_8);
    }
  }

  /** Runs several periods and returns what was told. */
  String backfill(Backfill.OnExisting onExisting, String... periods) {
    return told(log -> backfill(onExisting, log, periods).run());
  }

  Backfill backfill(Backfill.OnExisting onExisting, PrintStream log, String... periods) {
    return new Backfill(
        spark,
        Backfill.configs(List.of(periods), period -> config("period.end=" + period)),
        onExisting,
        log);
  }

  /** What check tells of the ties. */
  TieForecast forecast(String... settings) {
    Configuration config = config(settings);
    Intake intake = Intake.survey(spark, config.source());
    intake.read(spark, null, (name, rows) -> rows.localCheckpoint(false).toDF(rows.columns()));
    return TieForecast.of(spark, config, intake);
  }

  /** Every commit of every table, those of {@code ops} left out: equal when none was written. */
  Set<String> commits() {
    try (Stream<Path> files = Files.walk(Path.of(warehouse()))) {
      return files
          .map(Path::toString)
          .filter(file -> file.matches(".*/_delta_log/\\d+\\.json") && !file.contains("/ops/"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> fingerprints() {
    return Fingerprints.of(spark, warehouse());
  }

  private static String told(java.util.function.Consumer<PrintStream> action) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    action.accept(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
