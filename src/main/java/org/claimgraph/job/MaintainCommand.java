package org.claimgraph.job;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.RunLock;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import org.claimgraph.tables.Tables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code maintain}: fewer files for the same rows. */
@Command(
    name = "maintain",
    description =
        "Joins small files of tables and removes those of old versions; while it works no run can"
            + " start, nor can it while one works.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit maintain --config my-claims.conf --dry-run",
      "  jobs/submit maintain --config my-claims.conf --retention-days 90"
    })
final class MaintainCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;

  @Option(
      names = "--retention-days",
      paramLabel = "DAYS",
      defaultValue = "30",
      description =
          "Files that versions of so many days need are kept, at least 7; default:"
              + " ${DEFAULT-VALUE}.")
  private int days;

  @Option(names = "--dry-run", description = "Tells what would be removed and changes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    Configuration config = options.read();
    if (days < TableStore.LEAST_DAYS) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid --retention-days " + days + ": files of the last 7 days may still be read.",
          "Give 7 or more.");
    }
    SparkSession spark = Session.open("maintain");
    TableStore tables = new TableStore(spark, config.warehouse());
    Locks.holding(
        spark,
        config,
        RunLock.MAINTENANCE,
        lock -> maintain(spark, dryRun ? tables : tables.heldBy(lock), days, dryRun, System.out));
    return 0;
  }

  /**
   * Every step leaves the rows that readers see as they are, and their files for 7 days at least;
   * so what the ledger of publications names stays readable until it names the new versions.
   */
  static void maintain(
      SparkSession spark, TableStore tables, int days, boolean dryRun, PrintStream out) {
    List<Table> all = Tables.all().stream().filter(tables::exists).toList();
    if (dryRun) {
      for (Table table : all) {
        out.println(table + ": " + tables.vacuum(table, days, true) + " files would be removed");
      }
      return;
    }
    PublicationLedger ledger = new PublicationLedger(spark, tables);
    ledger.takeBackUnpublished();
    tables.removeStaging();
    for (Table table : all) {
      tables.compact(table);
      tables.vacuum(table, days, false);
      out.println(table + ": maintained");
    }
    if (!ledger.newest().isEmpty()) {
      Instant now = Instant.now();
      ledger.publish(Pipeline.runId(now), null, now);
    }
  }
}
