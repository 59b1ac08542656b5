package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.RunHistory.Run;
import org.junit.jupiter.api.Test;

/** Which quarters a command is about, which claims a stage sees, and how runs are told. */
class QuartersTest {

  private static final Map<String, String> CONTENTS = contents();

  private static Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    for (String quarter : BackfillCommand.labels("2006Q1", "2011Q4")) {
      contents.put("claims.claim_line " + quarter, "1:1");
      contents.put("claims.stay " + quarter, "1:1");
    }
    contents.put("claims.claim_line priced", "1:1");
    contents.put("claims.stay priced", "1:1");
    contents.put("claims.physician traits", "1:1");
    contents.put("claims.physician hospitals", "1:1");
    contents.put("claims.hospital", "1:1");
    contents.put("first_day", "2006-01-01");
    contents.put("last_day", "2011-12-31");
    return contents;
  }

  private static Map<String, String> seen(Stage stage, String... settings) {
    return ClaimContents.seen(stage, Configuration.read(List.of(), List.of(settings)), CONTENTS);
  }

  @Test
  void tiesSeeTheQuartersOfTheirPeriodAlone() {
    assertThat(seen(Stage.TIES, "period.end=2010Q1", "period.quarters=2").keySet())
        .containsExactly(
            "claims.claim_line 2009Q4",
            "claims.claim_line 2010Q1",
            "claims.physician traits",
            "claims.stay 2009Q4",
            "claims.stay 2010Q1");
  }

  @Test
  void outcomesSeeTwoYearsBeforeADeathTheYearBeforeThatAndTheMonthAfter() {
    Map<String, String> seen =
        seen(
            Stage.OUTCOMES,
            "period.end=2010Q4",
            "outcome.cohorts=all,last-two-years",
            "outcome.charlson.look-back-days=365");
    assertThat(seen)
        .containsKeys("claims.claim_line 2007Q1", "claims.claim_line 2010Q4")
        .doesNotContainKeys("claims.claim_line 2006Q4", "claims.claim_line 2011Q1")
        .containsKeys("claims.stay 2008Q1", "claims.stay 2011Q1")
        .doesNotContainKeys("claims.stay 2007Q4", "claims.stay 2011Q2")
        .containsKeys("claims.claim_line priced", "claims.stay priced")
        .doesNotContainKeys("claims.physician hospitals", "claims.hospital");
  }

  @Test
  void whatTheSourceCoversBeyondTheReachIsNothingToOutcomes() {
    assertThat(seen(Stage.OUTCOMES, "period.end=2010Q4", "outcome.cohorts=all"))
        .containsEntry("first_day", "2009-12-31")
        .containsEntry("last_day", "2011-01-30");
    assertThat(
            seen(
                Stage.OUTCOMES,
                "period.end=2010Q4",
                "outcome.cohorts=all",
                "source.last-day=2010-12-31"))
        .containsEntry("last_day", "2010-12-31");
  }

  @Test
  void aCohortGivenAsSqlMaySeeAnything() {
    Configuration config =
        Configuration.read(
            List.of(), List.of("outcome.cohorts=[mine]", "outcome.cohort-sql.mine=SELECT 1"));
    assertThat(ClaimContents.isUnbounded(Stage.OUTCOMES, config)).isTrue();
    assertThat(ClaimContents.isUnbounded(Stage.TIES, config)).isFalse();
  }

  @Test
  void quartersAreCountedOverTheYears() {
    assertThat(BackfillCommand.labels("2008Q3", "2009Q2"))
        .containsExactly("2008Q3", "2008Q4", "2009Q1", "2009Q2");
    assertThatThrownBy(() -> BackfillCommand.labels("2009Q1", "2008Q4"))
        .hasMessageStartingWith("Invalid --from 2009Q1: it is after --to 2008Q4.");
    assertThatThrownBy(() -> BackfillCommand.labels("2009Q1", "2009Q5"))
        .hasMessageStartingWith("Invalid --to 2009Q5: it must be a quarter such as 2010Q4.");
  }

  @Test
  void statusIsTheWorstOfTheLastRunsOfPeriods() {
    RunHistory history =
        new RunHistory(
            List.of(
                run("a", "2009Q4", "failed", 3),
                run("b", "2010Q4", "running", null),
                run("c", "2009Q4", "done", 0),
                run("d", "2010Q4", "running", null)));
    List<RunStatus> dead = RunStatus.of(history, period -> false);
    assertThat(dead)
        .extracting(RunStatus::status)
        .containsExactly("failed", "interrupted", "done", "interrupted");
    assertThat(RunStatus.exitStatus(dead)).isEqualTo(1);
    List<RunStatus> living = RunStatus.of(history, "2010Q4"::equals);
    assertThat(living)
        .extracting(RunStatus::status)
        .containsExactly("failed", "interrupted", "done", "running");
    assertThat(RunStatus.exitStatus(living)).isEqualTo(4);
    assertThat(RunStatus.exitStatus(living.subList(2, 3))).isZero();
    assertThat(RunStatus.exitStatus(List.of())).isEqualTo(2);
    assertThat(dead.get(2).row().getString(7)).isEqualTo("ties 1.5 s, outcomes not done");
    assertThat(dead.get(2).row().getString(8)).matches("2 files [0-9a-f]{12}, 1 tables");
  }

  private static Run run(String id, String period, String status, Integer exitStatus) {
    return new Run(
        id,
        "run",
        period,
        status,
        Instant.EPOCH,
        exitStatus == null ? null : Instant.EPOCH.plusSeconds(5),
        exitStatus,
        null,
        Map.of("outcomes", "pending", "ties", "x"),
        Map.of("ties", 1.5),
        Map.of("a.csv", "1", "b.csv", "2", "claims.stay", "0"),
        Map.of());
  }

  @Test
  void progressAsJsonIsOneObjectALine() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream log = LogFormat.json.to(new PrintStream(told, true, StandardCharsets.UTF_8));
    log.println("ties \"x\"");
    log.printf("%s%n", "Füße");
    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("\"}"))
        .anyMatch(line -> line.endsWith("\"message\":\"ties \\\"x\\\"\"}"))
        .anyMatch(line -> line.endsWith("\"message\":\"Füße\"}"));
  }
}
