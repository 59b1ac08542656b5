package org.claimgraph.job;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query}: SQL against the tables. */
@Command(
    name = "query",
    description = "Runs SQL against the tables, which are known as schema.table.")
final class QueryCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;

  @Parameters(paramLabel = "SQL", description = "A query, e.g. 'SELECT * FROM analysis.effect'.")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (one object a line); default: ${DEFAULT-VALUE}.")
  private Rendering format;

  @Override
  public Integer call() {
    Configuration config = options.read();
    if (!sql.strip().matches("(?is)(select|with|show|describe|desc|values|table|explain)\\b.*")) {
      throw new UserException(
          UserException.Fault.CONFIGURATION,
          "Unsupported SQL: query only reads, and this does not begin as a query does.",
          "Begin with SELECT, WITH, SHOW, DESCRIBE, VALUES, TABLE or EXPLAIN.");
    }
    SparkSession spark = Session.open("query");
    new TableStore(spark, config.warehouse()).register();
    format.print(ReadOnlySql.run(spark, sql), System.out);
    return 0;
  }
}
