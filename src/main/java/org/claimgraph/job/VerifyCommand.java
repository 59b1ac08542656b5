package org.claimgraph.job;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.TableStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code verify}: whether published tables still are what was published. */
@Command(
    name = "verify",
    description = "Reads all published tables and compares them with what was published.",
    footerHeading = "%nExamples:%n",
    footer = {"  jobs/submit verify --config my-claims.conf"})
final class VerifyCommand implements Callable<Integer> {

  @Mixin private ConfigOptions options;

  @Override
  public Integer call() {
    Configuration config = options.read();
    SparkSession spark = Session.open("verify");
    TableStore tables = new TableStore(spark, config.warehouse());
    new PublicationLedger(spark, tables).verify(System.out::println);
    return 0;
  }
}
