package org.claimgraph.job;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.UserException;
import org.claimgraph.claims.ClaimLines;
import org.claimgraph.claims.Intake;
import org.claimgraph.claims.Physicians;
import org.claimgraph.config.Configuration;
import org.claimgraph.ties.LinkCounts;
import org.claimgraph.ties.PatientPhysicians;
import org.claimgraph.ties.TieCost;

/**
 * What the ties of a period will cost, told before any of it is done. Counts only, no ids.
 *
 * @param cost what their inference takes
 * @param memory what a task has
 */
record TieForecast(TieCost cost, TaskMemory memory) {

  private static final int HEAVIEST = 5;
  private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

  /**
   * Counts the links that a run would make of the source.
   *
   * @param intake the source, read
   * @throws UserException where there are none
   */
  static TieForecast of(SparkSession spark, Configuration config, Intake intake) {
    Dataset<Row> lines = ClaimLines.of(intake);
    Dataset<Row> physicians =
        Physicians.of(intake, lines, spark, config.specialty(), config.region());
    Dataset<Row> links =
        PatientPhysicians.of(
                TiesStage.encounters(
                    TiesStage.judgedLines(lines, physicians, spark, config.encounter()),
                    config.requiredPeriod()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    LinkCounts counts =
        LinkCounts.of(links, PatientPhysicians.physicians(links, config.encounter().minPatients()));
    links.unpersist();
    if (counts.links() == 0) {
      throw TiesStage.noEncounters(config);
    }
    return new TieForecast(TieCost.of(counts, spark), TaskMemory.of(spark.sparkContext()));
  }

  /**
   * Tells the cost.
   *
   * @throws UserException where a task has less memory than it needs
   */
  void tell(PrintStream out) {
    LinkCounts counts = cost.counts();
    line(
        out,
        "patients   %,d, of them %,d with several physicians; those with most have %s",
        counts.patients(),
        counts.ofSharedPatients().patients(),
        counts.largestSizes(HEAVIEST).stream()
            .map(size -> String.format(Locale.ROOT, "%,d", size))
            .collect(joining(", ")));
    line(
        out,
        "physicians %,d; the one with most has %,d patients",
        counts.physicians(),
        counts.mostPatients());
    line(out, "links      %,d of a patient and a physician", counts.links());
    line(
        out,
        "pairs      %,d of two physicians of one patient; at most %,d ties",
        counts.pairs(),
        counts.mostTies());
    line(out, "shuffle    about %s to infer ties, before compression", size(cost.shuffleBytes()));
    line(
        out,
        "memory     about %s for a task that infers ties; it has %s (%d at once in %s)",
        size(cost.taskBytes()),
        size(memory.room()),
        memory.tasks(),
        size(memory.heap()));
    requireRoom();
  }

  private void requireRoom() {
    if (cost.taskBytes() <= memory.room()) {
      return;
    }
    String finer =
        cost.finer(memory.room()).entrySet().stream()
            .map(setting -> "--conf " + setting + " ")
            .collect(joining());
    throw new UserException(
        UserException.Fault.CONFIGURATION,
        String.format(
            Locale.ROOT,
            "Cannot infer ties: a task needs about %s of memory and has %s, as %d run at once in %s.",
            size(cost.taskBytes()),
            size(memory.room()),
            memory.tasks(),
            size(memory.heap())),
        "After -- of jobs/submit set "
            + (finer.isEmpty() ? "" : finer + "or ")
            + "--conf "
            + memory.setting()
            + "="
            + memory.heapFor(cost.taskBytes())
            + "m.");
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }

  private static String size(long bytes) {
    double size = bytes / 1024.0;
    int unit = 0;
    while (size >= 1024) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
  }
}
