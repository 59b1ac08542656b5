package org.claimgraph.job;

import static org.apache.spark.sql.functions.col;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.UserException;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableCopies;
import org.claimgraph.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: published tables as files for other programs. */
@Command(
    name = "export",
    description =
        "Copies published tables to files, those of the period that is set or of all periods.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  jobs/submit export --config my-claims.conf --output target/export",
      "  jobs/submit export --config my-claims.conf --output target/csv --format csv --table effect"
    })
final class ExportCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "parquet",
      description = "parquet or csv; default: ${DEFAULT-VALUE}.")
  private TableCopies.Format format;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the files go, one for each table; a new folder or an empty one.")
  private String output;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "A published table, e.g. tie; repeatable; default: all of them.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    Configuration config = options.read();
    SparkSession spark = Session.open("export");
    export(spark, config, names, new TableCopies(spark, output), format, System.out);
    return 0;
  }

  static void export(
      SparkSession spark,
      Configuration config,
      List<String> names,
      TableCopies copies,
      TableCopies.Format format,
      PrintStream out) {
    TableStore tables = new TableStore(spark, config.warehouse());
    Map<String, Long> versions = new PublicationLedger(spark, tables).versions();
    for (Table table : chosen(versions, names)) {
      Dataset<Row> rows = tables.read(table, versions.get(table.name()));
      if (config.period() != null) {
        rows = rows.where(col("period").equalTo(config.period().label()));
      }
      out.println(copies.write(table, rows, format));
    }
  }

  private static List<Table> chosen(Map<String, Long> versions, List<String> names) {
    List<Table> published =
        PublicationLedger.published().stream()
            .filter(table -> versions.containsKey(table.name()))
            .toList();
    List<String> known = published.stream().map(Table::view).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Cannot export table " + name + ": it is not published.",
            "Published are: " + String.join(", ", known) + ".");
      }
    }
    return published.stream()
        .filter(table -> names.isEmpty() || names.contains(table.view()))
        .toList();
  }
}
