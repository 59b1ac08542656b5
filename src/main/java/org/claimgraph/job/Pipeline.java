package org.claimgraph.job;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.claims.Intake;
import org.claimgraph.claims.Lookup;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Sha256;
import org.claimgraph.tables.TableStore;

/**
 * Runs stages for one period. A stage is done when the latest run that began it committed it under
 * the same fingerprint of source files, settings and build; what is done is skipped, what depends
 * on a change is run again.
 */
final class Pipeline {

  private final SparkSession spark;
  private final Configuration config;
  private final SourceConfig source;
  private final TableStore tables;
  private final PrintStream log;

  Pipeline(SparkSession spark, Configuration config, PrintStream log) {
    this.spark = spark;
    this.config = config;
    this.source = config.source();
    this.tables = new TableStore(spark, config.warehouse());
    this.log = log;
  }

  /** Runs every stage that is not done. */
  void runAll() {
    holding(period(), this::runPending);
  }

  private void runPending() {
    Intake intake = Intake.survey(spark, source);
    Map<Stage, String> fingerprints = fingerprints(intake.sha256());
    Set<Stage> pending = pending(fingerprints);
    if (pending.isEmpty()) {
      log.println("Nothing to do: " + period() + " is up to date in " + config.warehouse() + ".");
    } else {
      tellLeftOut();
      run("run", pending, fingerprints, intake);
    }
  }

  private void tellLeftOut() {
    String leftOut =
        Stream.of(Stage.values())
            .filter(stage -> !stage.appliesTo(source))
            .map(Stage::label)
            .collect(joining(", "));
    if (!leftOut.isEmpty()) {
      log.println("Left out: " + leftOut + "; a tie list has no claims.");
    }
  }

  /** Runs one stage, whether or not it is done; what it reads must be there. */
  void runOne(Stage stage) {
    if (!stage.appliesTo(source)) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot run "
              + stage.label()
              + ": it needs claims, and source.format = "
              + source.format()
              + " has none.",
          "Run jobs/submit run for every stage of a tie list, or set source.format to the layout of"
              + " claims.");
    }
    holding(period(), () -> runAlways(stage));
  }

  private void runAlways(Stage stage) {
    // Ties are compared with the files of their list; claims, once read, speak for themselves.
    boolean needsFiles = stage.readsFiles(source) || source.isTieList();
    Intake intake = needsFiles ? Intake.survey(spark, source) : null;
    Map<String, String> files = needsFiles ? intake.sha256() : Map.of();
    Map<String, String> recorded = recorded();
    stage.upstream(source).forEach(before -> requireDone(stage, before, recorded, files));
    Map<Stage, String> fingerprint = Map.of(stage, fingerprint(stage, recorded, files));
    run(stage.label(), EnumSet.of(stage), fingerprint, intake);
  }

  /** Refuses to build on tables that are missing or were made with other settings. */
  private void requireDone(
      Stage stage, Stage before, Map<String, String> recorded, Map<String, String> files) {
    String fingerprint = recorded.getOrDefault(before.label(), RunRecord.PENDING);
    boolean differs =
        before != Stage.INGEST && !fingerprint.equals(fingerprint(before, recorded, files));
    if (fingerprint.equals(RunRecord.PENDING) || differs) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot run "
              + stage.label()
              + ": stage "
              + before.label()
              + (fingerprint.equals(RunRecord.PENDING)
                  ? " is not done."
                  : " was done with another source, settings or build."),
          "Run jobs/submit " + before.label() + " or jobs/submit run first.");
    }
  }

  /** The fingerprint of a stage, given those of all stages by name, and the source files. */
  private String fingerprint(
      Stage stage, Map<String, String> stages, Map<String, String> sourceFiles) {
    List<String> lookups =
        stage.lookups(config).stream().map(path -> Lookup.sha256(spark, path)).toList();
    Map<String, String> upstream = new TreeMap<>(stages);
    upstream.keySet().retainAll(stage.upstream(source).stream().map(Stage::label).toList());
    return stage.fingerprint(config, stage.readsFiles(source) ? sourceFiles : upstream, lookups);
  }

  /** What the tables of every stage of the source would depend on now. */
  Map<Stage, String> fingerprints(Map<String, String> sourceFiles) {
    Map<Stage, String> fingerprints = new EnumMap<>(Stage.class);
    Map<String, String> byLabel = new HashMap<>();
    for (Stage stage : Stage.of(source)) {
      String fingerprint = fingerprint(stage, byLabel, sourceFiles);
      fingerprints.put(stage, fingerprint);
      byLabel.put(stage.label(), fingerprint);
    }
    return fingerprints;
  }

  /** Stages whose tables are missing or depend on something else than now. */
  Set<Stage> pending(Map<Stage, String> fingerprints) {
    Map<String, String> recorded = recorded();
    Set<Stage> pending = EnumSet.noneOf(Stage.class);
    for (Stage stage : Stage.of(source)) {
      boolean done =
          fingerprints.get(stage).equals(recorded.get(stage.label()))
              && stage.outputs().stream().allMatch(tables::exists);
      if (!done) {
        pending.add(stage);
      }
    }
    return pending;
  }

  private Map<String, String> recorded() {
    Map<String, String> stages = new HashMap<>();
    for (Stage stage : Stage.values()) {
      stages.put(stage.label(), stage == Stage.INGEST ? null : period());
    }
    return RunRecord.latestStages(tables, stages);
  }

  private void run(
      String command, Set<Stage> stages, Map<Stage, String> fingerprints, Intake intake) {
    Instant start = Instant.now();
    RunRecord run =
        new RunRecord(
            spark,
            tables,
            runId(start),
            command,
            period(),
            start,
            Build.version(),
            Sha256.of(config.effective()));
    stages.forEach(stage -> run.stages().put(stage.label(), RunRecord.PENDING));
    Job job = new Job(spark, config, tables, run, intake, log);
    try {
      for (Stage stage : stages) {
        run.saveRunning();
        if (stage.readsFiles(source)) {
          // Every period shares claims.*, so only one run at a time may replace it.
          holding("claims", () -> run(stage, job, fingerprints.get(stage)));
        } else {
          run(stage, job, fingerprints.get(stage));
        }
      }
      run.saveEnded(Instant.now(), null);
    } catch (Exception failure) {
      // Spark's Scala code throws checked exceptions without declaring them.
      run.saveEnded(Instant.now(), Failure.describe(failure));
      throw failure;
    }
    log.println("Done: " + period() + " in " + config.warehouse() + " (run " + run.runId() + ").");
  }

  private void run(Stage stage, Job job, String fingerprint) {
    Instant start = Instant.now();
    spark.sparkContext().setJobGroup(stage.label(), stage.label() + ": " + stage.does(), false);
    stage.run(job);
    job.run().stages().put(stage.label(), fingerprint);
    double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    log.printf(Locale.ROOT, "%-10s %s (%.1f s)%n", stage.label(), stage.does(), seconds);
  }

  private void holding(String what, Runnable action) {
    Locks.holding(spark, config, what, action);
  }

  private String period() {
    return config.requiredPeriod().label();
  }

  static String runId(Instant start) {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(start)
        + "-"
        + UUID.randomUUID().toString().substring(0, 8);
  }
}
