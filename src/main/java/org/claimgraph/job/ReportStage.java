package org.claimgraph.job;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.ReportConfig;
import org.claimgraph.report.PublishedPeriod;
import org.claimgraph.report.Report;
import org.claimgraph.report.ReportData;
import org.claimgraph.report.ReportFolder;
import org.claimgraph.tables.PublicationLedger;
import org.claimgraph.tables.Table;

/** The report of a period, from what readers see of it. */
final class ReportStage {

  private final Job job;
  private final Map<String, Long> versions;

  private ReportStage(Job job) {
    this.job = job;
    this.versions = new PublicationLedger(job.spark(), job.tables()).versions();
  }

  static void run(Job job) {
    new ReportStage(job).write();
  }

  private void write() {
    ReportConfig config = job.config().report();
    Configuration hadoop = job.spark().sessionState().newHadoopConf();
    String map = ReportFolder.text(hadoop, config.regionMap());
    ReportData data = new PublishedPeriod(job.config(), Build.version(), this::rows).read(map);
    String below = config.folder() == null ? job.config().warehouse() + "/report" : config.folder();
    String folder = below + "/" + job.period();
    ReportFolder.replace(hadoop, folder, Report.files(data));
    job.log().println("           " + folder + "/report.html");
  }

  /**
   * A published table as readers see it, or a table of this warehouse; null where there is none.
   */
  private Dataset<Row> rows(Table table) {
    if (!table.isPublished()) {
      return job.tables().exists(table) ? job.tables().read(table) : null;
    }
    Long version = versions.get(table.name());
    if (version == null) {
      return null;
    }
    job.run().inputVersions().put(table.name(), version.toString());
    return job.tables().read(table, version);
  }
}
