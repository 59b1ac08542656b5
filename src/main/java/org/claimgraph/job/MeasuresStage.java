package org.claimgraph.job;

import static org.claimgraph.tables.Tables.COMMUNITY;
import static org.claimgraph.tables.Tables.PATIENT_PHYSICIAN;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.PHYSICIAN_MEASURE;
import static org.claimgraph.tables.Tables.REFERRAL;
import static org.claimgraph.tables.Tables.REFERRAL_MEASURE;
import static org.claimgraph.tables.Tables.REGION_MEASURE;
import static org.claimgraph.tables.Tables.REGION_NULL;
import static org.claimgraph.tables.Tables.TIE;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.measures.ReferralNetworks;
import org.claimgraph.measures.RegionNetworks;
import org.claimgraph.measures.RegionNulls;

/** Ties of the period become the position of each physician and the structure of each region. */
final class MeasuresStage {

  private MeasuresStage() {}

  static void run(Job job) {
    AttributeTables.replace(job); // first, so that a file that cannot be used costs no time
    Dataset<Row> measured =
        RegionNetworks.measure(
                job.readPeriod(PERIOD_PHYSICIAN),
                job.readPeriod(PATIENT_PHYSICIAN),
                job.readPeriod(TIE),
                job.config().tie().rules(),
                job.config().measure())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      job.replacePeriod(PHYSICIAN_MEASURE, RegionNetworks.physicianMeasures(measured));
      job.replacePeriod(COMMUNITY, RegionNetworks.communities(measured));
      job.replacePeriod(
          REGION_MEASURE,
          RegionNetworks.regionMeasures(measured, job.config().measure().pcpCentralityScope()));
    } finally {
      measured.unpersist();
    }
    job.replacePeriod(
        REFERRAL_MEASURE,
        ReferralNetworks.measure(
            job.readPeriod(PERIOD_PHYSICIAN), job.readPeriod(REFERRAL), job.config().measure()));
    job.replacePeriod(
        REGION_NULL,
        RegionNulls.compare(
            job.readPeriod(PERIOD_PHYSICIAN),
            job.readPeriod(PATIENT_PHYSICIAN),
            job.readPeriod(TIE),
            job.config().tie().rulesOf(MinShared.class),
            job.config().measure()));
    TeamTables.replace(job);
  }
}
