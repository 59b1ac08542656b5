package org.claimgraph.job;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.RunHistory.Run;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.Sha256;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;

/**
 * How a run went.
 *
 * @param run what is recorded of it
 * @param status done, failed, running, or interrupted: recorded as running by a run that died
 * @param exitStatus what the command ended with; 1 where it was interrupted, 4 while it runs
 */
record RunStatus(Run run, String status, int exitStatus) {

  /** The columns of {@link #row}. */
  static final StructType COLUMNS =
      StructType.fromDDL(
          "run_id STRING, period STRING, command STRING, status STRING, exit_status INT,"
              + " started_at STRING, seconds DOUBLE, stages STRING, inputs STRING, error STRING");

  /** Digits of a hash that are shown. */
  private static final int SHORT = 12;

  private static final Set<String> TABLES =
      Tables.all().stream().map(Table::name).collect(Collectors.toSet());

  /**
   * Every run, oldest first.
   *
   * @param isHeld whether a living run holds a period
   */
  static List<RunStatus> of(RunHistory history, Predicate<String> isHeld) {
    Map<String, Run> last = history.last();
    return history.runs().stream()
        .map(run -> of(run, run == last.get(run.period()) && isHeld.test(run.period())))
        .toList();
  }

  private static RunStatus of(Run run, boolean lives) {
    if (!run.status().equals(RunRecord.RUNNING)) {
      return new RunStatus(run, run.status(), run.exitStatus());
    }
    return lives
        ? new RunStatus(run, run.status(), UserException.Fault.BUSY.exitStatus())
        : new RunStatus(run, "interrupted", UserException.Fault.FAILED.exitStatus());
  }

  /** The exit status of the last run of each period; of several periods the worst. */
  static int exitStatus(List<RunStatus> runs) {
    Map<String, Integer> last = new TreeMap<>();
    runs.forEach(run -> last.put(run.run.period(), run.exitStatus));
    return last.values().stream()
        .max(Comparator.naturalOrder())
        .orElse(UserException.Fault.CONFIGURATION.exitStatus());
  }

  /** The run as it is printed. */
  Row row() {
    Double seconds =
        run.endedAt() == null
            ? null
            : Duration.between(run.startedAt(), run.endedAt()).toMillis() / 1000.0;
    return RowFactory.create(
        run.runId(),
        run.period(),
        run.command(),
        status,
        exitStatus,
        run.startedAt().toString(),
        seconds,
        stages(),
        inputs(),
        run.error());
  }

  /** Stages that this run did, in the order of their working, with their seconds. */
  private String stages() {
    return Arrays.stream(Stage.values())
        .map(Stage::label)
        .filter(run.stages()::containsKey)
        .map(stage -> stage + " " + told(stage))
        .collect(joining(", "));
  }

  private String told(String stage) {
    Double seconds = run.stageSeconds().get(stage);
    if (run.stages().get(stage).equals(RunRecord.PENDING)) {
      return "not done";
    }
    return seconds == null ? "done" : String.format(Locale.ROOT, "%.1f s", seconds);
  }

  /** How many files were read and a hash over theirs, and how many tables. */
  private String inputs() {
    Map<String, String> files = new TreeMap<>(run.inputVersions());
    files.keySet().removeAll(TABLES);
    int tables = run.inputVersions().size() - files.size();
    String hash = Sha256.of(files.toString()).substring(0, SHORT);
    return (files.isEmpty() ? "" : files.size() + " files " + hash + ", ") + tables + " tables";
  }
}
