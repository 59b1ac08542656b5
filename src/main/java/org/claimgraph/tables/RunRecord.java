package org.claimgraph.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_from_entries;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The row of one run in {@code ops.run}, rewritten as the run goes on. At its end the same is
 * written beside the tables too, as runs/RUN_ID.json.
 */
public final class RunRecord {

  /**
   * The fingerprint of a stage that a run has begun or will begin, but has not committed, or whose
   * rows it has removed.
   */
  public static final String PENDING = "pending";

  /** The status of a run that succeeded. */
  public static final String DONE = "done";

  /** The status of a run that has begun, and has not told its end. */
  public static final String RUNNING = "running";

  private static final Logger LOG = LoggerFactory.getLogger(RunRecord.class);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final StructType ROW = withEntries(Tables.RUN.rowSchema());

  private final SparkSession spark;
  private final TableStore tables;
  private final String runId;
  private final String command;
  private final String period;
  private Instant startedAt;
  private final String codeVersion;
  private final String configHash;
  private final Map<String, String> stages = new TreeMap<>();
  private final Map<String, String> inputVersions = new TreeMap<>();
  private final Map<String, String> outputVersions = new TreeMap<>();
  private final Map<String, String> claims = new TreeMap<>();
  private final Map<String, StageMetrics> metrics = new TreeMap<>();

  /** A run that is about to start; nothing is written until {@link #save}. */
  public RunRecord(
      SparkSession spark,
      TableStore tables,
      String runId,
      String command,
      String period,
      Instant startedAt,
      String codeVersion,
      String configHash) {
    this.spark = spark;
    this.tables = tables;
    this.runId = runId;
    this.command = command;
    this.period = period;
    this.startedAt = startedAt;
    this.codeVersion = codeVersion;
    this.configHash = configHash;
  }

  /**
   * Makes this run the latest, whatever the clock says and however long it waited: of two words on
   * a stage that of the later run counts.
   */
  public void follow(RunHistory history, Instant now) {
    Instant newest = history.newest();
    if (newest == null || newest.isBefore(startedAt)) {
      return;
    }
    if (now.isBefore(newest)) {
      LOG.warn(
          "The clock is behind: the latest run began at {}, this one at {}", newest, startedAt);
    }
    startedAt = newest.plus(1, ChronoUnit.MICROS);
  }

  public String runId() {
    return runId;
  }

  /** Stages of this run: {@link #PENDING}, or the fingerprint once committed. */
  public Map<String, String> stages() {
    return stages;
  }

  public Map<String, String> inputVersions() {
    return inputVersions;
  }

  public Map<String, String> outputVersions() {
    return outputVersions;
  }

  /** What {@code claims.*} hold, where this run read the source: see ops.run.claims. */
  public Map<String, String> claims() {
    return claims;
  }

  /** What each stage took that ended, well or not. */
  public Map<String, StageMetrics> metrics() {
    return metrics;
  }

  /** Records the run as still running. */
  public void saveRunning() {
    save(RUNNING, null, null, null);
  }

  /** Records that the run succeeded. */
  public void saveDone(Instant endedAt) {
    saveEnded(DONE, endedAt, 0, null);
  }

  /** Records that the run failed, why, and with which exit status. */
  public void saveFailed(Instant endedAt, int exitStatus, String error) {
    saveEnded("failed", endedAt, exitStatus, error);
  }

  private void saveEnded(String status, Instant endedAt, int exitStatus, String error) {
    saveMetrics();
    save(status, endedAt, exitStatus, error);
    tables.write("runs/" + runId + ".json", json(status, endedAt, exitStatus, error));
  }

  private void save(String status, Instant endedAt, Integer exitStatus, String error) {
    Row row =
        RowFactory.create(
            runId,
            command,
            period,
            status,
            Timestamp.from(startedAt),
            endedAt == null ? null : Timestamp.from(endedAt),
            codeVersion,
            configHash,
            entries(stages),
            entries(inputVersions),
            entries(outputVersions),
            error,
            exitStatus,
            entries(stageSeconds()),
            entries(claims));
    Dataset<Row> rows = spark.createDataFrame(List.of(row), ROW);
    for (StructField field : Tables.RUN.rowSchema().fields()) {
      if (field.dataType() instanceof MapType) {
        rows = rows.withColumn(field.name(), map_from_entries(col(field.name())));
      }
    }
    tables.record(Tables.RUN, runId, rows);
  }

  private void saveMetrics() {
    List<Row> rows = new ArrayList<>();
    metrics.forEach(
        (stage, took) -> {
          List<Object> row = new ArrayList<>(List.of(runId, stage));
          row.addAll(took.byName().values());
          rows.add(RowFactory.create(row.toArray()));
        });
    if (!rows.isEmpty()) {
      tables.record(
          Tables.STAGE_METRIC, runId, spark.createDataFrame(rows, Tables.STAGE_METRIC.rowSchema()));
    }
  }

  private Map<String, Double> stageSeconds() {
    Map<String, Double> seconds = new TreeMap<>();
    metrics.forEach((stage, took) -> seconds.put(stage, took.seconds()));
    return seconds;
  }

  /** The row of ops.run, and what each stage took, for who cannot read Delta. */
  private byte[] json(String status, Instant endedAt, int exitStatus, String error) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("run_id", runId);
    run.put("command", command);
    run.put("period", period);
    run.put("status", status);
    run.put("exit_status", exitStatus);
    run.put("started_at", startedAt.toString());
    run.put("ended_at", endedAt.toString());
    run.put("code_version", codeVersion);
    run.put("config_hash", configHash);
    run.put("stages", stages);
    run.put("input_versions", inputVersions);
    run.put("output_versions", outputVersions);
    run.put("error", error);
    run.put("claims", claims);
    Map<String, Map<String, Number>> took = new TreeMap<>();
    metrics.forEach((stage, measured) -> took.put(stage, measured.byName()));
    run.put("stage_metrics", took);
    try {
      return JSON.writeValueAsBytes(run);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static StructType withEntries(StructType schema) {
    return new StructType(
        Arrays.stream(schema.fields())
            .map(
                f ->
                    f.dataType() instanceof MapType map
                        ? f.copy(f.name(), entries(map), true, f.metadata())
                        : f)
            .toArray(StructField[]::new));
  }

  private static DataType entries(MapType map) {
    return DataTypes.createArrayType(
        new StructType().add("key", map.keyType()).add("value", map.valueType()));
  }

  /** Entries of a map, since a Row of Java cannot hold one. */
  private static Row[] entries(Map<String, ?> map) {
    return map.entrySet().stream()
        .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
        .toArray(Row[]::new);
  }
}
