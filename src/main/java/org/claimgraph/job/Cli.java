package org.claimgraph.job;

import java.io.PrintStream;
import java.util.Locale;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.TableStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands, and what their exit status means. */
@Command(
    name = "jobs/submit",
    description = {
      "Patient-sharing physician networks from claims, joined to what care costs and does.",
      "Everything after -- goes to spark-submit, e.g. -- --master yarn."
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Cli.Version.class,
    subcommands = {
      RunCommand.class,
      BackfillCommand.class,
      StatusCommand.class,
      CheckCommand.class,
      QueryCommand.class,
      ServeCommand.class,
      SimulateCommand.class,
      VerifyCommand.class,
      ExportCommand.class,
      MaintainCommand.class,
      CompletionCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:failed while running",
      "2:unusable arguments or configuration",
      "3:input rejected",
      "4:another run holds the same period",
      "5:published data do not match their fingerprint"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit check --config my-claims.conf",
      "  jobs/submit run --config my-claims.conf --period 2010Q4",
      "  jobs/submit run --help"
    })
public final class Cli implements Runnable {

  private static final int HELP_WIDTH = 100;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean verbose;

  @Option(
      names = "--log-format",
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How progress is told on stderr: text or json (one object a line).")
  private LogFormat logFormat;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Cli() {}

  /** Runs one command and returns its exit status; stops Spark. */
  public static int execute(String... args) {
    CommandLine commandLine = commandLine();
    Cli cli = commandLine.getCommand();
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (!StopSign.isSeen()) {
            cli.logFormat.tellFailure(System.err, Failure.describe(failure));
          }
          if (cli.verbose) {
            System.err.print(Failure.trace(failure));
          }
          return Failure.exitStatus(failure);
        });
    commandLine.setExecutionStrategy(
        parsed -> {
          try {
            return new CommandLine.RunLast().execute(parsed);
          } catch (FSError unwritable) {
            // What Hadoop makes of a full disk is no exception, but to be told like one.
            throw new CommandLine.ExecutionException(
                parsed.commandSpec().commandLine(), "Cannot write", unwritable);
          }
        });
    try {
      return commandLine.execute(args);
    } finally {
      if (SparkSession.getDefaultSession().isDefined()) {
        SparkSession.getDefaultSession().get().stop();
      }
    }
  }

  /** Every command with its options. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Cli());
    for (Stage stage : Stage.values()) {
      CommandLine command = new CommandLine(new StageCommand(stage));
      String does = stage.does();
      command
          .getCommandSpec()
          .usageMessage()
          .description(does.substring(0, 1).toUpperCase(Locale.ROOT) + does.substring(1) + ".")
          .footer("  jobs/submit " + stage.label() + " --config my-claims.conf --period 2010Q4");
      commandLine.addSubcommand(stage.label(), command);
    }
    return commandLine
        .setUsageHelpWidth(HELP_WIDTH)
        .setParameterExceptionHandler(new UnknownWords(commandLine.getParameterExceptionHandler()));
  }

  /** Where progress is told. */
  PrintStream log() {
    return logFormat.to(System.err);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command.");
  }

  /** The text of --version. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {
        "claimgraph " + Build.version(),
        "Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
        "Delta " + TableStore.deltaVersion()
      };
    }
  }
}
