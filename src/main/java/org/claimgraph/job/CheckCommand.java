package org.claimgraph.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.claims.Intake;
import org.claimgraph.claims.LayoutDescription;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.Table;
import org.claimgraph.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: would a run succeed, and what would it do? Writes nothing. */
@Command(
    name = "check",
    description = "Checks settings and input and prints what a run would do; writes nothing.",
    footerHeading = "%nExamples:%n",
    footer = {"  jobs/submit check --config my-claims.conf", "  jobs/submit check --describe tuva"})
final class CheckCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;

  @Option(
      names = "--describe",
      paramLabel = "LAYOUT",
      description = {
        "Instead, tells which files and columns a layout takes, and what is turned off where an"
            + " optional one is missing. Needs no settings."
      })
  private String layout;

  @Override
  public Integer call() {
    if (layout != null) {
      LayoutDescription.of(layout).forEach(System.out::println);
      return 0;
    }
    Configuration config = options.read();
    config.requiredPeriod();
    SparkSession spark = Session.open("check");
    Banner.print(System.out, spark, config);
    Pipeline pipeline = new Pipeline(spark, config, System.out);
    Intake intake = Intake.survey(spark, config.source());
    Plan plan = pipeline.plan(intake.sha256());
    intake.read(spark, IngestStage.environmentKey(), (name, rows) -> held(rows));
    printRows(spark, intake);
    if (config.source().isTieList()) {
      System.out.println("pairs      none to infer: the ties are given as a list");
    } else {
      Map<Table, Dataset<Row>> claims =
          ClaimTables.of(intake, spark, config, (table, rows) -> held(rows));
      tellWrongKeys(claims, System.out);
      DoorChecks.make(spark, config, claims).tell(System.out);
      TieForecast.of(spark, config, intake).tell(System.out);
    }
    plan.tell(System.out, config.source());
    return 0;
  }

  /** Tells for which tables a run would be refused, since rows have no key or share one. */
  static void tellWrongKeys(Map<Table, Dataset<Row>> claims, PrintStream out) {
    claims.forEach(
        (table, rows) ->
            TableStore.wrongKeys(table, rows)
                .ifPresent(wrong -> out.println("           warning: in " + table + " " + wrong)));
  }

  /**
   * Rows in memory as new columns, so that they can be joined with what was made of them. Plans end
   * here: those of views that use views would grow beyond measure.
   */
  private static Dataset<Row> held(Dataset<Row> rows) {
    return rows.localCheckpoint(false).toDF(rows.columns());
  }

  private static void printRows(SparkSession spark, Intake intake) {
    TreeMap<String, String> rejected = new TreeMap<>();
    for (Row row :
        intake
            .rejected()
            .groupBy("source_file", "reason")
            .agg(count(lit(1)).as("rows"))
            .orderBy(col("source_file"), col("reason"))
            .collectAsList()) {
      rejected.merge(
          row.getString(0), row.getLong(2) + " " + row.getString(1), (a, b) -> a + ", " + b);
    }
    for (Row file : intake.rowsIn(spark).orderBy("source_file").collectAsList()) {
      String name = file.getString(0);
      System.out.printf(
          Locale.ROOT,
          "%10d rows in %s%s%n",
          file.getLong(1),
          name,
          rejected.containsKey(name) ? ", rejected: " + rejected.get(name) : "");
    }
    intake.ignored().forEach(name -> System.out.println("   ignored " + name));
  }
}
