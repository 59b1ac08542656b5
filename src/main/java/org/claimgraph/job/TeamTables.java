package org.claimgraph.job;

import static org.claimgraph.tables.Tables.CARE_DENSITY;
import static org.claimgraph.tables.Tables.PATIENT_PHYSICIAN;
import static org.claimgraph.tables.Tables.PERIOD_PHYSICIAN;
import static org.claimgraph.tables.Tables.TEAM;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.claimgraph.config.TeamConfig;
import org.claimgraph.ties.Teams;

/** The physicians of each patient, and the teams of each region, as tables. */
final class TeamTables {

  private TeamTables() {}

  static void replace(Job job) {
    TeamConfig config = job.config().team();
    Dataset<Row> links = job.readPeriod(PATIENT_PHYSICIAN);
    Dataset<Row> counted =
        Teams.measure(
                links, job.readPeriod(PERIOD_PHYSICIAN), job.config().measure().regions(), config)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      job.replacePeriod(CARE_DENSITY, Teams.ofPatients(links, counted, config));
      job.replacePeriod(TEAM, Teams.ofRegions(counted));
    } finally {
      counted.unpersist();
    }
  }
}
