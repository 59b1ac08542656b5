package org.claimgraph.tables;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.claimgraph.UserException;

/**
 * What {@code ops.run} tells of all runs.
 *
 * @param runs every run, oldest first
 */
public record RunHistory(List<Run> runs) {

  /**
   * One run.
   *
   * @param status running, done or failed
   * @param endedAt null where the end was not recorded
   * @param exitStatus null where the end was not recorded
   * @param error null where there was none
   */
  public record Run(
      String runId,
      String command,
      String period,
      String status,
      Instant startedAt,
      Instant endedAt,
      Integer exitStatus,
      String error,
      Map<String, String> stages,
      Map<String, Double> stageSeconds,
      Map<String, String> inputVersions,
      Map<String, String> claims) {

    private static Run of(Row row) {
      return new Run(
          row.getAs("run_id"),
          row.getAs("command"),
          row.getAs("period"),
          row.getAs("status"),
          row.getAs("started_at"),
          row.getAs("ended_at"),
          row.getAs("exit_status"),
          row.getAs("error"),
          row.getJavaMap(row.fieldIndex("stages")),
          row.getJavaMap(row.fieldIndex("stage_seconds")),
          row.getJavaMap(row.fieldIndex("input_versions")),
          row.getJavaMap(row.fieldIndex("claims")));
    }
  }

  /**
   * Reads the runs of a warehouse; none where nothing ever ran.
   *
   * @throws UserException where another version of claimgraph wrote them
   */
  public static RunHistory of(TableStore tables) {
    if (!tables.exists(Tables.RUN)) {
      return new RunHistory(List.of());
    }
    tables.requireSchema(Tables.RUN);
    return new RunHistory(
        tables.read(Tables.RUN).orderBy("started_at", "run_id").collectAsList().stream()
            .map(Run::of)
            .toList());
  }

  /** When the latest run began; null where nothing ever ran. */
  Instant newest() {
    return runs.isEmpty() ? null : runs.get(runs.size() - 1).startedAt();
  }

  /** The runs of a period, oldest first. */
  public List<Run> of(String period) {
    return runs.stream().filter(run -> run.period().equals(period)).toList();
  }

  /** The latest run of each period, in order of periods. */
  public Map<String, Run> last() {
    Map<String, Run> last = new TreeMap<>();
    runs.forEach(run -> last.put(run.period(), run));
    return last;
  }

  /**
   * The latest word on each stage of a period: its fingerprint, or {@link RunRecord#PENDING} where
   * a run began it and did not finish, or removed its rows. A stage that no run has begun is
   * absent.
   */
  public Map<String, String> stages(String period) {
    Map<String, String> latest = new TreeMap<>();
    of(period).forEach(run -> latest.putAll(run.stages()));
    return latest;
  }

  /** The latest word on a stage, whatever the period; null where no run has begun it. */
  public String anyPeriod(String stage) {
    return runs.stream()
        .map(run -> run.stages().get(stage))
        .reduce(null, (before, word) -> word == null ? before : word);
  }

  /** What {@code claims.*} hold, as the run that read them last found; empty where none did. */
  public Map<String, String> claims() {
    return runs.stream()
        .map(Run::claims)
        .filter(claims -> !claims.isEmpty())
        .reduce(Map.of(), (before, claims) -> claims);
  }
}
