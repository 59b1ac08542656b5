package org.claimgraph.job;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.claims.Intake;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.RunRecord;
import org.claimgraph.tables.TableStore;

/**
 * Runs several periods, the earliest first. The source is surveyed once, and read by the first
 * period if it has to be.
 */
final class Backfill {

  /** What becomes of periods that were completed before, whether or not they are up to date. */
  enum OnExisting {
    /** They stay as they are. */
    skip,
    /** What is not up to date is done again. */
    replace,
    /** Nothing is done. */
    fail
  }

  private static final String COMMAND = "backfill";

  /** Commands that complete a period. */
  private static final Set<String> WHOLE = Set.of("run", COMMAND);

  private final SparkSession spark;
  private final Map<String, Configuration> configs;
  private final OnExisting onExisting;
  private final PrintStream log;

  private Intake intake;

  /**
   * A backfill that is about to start.
   *
   * @param configs the configuration of each period by its label, in order
   */
  Backfill(
      SparkSession spark,
      Map<String, Configuration> configs,
      OnExisting onExisting,
      PrintStream log) {
    this.spark = spark;
    this.configs = configs;
    this.onExisting = onExisting;
    this.log = log;
  }

  /** Runs every period; the first that fails is the last that is begun. */
  void run() {
    List<String> periods = chosen();
    for (String period : periods) {
      try {
        pipeline(period).runAll(COMMAND, this::survey);
      } catch (Exception failure) {
        // Spark's Scala code throws checked exceptions without declaring them.
        int done = periods.indexOf(period);
        log.println("Stopped at " + period + "; done: " + list(periods.subList(0, done)) + ";");
        log.println("not begun: " + list(periods.subList(done + 1, periods.size())) + ".");
        throw failure;
      }
    }
  }

  /** Tells what would run in each period; writes nothing. */
  void tell(PrintStream out) {
    for (String period : chosen()) {
      out.println(period);
      pipeline(period).plan(survey().sha256()).tell(out, configs.get(period).source());
    }
  }

  private Pipeline pipeline(String period) {
    return new Pipeline(spark, configs.get(period), log);
  }

  private Intake survey() {
    if (intake == null) {
      intake = Intake.survey(spark, first().source());
    }
    return intake;
  }

  private Configuration first() {
    return configs.values().iterator().next();
  }

  /** The periods that are to be run. */
  private List<String> chosen() {
    if (first().source().isTieList()) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot backfill a tie list: it has no dates, so that every period would be the same.",
          "Run each list with jobs/submit run --period YYYYQn.");
    }
    List<String> periods = new ArrayList<>(configs.keySet());
    Set<String> completed = completed();
    if (onExisting == OnExisting.fail && !completed.isEmpty()) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Cannot backfill " + list(completed.stream().sorted().toList()) + ": completed before.",
          "Leave these out, or give --on-existing skip or --on-existing replace.");
    }
    if (onExisting == OnExisting.skip && periods.removeAll(completed)) {
      log.println("Skipped: " + list(completed.stream().sorted().toList()) + ".");
    }
    return periods;
  }

  private Set<String> completed() {
    return RunHistory.of(new TableStore(spark, first().warehouse())).runs().stream()
        .filter(run -> configs.containsKey(run.period()))
        .filter(run -> run.status().equals(RunRecord.DONE) && WHOLE.contains(run.command()))
        .map(RunHistory.Run::period)
        .collect(Collectors.toSet());
  }

  private static String list(List<String> periods) {
    return periods.isEmpty() ? "none" : String.join(", ", periods);
  }

  /**
   * The configurations of all periods from one to another.
   *
   * @param configOf the configuration of the period with a label
   */
  static Map<String, Configuration> configs(
      List<String> labels, Function<String, Configuration> configOf) {
    Map<String, Configuration> configs = new LinkedHashMap<>();
    labels.forEach(label -> configs.put(label, configOf.apply(label)));
    return configs;
  }
}
