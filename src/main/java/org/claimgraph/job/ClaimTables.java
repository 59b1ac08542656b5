package org.claimgraph.job;

import static org.claimgraph.tables.Tables.BENEFICIARY;
import static org.claimgraph.tables.Tables.CLAIM_LINE;
import static org.claimgraph.tables.Tables.HOSPITAL;
import static org.claimgraph.tables.Tables.PHYSICIAN;
import static org.claimgraph.tables.Tables.REJECTED_ROW;
import static org.claimgraph.tables.Tables.STAY;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.claims.Beneficiaries;
import org.claimgraph.claims.ClaimLines;
import org.claimgraph.claims.Hospitals;
import org.claimgraph.claims.Intake;
import org.claimgraph.claims.Physicians;
import org.claimgraph.claims.Stays;
import org.claimgraph.config.Configuration;
import org.claimgraph.encounters.Places;
import org.claimgraph.tables.Table;

/** The rows that a source makes of the tables {@code claims.*}. */
final class ClaimTables {

  private ClaimTables() {}

  /**
   * The rows of each table, in the order of their making.
   *
   * @param intake the source, read
   * @param ready keeps the rows of a table, so that they are computed once, and gives them back
   */
  static Map<Table, Dataset<Row>> of(
      Intake intake,
      SparkSession spark,
      Configuration config,
      BiFunction<Table, Dataset<Row>, Dataset<Row>> ready) {
    Dataset<Row> rejected = ready.apply(REJECTED_ROW, intake.rejected());
    Dataset<Row> lines = ready.apply(CLAIM_LINE, ClaimLines.of(intake));
    Dataset<Row> stays = ready.apply(STAY, Stays.of(intake));
    Dataset<Row> beneficiaries =
        ready.apply(BENEFICIARY, Beneficiaries.of(intake, spark, config.region()));
    Dataset<Row> hospitals =
        ready.apply(
            HOSPITAL, Places.ofHospitals(Hospitals.of(intake, lines, stays), stays, beneficiaries));
    Dataset<Row> listed = Physicians.of(intake, lines, spark, config.specialty(), config.region());
    Dataset<Row> physicians =
        ready.apply(PHYSICIAN, Places.ofPhysicians(listed, lines, stays, hospitals, beneficiaries));
    Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
    tables.put(REJECTED_ROW, rejected);
    tables.put(CLAIM_LINE, lines);
    tables.put(STAY, stays);
    tables.put(BENEFICIARY, beneficiaries);
    tables.put(HOSPITAL, hospitals);
    tables.put(PHYSICIAN, physicians);
    return tables;
  }
}
