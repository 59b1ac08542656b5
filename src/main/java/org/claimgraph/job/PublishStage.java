package org.claimgraph.job;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.UserException;
import org.claimgraph.publication.Publication;
import org.claimgraph.publication.WithheldCells;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.Tables;

/**
 * Publishes a period: replaces its rows in every published table, then lets readers see all of them
 * by one commit. Only one run at a time publishes; others wait for it.
 */
final class PublishStage {

  private final Job job;
  private final PublicationLedger ledger;

  private PublishStage(Job job) {
    this.job = job;
    this.ledger = new PublicationLedger(job.spark(), job.tables());
  }

  static void run(Job job) {
    long version =
        Locks.sharing(job, PublicationLedger.LOCK, held -> new PublishStage(held).publish());
    job.run().outputVersions().put(Tables.PUBLICATION.name(), Long.toString(version));
  }

  /** Returns the version of the ledger. */
  private long publish() {
    if (job.readPeriod(Tables.PERIOD_PHYSICIAN).isEmpty()) {
      throw new UserException(
          UserException.Fault.FAILED,
          "Cannot publish " + job.period() + ": network.physician has no rows of it.",
          "Run jobs/submit run for this period first.");
    }
    List<Table> back = ledger.takeBackUnpublished();
    if (!back.isEmpty()) {
      job.log().println("           took back what an unfinished publication left in " + back);
    }
    try (Staging staging = job.tables().staging()) {
      replace(Publication.of(job.config(), this::rows, staging::hold));
    }
    tell(withhold());
    Instant now = Instant.now();
    ledger.publish(job.run().runId(), job.period(), now);
    return job.tables().version(Tables.PUBLICATION);
  }

  private void replace(Map<Table, Dataset<Row>> rows) {
    for (Table table : Tables.published()) {
      if (rows.containsKey(table)) {
        job.replacePeriod(table, rows.get(table));
      } else {
        job.clearPeriod(table);
      }
    }
  }

  /** Rows of the period, or all of a table without periods; null where there is no table. */
  private Dataset<Row> rows(Table table) {
    if (!job.tables().exists(table)) {
      return null;
    }
    return table.key().contains("period") ? job.readPeriod(table) : job.read(table);
  }

  /** Writes down what is not published, from the tables as they were committed. */
  private List<Row> withhold() {
    Map<Table, Dataset<Row>> from = new LinkedHashMap<>();
    Map<Table, Dataset<Row>> told = new LinkedHashMap<>();
    for (Table table : Tables.published()) {
      Dataset<Row> rows = rows(Tables.named(table.of()));
      if (rows != null && job.tables().exists(table)) {
        from.put(table, rows);
        told.put(table, job.tables().read(table, job.period()).drop("period"));
      }
    }
    Dataset<Row> withheld = WithheldCells.compare(from, told);
    job.replacePeriod(Tables.WITHHELD, withheld);
    return withheld.where("column_name = '*'").collectAsList();
  }

  private void tell(List<Row> withheld) {
    for (Row row : withheld) {
      String cohort = row.getAs("cohort");
      job.log()
          .printf(
              Locale.ROOT,
              "           %s%s: %,d rows withheld (%s)%n",
              row.<String>getAs("table_name"),
              cohort.isEmpty() ? "" : ", " + cohort,
              row.<Long>getAs("cells"),
              row.<String>getAs("reason"));
    }
  }
}
