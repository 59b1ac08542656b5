package org.claimgraph.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.TableStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query}: SQL against the tables. */
@Command(
    name = "query",
    description = "Runs SQL against the tables, which are known as schema.table.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit query --config my-claims.conf 'DESCRIBE network.tie'",
      "  jobs/submit query --config my-claims.conf --file notebooks/sql/headlines.sql --format csv"
    })
final class QueryCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;

  @ArgGroup(multiplicity = "1")
  private Sql sql;

  /** The query itself, or the file that holds it. */
  private static final class Sql {

    @Parameters(paramLabel = "SQL", description = "A query, e.g. 'SELECT * FROM analysis.effect'.")
    private String text;

    @Option(names = "--file", paramLabel = "FILE", description = "A file that holds the query.")
    private Path file;

    String text() {
      return file == null ? text : read(file);
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException unreadable) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Cannot read --file " + file + ".",
            "Name a file with one query.");
      }
    }
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (one object a line); default: ${DEFAULT-VALUE}.")
  private Rendering format;

  @Override
  public Integer call() {
    Configuration config = options.read();
    String text = sql.text();
    SparkSession spark = Session.open("query");
    new TableStore(spark, config.warehouse()).register();
    String remedy =
        "SHOW TABLES IN network lists the tables of a schema, DESCRIBE network.tie the columns.";
    format.print(ReadOnlySql.run(spark, text, "SQL", remedy), System.out);
    return 0;
  }
}
