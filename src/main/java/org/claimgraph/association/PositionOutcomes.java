package org.claimgraph.association;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.RegionType;

/**
 * Physicians, or patients, with their outcomes and a physician's place in a network side by side.
 * Who has outcomes but no place stays, with nulls, so that a model can tell whom it leaves out.
 */
public final class PositionOutcomes {

  private final Dataset<Row> measures;
  private final Dataset<Row> physicians;
  private final Dataset<Row> hospitals;

  /**
   * @param measures {@code network.physician_measure} of one period
   * @param physicians {@code network.physician} of one period
   * @param hospitals {@code claims.hospital}
   */
  public PositionOutcomes(Dataset<Row> measures, Dataset<Row> physicians, Dataset<Row> hospitals) {
    this.measures = measures;
    this.physicians = physicians;
    this.hospitals = hospitals;
  }

  /**
   * Physicians with the outcomes of the patients attributed to them. Patients of the network are
   * {@code network_patients}, hospital and hrr those of the physician.
   *
   * @param outcomes {@code outcome.physician_outcome} of one period and cohort
   * @param tieRule rule by which ties are kept
   * @param network kind of region whose networks physicians have their place in
   */
  public Dataset<Row> ofPhysicians(Dataset<Row> outcomes, String tieRule, RegionType network) {
    return outcomes.join(places(tieRule, network), joinColumn(), "left");
  }

  /**
   * Patients with the place of the physician they are attributed to, and the covariates of that
   * physician's hospital; hospital and hrr are those of the patient.
   *
   * @param outcomes {@code outcome.patient_outcome} of one period and cohort
   */
  public Dataset<Row> ofPatients(Dataset<Row> outcomes, String tieRule, RegionType network) {
    Dataset<Row> places =
        places(tieRule, network)
            .withColumnRenamed("hospital", "physician_hospital")
            .withColumnRenamed("hrr", "physician_hrr");
    return outcomes.join(places, joinColumn(), "left");
  }

  private static String[] joinColumn() {
    return new String[] {"npi"};
  }

  private Dataset<Row> places(String tieRule, RegionType network) {
    Dataset<Row> covariates =
        hospitals.select("hospital", "beds", "urban", "teaching", "ownership", "covariates");
    return measures
        .where(col("tie_rule").equalTo(tieRule))
        .where(col("region_type").equalTo(network.label()))
        .withColumnRenamed("patients", "network_patients")
        .drop("period", "tie_rule", "region_type", "region_id")
        .join(physicians.select("npi", "hospital", "hrr"), joinColumn())
        .join(covariates, new String[] {"hospital"}, "left");
  }
}
