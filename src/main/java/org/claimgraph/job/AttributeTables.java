package org.claimgraph.job;

import static org.claimgraph.tables.Tables.ATTRIBUTE_HOMOPHILY;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_ATTRIBUTE;
import static org.claimgraph.tables.Tables.TIE;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.claims.AttributeFile;
import org.claimgraph.measures.AttributeHomophily;
import org.claimgraph.measures.PhysicianAttributes;
import org.claimgraph.tables.Staging;

/** What a file tells of single physicians beside the network, as tables; none without a file. */
final class AttributeTables {

  private AttributeTables() {}

  static void replace(Job job) {
    String path = job.config().attributes().path();
    if (path == null) {
      job.clearPeriod(PHYSICIAN_ATTRIBUTE);
      job.clearPeriod(ATTRIBUTE_HOMOPHILY);
      return;
    }
    Dataset<Row> physicians = job.readPeriod(PERIOD_PHYSICIAN);
    try (Staging staging = job.tables().staging()) {
      AttributeFile file = AttributeFile.read(job.spark(), path, physicians, staging::hold);
      job.log().println("           " + file.told());
      Dataset<Row> values = staging.hold("attribute_value", file.values());
      replace(job, physicians, values);
    }
  }

  private static void replace(Job job, Dataset<Row> physicians, Dataset<Row> values) {
    Dataset<Row> ties = job.readPeriod(TIE);
    List<String> rules = job.config().tie().rules();
    job.replacePeriod(
        PHYSICIAN_ATTRIBUTE, PhysicianAttributes.measure(physicians, ties, values, rules));
    job.replacePeriod(
        ATTRIBUTE_HOMOPHILY,
        AttributeHomophily.measure(physicians, ties, values, rules, job.config().measure()));
  }
}
