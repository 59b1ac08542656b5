package org.claimgraph.job;

import static org.apache.spark.sql.functions.col;
import static org.claimgraph.tables.Tables.EFFECT;
import static org.claimgraph.tables.Tables.HOSPITAL;
import static org.claimgraph.tables.Tables.NETWORK_OUTCOME;
import static org.claimgraph.tables.Tables.REGION_MEASURE;
import static org.claimgraph.tables.Tables.REGION_OUTCOME;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.association.Effects;
import org.claimgraph.association.NetworkOutcomes;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.OutcomeConfig;
import org.claimgraph.config.RegionType;

/** Network and outcomes of each region side by side, and how they go together. */
final class AssociateStage {

  private AssociateStage() {}

  static void run(Job job) {
    job.replacePeriod(
        NETWORK_OUTCOME,
        NetworkOutcomes.join(
            job.readPeriod(REGION_MEASURE), job.readPeriod(REGION_OUTCOME), job.read(HOSPITAL)));
    job.replacePeriod(EFFECT, job.spark().createDataFrame(effects(job), Effects.SCHEMA));
  }

  private static List<Row> effects(Job job) {
    AssociateConfig config = job.config().associate();
    Dataset<Row> regions = job.readPeriod(NETWORK_OUTCOME);
    Effects.requireKnown(regions, config);
    List<Row> effects = new ArrayList<>();
    for (OutcomeConfig.Cohort cohort : job.config().outcome().cohorts()) {
      for (String rule : job.config().tie().rules()) {
        for (RegionType type : config.regions()) {
          List<Row> family =
              regions
                  .where(col("cohort").equalTo(cohort.label()))
                  .where(col("tie_rule").equalTo(rule))
                  .where(col("region_type").equalTo(type.label()))
                  .collectAsList();
          effects.addAll(Effects.estimate(family, cohort.label(), rule, type, config));
        }
      }
    }
    return effects;
  }
}
