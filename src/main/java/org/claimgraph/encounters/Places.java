package org.claimgraph.encounters;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where hospitals and physicians belong. Every choice takes the place with most distinct patients,
 * of equal ones the lowest id; {@code unknown} where nothing leads to a place.
 */
public final class Places {

  /** The id of the region of everything without a known one. */
  public static final String UNKNOWN = "unknown";

  /** The id of the region of everybody. */
  public static final String NATION = "US";

  private Places() {}

  /**
   * Adds the region of each hospital: as listed, else where most patients with a stay live.
   *
   * @param hospitals hospital, listed_hrr and more
   * @param stays patient_id, hospital
   * @param beneficiaries patient_id, hrr
   * @return the hospitals with hrr, without listed_hrr
   */
  public static Dataset<Row> ofHospitals(
      Dataset<Row> hospitals, Dataset<Row> stays, Dataset<Row> beneficiaries) {
    Dataset<Row> homes = homes(known(stays), beneficiaries, "hospital");
    return hospitals
        .join(homes, new String[] {"hospital"}, "left")
        .withColumn("hrr", coalesce(col("listed_hrr"), col("home_hrr"), lit(UNKNOWN)))
        .drop("listed_hrr", "home_hrr");
  }

  /**
   * Adds hospital, hospital_rule, hrr and hrr_rule to physicians.
   *
   * <p>Hospital: the one with most patients on the physician's own inpatient lines (rule own), else
   * the one where most of the physician's patients had a stay (rule patients). Region: of the
   * practice (zip), else of the hospital, else where most patients live.
   *
   * @param physicians npi, zip_hrr and more
   * @param lines claim lines: npi, patient_id, hospital, claim_type
   * @param stays patient_id, hospital
   * @param hospitals hospital, hrr
   * @param beneficiaries patient_id, hrr
   * @return the physicians with the four columns, without zip_hrr
   */
  public static Dataset<Row> ofPhysicians(
      Dataset<Row> physicians,
      Dataset<Row> lines,
      Dataset<Row> stays,
      Dataset<Row> hospitals,
      Dataset<Row> beneficiaries) {
    Dataset<Row> named = lines.where(col("npi").isNotNull());
    Dataset<Row> own =
        most(
            named.where(col("claim_type").equalTo("inpatient").and(col("hospital").isNotNull())),
            "npi",
            "hospital",
            "own_hospital");
    Dataset<Row> links = named.select("npi", "patient_id").distinct();
    Dataset<Row> patientStays = known(stays).distinct();
    Dataset<Row> ofPatients =
        most(
            links
                .join(own, new String[] {"npi"}, "left_anti")
                .join(patientStays, new String[] {"patient_id"}),
            "npi",
            "hospital",
            "patients_hospital");
    Dataset<Row> hospitalHrr =
        hospitals
            .where(col("hrr").notEqual(UNKNOWN))
            .select(col("hospital"), col("hrr").as("hospital_hrr"));
    return physicians
        .join(own, new String[] {"npi"}, "left")
        .join(ofPatients, new String[] {"npi"}, "left")
        .withColumn(
            "hospital", coalesce(col("own_hospital"), col("patients_hospital"), lit(UNKNOWN)))
        .withColumn("hospital_rule", rule("own", "own_hospital", "patients", "patients_hospital"))
        .join(hospitalHrr, new String[] {"hospital"}, "left")
        .join(homes(links, beneficiaries, "npi"), new String[] {"npi"}, "left")
        .withColumn(
            "hrr", coalesce(col("zip_hrr"), col("hospital_hrr"), col("home_hrr"), lit(UNKNOWN)))
        .withColumn(
            "hrr_rule", rule("zip", "zip_hrr", "hospital", "hospital_hrr", "patients", "home_hrr"))
        .drop("own_hospital", "patients_hospital", "zip_hrr", "hospital_hrr", "home_hrr");
  }

  private static Dataset<Row> known(Dataset<Row> stays) {
    return stays.select("patient_id", "hospital").where(col("hospital").notEqual(UNKNOWN));
  }

  /** The name before the first column that is not null, else unknown. */
  private static Column rule(String... namesAndColumns) {
    Column rule = lit(UNKNOWN);
    for (int i = namesAndColumns.length - 2; i >= 0; i -= 2) {
      rule = when(col(namesAndColumns[i + 1]).isNotNull(), namesAndColumns[i]).otherwise(rule);
    }
    return rule;
  }

  private static Dataset<Row> homes(Dataset<Row> links, Dataset<Row> beneficiaries, String of) {
    Dataset<Row> known =
        beneficiaries.where(col("hrr").notEqual(UNKNOWN)).select("patient_id", "hrr");
    return most(links.join(known, new String[] {"patient_id"}), of, "hrr", "home_hrr");
  }

  /** One row for each value of a column: the place with most distinct patients, then lowest id. */
  private static Dataset<Row> most(Dataset<Row> links, String of, String place, String as) {
    return links
        .groupBy(of, place)
        .agg(countDistinct("patient_id").as("patients"))
        .groupBy(of)
        .agg(expr("min(struct(-patients, " + place + "))." + place).as(as));
  }
}
