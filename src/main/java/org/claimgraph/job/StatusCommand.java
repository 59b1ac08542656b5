package org.claimgraph.job;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.tables.RunHistory;
import org.claimgraph.tables.RunLock;
import org.claimgraph.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: what ran, and the exit status that a cluster may have lost. */
@Command(
    name = "status",
    description = {
      "Tells what ran, from which input, when and how long, and ends with the exit status of the"
          + " last run of the period: 4 while it is running, 1 where it was interrupted, 2 where"
          + " there is none. Without a period: of all, and the worst."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit status --config my-claims.conf",
      "  jobs/submit status --config my-claims.conf --period 2010Q4 --format json"
    })
final class StatusCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;

  @Option(names = "--run", paramLabel = "RUN_ID", description = "One run alone.")
  private String runId;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (one object a line); default: ${DEFAULT-VALUE}.")
  private Rendering format;

  @Override
  public Integer call() {
    org.claimgraph.config.Configuration config = options.read();
    SparkSession spark = Session.open("status");
    Configuration hadoop = spark.sessionState().newHadoopConf();
    RunHistory history = RunHistory.of(new TableStore(spark, config.warehouse()));
    List<RunStatus> runs =
        RunStatus.of(history, period -> RunLock.isHeld(hadoop, config.warehouse(), period)).stream()
            .filter(status -> runId == null || runId.equals(status.run().runId()))
            .filter(
                status ->
                    runId != null
                        || config.period() == null
                        || config.period().label().equals(status.run().period()))
            .toList();
    if (runs.isEmpty()) {
      throw none(config);
    }
    format.print(
        spark.createDataFrame(runs.stream().map(RunStatus::row).toList(), RunStatus.COLUMNS),
        System.out);
    return RunStatus.exitStatus(runs);
  }

  private UserException none(org.claimgraph.config.Configuration config) {
    String which = runId != null ? " " + runId : "";
    if (runId == null && config.period() != null) {
      which = " of " + config.period().label();
    }
    return new UserException(
        UserException.Fault.CONFIGURATION,
        "Missing run" + which + " in warehouse " + config.warehouse() + ".",
        "Check --period, --run and warehouse; jobs/submit status without a period lists every run.");
  }
}
