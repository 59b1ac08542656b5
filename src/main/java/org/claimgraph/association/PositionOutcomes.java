package org.claimgraph.association;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.claimgraph.config.RegionType;
import org.claimgraph.encounters.Places;
import org.claimgraph.measures.PhysicianAttributes;

/**
 * Physicians, or patients, with their outcomes and a physician's place in a network side by side.
 * Who has outcomes but no place stays, with nulls, so that a model can tell whom it leaves out.
 * There is no place in the unknown region, whose physicians do not form a network.
 */
public final class PositionOutcomes {

  private final Dataset<Row> measures;
  private final Dataset<Row> physicians;
  private final Dataset<Row> hospitals;
  private final Dataset<Row> attributes;

  /**
   * @param measures {@code network.physician_measure} of one period
   * @param physicians {@code network.physician} of one period
   * @param hospitals {@code claims.hospital}
   * @param attributes {@code network.physician_attribute} of one period, which are covariates under
   *     the names of {@link PhysicianAttributes#maps}; null where no file tells any
   */
  public PositionOutcomes(
      Dataset<Row> measures,
      Dataset<Row> physicians,
      Dataset<Row> hospitals,
      Dataset<Row> attributes) {
    this.measures = measures;
    this.physicians = physicians;
    this.hospitals = hospitals;
    this.attributes = attributes;
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
    Dataset<Row> places =
        measures
            .where(col("tie_rule").equalTo(tieRule))
            .where(col("region_type").equalTo(network.label()))
            .where(col("region_id").notEqual(Places.UNKNOWN))
            .withColumnRenamed("patients", "network_patients")
            .drop("period", "tie_rule", "region_type", "region_id")
            .join(physicians.select("npi", "hospital", "hrr"), joinColumn())
            .join(covariates, new String[] {"hospital"}, "left");
    return attributes == null ? places : withAttributes(places, tieRule);
  }

  private Dataset<Row> withAttributes(Dataset<Row> places, String tieRule) {
    return places
        .join(PhysicianAttributes.maps(attributes, tieRule), joinColumn(), "left")
        .withColumn(
            "covariates",
            expr(
                "map_concat(coalesce(covariates, CAST(map() AS MAP<STRING, DOUBLE>)),"
                    + " coalesce(attributes, CAST(map() AS MAP<STRING, DOUBLE>)))"))
        .drop("attributes");
  }
}
