package org.claimgraph.job;

import static org.apache.spark.sql.functions.lit;
import static org.claimgraph.tables.Tables.CHANGE;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.REGION_MEASURE;
import static org.claimgraph.tables.Tables.TIE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.Period;
import org.claimgraph.measures.NetworkChanges;
import org.claimgraph.measures.NetworkChanges.Measured;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.RunRecord;

/** The network of the period beside those of a quarter and of a year before. */
final class ChangesStage {

  /** What a period is compared with. */
  private enum Against {
    PREVIOUS("previous", 1),
    YEAR_BEFORE("year-before", 4);

    private final String label;
    private final int quarters;

    Against(String label, int quarters) {
      this.label = label;
      this.quarters = quarters;
    }

    String period(Period period) {
      return period.minusQuarters(quarters).label();
    }
  }

  private ChangesStage() {}

  static void run(Job job) {
    Period period = job.config().requiredPeriod();
    RunHistory history = RunHistory.of(job.tables());
    Map<String, String> measured = measured(period, history.stages(period.label()), history);
    List<Dataset<Row>> changes = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Against against : Against.values()) {
      String before = against.period(period);
      if (measured.containsKey(before)) {
        changes.add(changes(job, against, before));
      } else {
        missing.add(before + " (" + against.label + ")");
      }
    }
    if (!missing.isEmpty()) {
      job.log()
          .println(
              "           not compared, because not measured with the same settings: "
                  + String.join(", ", missing));
    }
    if (!changes.isEmpty() || !job.tables().exists(CHANGE)) {
      changes.add(job.spark().createDataFrame(List.of(), CHANGE.schema()).drop("period"));
      job.replacePeriod(CHANGE, changes.stream().reduce(Dataset::unionByName).orElseThrow());
    } else {
      job.clearPeriod(CHANGE);
    }
  }

  private static Dataset<Row> changes(Job job, Against against, String before) {
    return NetworkChanges.of(
            network(job, job.period()),
            network(job, before),
            job.config().tie().rules(),
            job.config().measure())
        .withColumn("against", lit(against.label))
        .withColumn("before_period", lit(before));
  }

  private static Measured network(Job job, String period) {
    return new Measured(
        job.readPeriod(PERIOD_PHYSICIAN, period),
        job.readPeriod(TIE, period),
        job.readPeriod(REGION_MEASURE, period));
  }

  /**
   * The periods that a period can be compared with: measured, and with the same settings.
   *
   * @param own fingerprints of the stages of the period itself, by name
   * @return by period the fingerprint of its measures
   */
  static Map<String, String> measured(Period period, Map<String, String> own, RunHistory history) {
    Map<String, String> measured = new TreeMap<>();
    for (Against against : Against.values()) {
      String before = against.period(period);
      Map<String, String> then = history.stages(before);
      if (isAlike(Stage.TIES, own, then) && isAlike(Stage.MEASURES, own, then)) {
        measured.put(before, then.get(Stage.MEASURES.label()));
      }
    }
    return measured;
  }

  private static boolean isAlike(Stage stage, Map<String, String> now, Map<String, String> then) {
    String own = now.get(stage.label());
    String other = then.get(stage.label());
    return own != null
        && other != null
        && !other.equals(RunRecord.PENDING)
        && StageFingerprint.parse(own).settings().equals(StageFingerprint.parse(other).settings());
  }
}
