package org.claimgraph.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class RunRecordTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path warehouse;

  private SparkSession spark;
  private TableStore tables;

  @BeforeEach
  void openStore(SparkSession session) {
    spark = session;
    tables = new TableStore(spark, warehouse.toString());
  }

  @Test
  void isOneRowThatIsRewrittenAsTheRunGoesOn() {
    RunRecord run = run("r1", "2010Q4", 0);
    run.stages().put("ingest", RunRecord.PENDING);
    run.saveRunning();
    Row running = tables.read(Tables.RUN).head();
    assertThat(running.<String>getAs("status")).isEqualTo("running");
    assertThat(running.<Instant>getAs("started_at")).isEqualTo(START);
    assertThat(running.<Instant>getAs("ended_at")).isNull();

    run.stages().put("ingest", "f1");
    run.inputVersions().put("claims.csv", "abc");
    run.outputVersions().put("claims.claim_line", "1");
    run.saveDone(START.plusSeconds(60));

    assertThat(tables.read(Tables.RUN).count()).isEqualTo(1);
    Row done = tables.read(Tables.RUN).head();
    assertThat(done.<String>getAs("status")).isEqualTo("done");
    assertThat(done.<Instant>getAs("ended_at")).isEqualTo(START.plusSeconds(60));
    assertThat(done.<String>getAs("error")).isNull();
    assertThat(done.getJavaMap(done.fieldIndex("stages"))).isEqualTo(Map.of("ingest", "f1"));
    assertThat(done.getJavaMap(done.fieldIndex("input_versions")))
        .isEqualTo(Map.of("claims.csv", "abc"));
    assertThat(done.getJavaMap(done.fieldIndex("output_versions")))
        .isEqualTo(Map.of("claims.claim_line", "1"));
  }

  @Test
  void aFailedRunSaysWhy() {
    run("r1", "2010Q4", 0).saveFailed(START, 3, "it broke");
    Row failed = tables.read(Tables.RUN).head();
    assertThat(failed.<String>getAs("status")).isEqualTo("failed");
    assertThat(failed.<String>getAs("error")).isEqualTo("it broke");
    assertThat(failed.<Integer>getAs("exit_status")).isEqualTo(3);
  }

  @Test
  void aRunThatFollowsHasTheLastWordThoughTheClockWasSetBack() {
    save(run("r1", "2010Q4", 60), Map.of("ingest", "i1"));
    RunRecord next = run("r0", "2010Q4", 0);
    next.follow(RunHistory.of(tables), START);
    save(next, Map.of("ingest", "i2"));
    assertThat(RunHistory.of(tables).anyPeriod("ingest")).isEqualTo("i2");
    assertThat(RunHistory.of(tables).newest())
        .isEqualTo(START.plusSeconds(3_600).plus(1, ChronoUnit.MICROS));
  }

  @Test
  void theLatestRunHasTheLastWordOnEachStageOfItsPeriod() {
    assertThat(RunHistory.of(tables).stages("2010Q4")).isEmpty();
    assertThat(RunHistory.of(tables).anyPeriod("ingest")).isNull();

    save(run("z-first", "2010Q4", 0), Map.of("ingest", "i1", "ties", "t1"));
    save(run("a-second", "2010Q3", 1), Map.of("ingest", "i2", "ties", "t0", "measures", "m0"));
    assertThat(RunHistory.of(tables).stages("2010Q4"))
        .isEqualTo(Map.of("ingest", "i1", "ties", "t1"));
    assertThat(RunHistory.of(tables).anyPeriod("ingest")).isEqualTo("i2");

    save(run("m-third", "2010Q4", 2), Map.of("ties", RunRecord.PENDING));
    assertThat(RunHistory.of(tables).stages("2010Q4"))
        .isEqualTo(Map.of("ingest", "i1", "ties", "pending"));
    assertThat(RunHistory.of(tables).last())
        .extractingByKeys("2010Q3", "2010Q4")
        .extracting(RunHistory.Run::runId)
        .containsExactly("a-second", "m-third");
  }

  private static void save(RunRecord run, Map<String, String> stages) {
    run.stages().putAll(stages);
    run.saveRunning();
  }

  private RunRecord run(String id, String period, int minute) {
    return new RunRecord(
        spark, tables, id, "run", period, START.plusSeconds(60L * minute), "0.1.0", "c0ffee");
  }
}
