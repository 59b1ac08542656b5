package org.claimgraph.job;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.claims.Intake;
import org.claimgraph.claims.Lookup;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.SourceConfig;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.RunLock;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Sha256;
import org.claimgraph.tables.StageMetrics;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;

/**
 * Runs stages for one period. A stage is done when the latest run that began it committed it under
 * the same fingerprint of source files, settings and build; what is done is skipped, what depends
 * on a change is run again.
 */
final class Pipeline {

  /** Every period shares what the source becomes: only one run at a time may replace it. */
  private static final String SOURCE_LOCK = "claims";

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
    runAll("run", () -> Intake.survey(spark, source));
  }

  /**
   * Runs every stage that is not done.
   *
   * @param command what the user asked for, for the record
   * @param survey surveys the source, or gives what was surveyed before
   */
  void runAll(String command, Supplier<Intake> survey) {
    holdingPeriod(lock -> recorded(command, run -> runPending(run, survey.get(), lock)));
  }

  private void runPending(RunRecord run, Intake intake, RunLock lock) {
    Job job = job(run, intake).heldBy(lock);
    Plan plan = Locks.sharing(job, SOURCE_LOCK, this::readSource);
    run(job, plan.pending(), plan);
    if (run.stages().isEmpty()) {
      log.println("Nothing to do: " + period() + " is up to date in " + config.warehouse() + ".");
      saveIfMended(run);
    } else {
      end(run);
    }
  }

  /** Reads the source, where the tables do not hold it, and returns what is to be done then. */
  private Plan readSource(Job held) {
    Map<String, String> files = held.intake().sha256();
    RunHistory history = RunHistory.of(tables);
    held.run().follow(history, Instant.now());
    Plan plan = plan(files, history, history.claims());
    String leftOut = Plan.leftOut(source);
    if (!plan.isUpToDate() && !leftOut.isEmpty()) {
      log.println("Left out: " + leftOut + "; a tie list has no claims.");
    }
    Stage reader = Stage.of(source).get(0);
    if (plan.pending().contains(reader)) {
      run(held, EnumSet.of(reader), plan);
      // Only the claims that come in tell what depends on them.
      plan = plan(files, history, held.run().claims()).without(reader);
    }
    held.pinClaims();
    return plan;
  }

  /** After a run that failed, status must tell that all is well again. */
  private void saveIfMended(RunRecord run) {
    RunHistory.Run last = RunHistory.of(tables).last().get(period());
    if (last != null && !last.status().equals(RunRecord.DONE)) {
      run.saveDone(Instant.now());
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
    holdingPeriod(lock -> recorded(stage.label(), run -> runAlways(run, stage, lock)));
  }

  private void runAlways(RunRecord run, Stage stage, RunLock lock) {
    // Ties are compared with the files of their list; claims, once read, speak for themselves.
    boolean needsFiles = stage.readsFiles(source) || source.isTieList();
    Job job = job(run, needsFiles ? Intake.survey(spark, source) : null).heldBy(lock);
    Plan plan = Locks.sharing(job, SOURCE_LOCK, held -> readSourceFor(stage, held));
    run(job, plan.pending(), plan);
    end(run);
  }

  /** As {@link #readSource}, for one stage that is run whether or not it is done. */
  private Plan readSourceFor(Stage stage, Job held) {
    Map<String, String> files = held.intake() == null ? Map.of() : held.intake().sha256();
    RunHistory history = RunHistory.of(tables);
    held.run().follow(history, Instant.now());
    Known known = new Known(recorded(history), files, history.claims(), history);
    stage.upstream(source).forEach(before -> requireDone(stage, before, known));
    Plan plan = new Plan(Map.of(stage, fingerprint(stage, known)), Map.of(stage, "asked for"));
    if (stage.readsFiles(source)) {
      run(held, plan.pending(), plan);
      plan = plan.without(stage);
    }
    held.pinClaims();
    return plan;
  }

  private Job job(RunRecord run, Intake intake) {
    return new Job(spark, config, tables, run, intake, log);
  }

  /** Refuses to build on tables that are missing or were made with other settings. */
  private void requireDone(Stage stage, Stage before, Known known) {
    String fingerprint = known.stages().getOrDefault(before.label(), RunRecord.PENDING);
    boolean differs =
        before != Stage.INGEST && !fingerprint.equals(fingerprint(before, known).toString());
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

  /**
   * What fingerprints are made of.
   *
   * @param stages fingerprints of stages by name
   * @param files hashes of the source files
   * @param claims what {@code claims.*} hold, from {@link ClaimContents}
   * @param history what ran before
   */
  private record Known(
      Map<String, String> stages,
      Map<String, String> files,
      Map<String, String> claims,
      RunHistory history) {}

  private StageFingerprint fingerprint(Stage stage, Known known) {
    Map<String, String> inputs = new TreeMap<>(known.stages());
    inputs.keySet().retainAll(stage.upstream(source).stream().map(Stage::label).toList());
    if (stage.readsFiles(source)) {
      inputs.putAll(known.files());
    }
    if (!source.isTieList() && !ClaimContents.isUnbounded(stage, config)) {
      inputs.remove(Stage.INGEST.label());
      inputs.putAll(ClaimContents.seen(stage, config, known.claims()));
    }
    if (stage == Stage.CHANGES) {
      inputs.putAll(
          ChangesStage.measured(config.requiredPeriod(), known.stages(), known.history()));
    }
    if (stage != Stage.INGEST) {
      inputs.put("period", period());
    }
    List<String> lookups =
        stage.lookups(config).stream().map(path -> Lookup.sha256(spark, path)).toList();
    return stage.fingerprint(config, inputs, lookups);
  }

  /** What the tables of every stage that a run does would depend on now. */
  private Map<Stage, StageFingerprint> fingerprints(
      Map<String, String> files, RunHistory history, Map<String, String> claims) {
    Map<Stage, StageFingerprint> fingerprints = new EnumMap<>(Stage.class);
    Known known = new Known(new HashMap<>(), files, claims, history);
    for (Stage stage : Stage.of(source)) {
      if (stage.isAutomatic(config)) {
        StageFingerprint fingerprint = fingerprint(stage, known);
        fingerprints.put(stage, fingerprint);
        known.stages().put(stage.label(), fingerprint.toString());
      }
    }
    return fingerprints;
  }

  /** What a run would do. */
  Plan plan(Map<String, String> files) {
    RunHistory history = RunHistory.of(tables);
    return plan(files, history, history.claims());
  }

  private Plan plan(Map<String, String> files, RunHistory history, Map<String, String> claims) {
    Map<Stage, StageFingerprint> fingerprints = fingerprints(files, history, claims);
    Map<String, String> recorded = recorded(history);
    Map<Stage, String> why = new EnumMap<>(Stage.class);
    fingerprints.forEach(
        (stage, now) -> {
          String reason = reason(stage, now, recorded.get(stage.label()), why.keySet());
          if (reason != null) {
            why.put(stage, reason);
          }
        });
    return new Plan(fingerprints, why);
  }

  /** Why a stage is to run; null where it is up to date. */
  private String reason(Stage stage, StageFingerprint now, String recorded, Set<Stage> pending) {
    if (recorded == null) {
      return "not done yet";
    }
    if (recorded.equals(RunRecord.PENDING)) {
      return "an earlier run did not finish it";
    }
    for (Table table : stage.outputs()) {
      if (!tables.exists(table)) {
        return "no table " + table;
      }
    }
    StageFingerprint then = StageFingerprint.parse(recorded);
    List<String> reasons = new ArrayList<>();
    if (!now.build().equals(then.build())) {
      reasons.add("other build");
    }
    if (!now.settings().equals(then.settings())) {
      reasons.add("other settings");
    }
    if (!now.inputs().equals(then.inputs())) {
      reasons.add(changedInputs(stage, pending));
    }
    return reasons.isEmpty() ? null : String.join(", ", reasons);
  }

  private String changedInputs(Stage stage, Set<Stage> pending) {
    if (stage.readsFiles(source)) {
      return "other source files";
    }
    String upstream =
        stage.upstream(source).stream()
            .filter(before -> before != Stage.INGEST && pending.contains(before))
            .map(Stage::label)
            .collect(joining(" and "));
    if (!upstream.isEmpty()) {
      return "recomputed upstream: " + upstream;
    }
    return stage == Stage.CHANGES ? "another period was measured anew" : "other claims";
  }

  /** Claims are those of all periods. */
  private Map<String, String> recorded(RunHistory history) {
    Map<String, String> stages = new HashMap<>(history.stages(period()));
    stages.put(Stage.INGEST.label(), history.anyPeriod(Stage.INGEST.label()));
    stages.values().removeIf(Objects::isNull);
    return stages;
  }

  private void run(Job job, Set<Stage> stages, Plan plan) {
    if (stages.isEmpty()) {
      return;
    }
    RunRecord run = job.run();
    stages.forEach(stage -> run.stages().put(stage.label(), RunRecord.PENDING));
    run.saveRunning();
    try (StageMeter meter = StageMeter.of(spark.sparkContext())) {
      for (Stage stage : stages) {
        meter.measure(stage, job);
        run.stages().put(stage.label(), plan.fingerprints().get(stage).toString());
        run.saveRunning();
        tell(stage, run.metrics().get(stage.label()));
      }
    }
  }

  private void end(RunRecord run) {
    run.saveDone(Instant.now());
    log.println("Done: " + period() + " in " + config.warehouse() + " (run " + run.runId() + ").");
  }

  private void tell(Stage stage, StageMetrics took) {
    log.printf(
        Locale.ROOT,
        "%-10s %s (%.1f s; %,d rows read, %,.0f a second)%n",
        stage.label(),
        stage.does(),
        took.seconds(),
        took.inputRecords(),
        took.inputRecords() / Math.max(took.seconds(), 0.001));
  }

  /** Does something as a run, and records how it failed where it does. */
  private void recorded(String command, Consumer<RunRecord> action) {
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
    try {
      StopSign.watch(log, () -> action.accept(run));
    } catch (Exception | FSError failure) {
      // Spark's Scala code throws checked exceptions without declaring them; a full disk is an
      // error.
      try {
        run.saveFailed(Instant.now(), Failure.exitStatus(failure), Failure.describe(failure));
      } catch (Exception | FSError unwritable) {
        failure.addSuppressed(unwritable);
      }
      throw failure;
    }
  }

  private void holdingPeriod(Consumer<RunLock> action) {
    Locks.holding(spark, config, period(), action);
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
