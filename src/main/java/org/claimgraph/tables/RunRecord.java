package org.claimgraph.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.map_from_entries;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

/** The row of one run in {@code ops.run}, rewritten as the run goes on. */
public final class RunRecord {

  /**
   * The fingerprint of a stage that a run has begun or will begin, but has not committed, or whose
   * rows it has removed.
   */
  public static final String PENDING = "pending";

  private static final StructType ROW = withEntries(Tables.RUN.rowSchema());

  private final SparkSession spark;
  private final TableStore tables;
  private final String runId;
  private final String command;
  private final String period;
  private final Instant startedAt;
  private final String codeVersion;
  private final String configHash;
  private final Map<String, String> stages = new TreeMap<>();
  private final Map<String, String> inputVersions = new TreeMap<>();
  private final Map<String, String> outputVersions = new TreeMap<>();

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

  /** Records the run as still running. */
  public void saveRunning() {
    save("running", null, null);
  }

  /** Records the end of the run; error is null where it succeeded. */
  public void saveEnded(Instant endedAt, String error) {
    save(error == null ? "done" : "failed", endedAt, error);
  }

  private void save(String status, Instant endedAt, String error) {
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
            error);
    Dataset<Row> rows = spark.createDataFrame(List.of(row), ROW);
    for (String map : List.of("stages", "input_versions", "output_versions")) {
      rows = rows.withColumn(map, map_from_entries(col(map)));
    }
    tables.record(Tables.RUN, runId, rows);
  }

  private static StructType withEntries(StructType schema) {
    DataType entries = DataTypes.createArrayType(StructType.fromDDL("key STRING, value STRING"));
    return new StructType(
        Arrays.stream(schema.fields())
            .map(
                f ->
                    f.dataType() instanceof MapType
                        ? f.copy(f.name(), entries, true, f.metadata())
                        : f)
            .toArray(StructField[]::new));
  }

  /** Entries of a map, since a Row of Java cannot hold one. */
  private static Row[] entries(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
        .toArray(Row[]::new);
  }

  /**
   * The latest word on each stage of a period: its fingerprint, or {@link #PENDING} where a run
   * began it and did not finish, or removed its rows. A stage that no run has begun is absent.
   *
   * @param stages stage names with the period they are recorded under; null for any period
   */
  public static Map<String, String> latestStages(TableStore tables, Map<String, String> stages) {
    Map<String, String> latest = new TreeMap<>();
    if (!tables.exists(Tables.RUN)) {
      return latest;
    }
    List<Row> runs =
        new ArrayList<>(
            tables
                .read(Tables.RUN)
                .select("period", "stages")
                .orderBy("started_at", "run_id")
                .collectAsList());
    for (Row run : runs) {
      Map<String, String> recorded = run.getJavaMap(1);
      stages.forEach(
          (stage, period) -> {
            if (recorded.containsKey(stage) && (period == null || period.equals(run.get(0)))) {
              latest.put(stage, recorded.get(stage));
            }
          });
    }
    return latest;
  }
}
