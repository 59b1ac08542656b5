package org.claimgraph.job;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.publication.PublishedSql;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code serve}: JDBC for those who may see what is published. */
@Command(
    name = "serve",
    description =
        "Lets BI tools read the published tables, and nothing else, by JDBC (Spark Thrift server)"
            + " until it is stopped.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit serve --config my-claims.conf",
      "  jobs/submit serve --config my-claims.conf --port 10001 --refresh 300"
    })
final class ServeCommand implements Callable<Integer> {

  @ParentCommand private Cli cli;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "10000",
      description = "Where it listens; default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address it listens at; one that others reach needs hive.server2.authentication; default:"
              + " ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--refresh",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How often it looks for a new publication; default: ${DEFAULT-VALUE}.")
  private int refresh;

  @Override
  public Integer call() throws InterruptedException {
    requireRange("--port", port, 65535);
    requireRange("--refresh", refresh, 86400);
    Configuration config = options.read();
    ThriftServer server = new ThriftServer(host, port);
    SparkSession spark = Session.openForAnalysts("serve", server.settings());
    Views views = new Views(spark, new TableStore(spark, config.warehouse()), cli.log());
    views.refresh();
    server.start(spark);
    cli.log().println("serving        jdbc:hive2://" + host + ":" + port + "/published");
    while (!spark.sparkContext().isStopped()) {
      TimeUnit.SECONDS.sleep(refresh);
      views.refresh();
    }
    throw new UserException(
        UserException.Fault.FAILED,
        "Cannot go on serving: Spark has stopped.",
        "See above why, and start it again.");
  }

  private static void requireRange(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Invalid " + option + " " + value + ".",
          "Give a number from 1 to " + most + ".");
    }
  }

  /** The views of published tables, as they were last published. */
  private static final class Views {

    private final TableStore tables;
    private final PublicationLedger ledger;
    private final PrintStream log;
    private Long shown;

    Views(SparkSession spark, TableStore tables, PrintStream log) {
      this.tables = tables;
      this.ledger = new PublicationLedger(spark, tables);
      this.log = log;
    }

    void refresh() {
      long newest = ledger.version();
      if (shown == null || newest != shown) {
        PublishedSql.replaceViews(tables::registerPublished);
        shown = newest;
        log.println("publication    " + (newest < 0 ? "none yet" : newest));
      }
    }
  }
}
