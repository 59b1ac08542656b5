package org.claimgraph.claims;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a ready-made tie list tells: pairs of physicians, and the physicians themselves. */
public final class TieList {

  private TieList() {}

  /**
   * The pairs as listed, each at most once in each direction and never of one physician.
   *
   * @return from_npi, to_npi, directed (false where the list gives no direction; then from_npi &lt;
   *     to_npi), pair_count, patients (distinct, at least 1), same_day; counts that the list does
   *     not give are null
   */
  public static Dataset<Row> pairs(Intake intake) {
    return intake
        .accepted("tie")
        .select("from_npi", "to_npi", "directed", "pair_count", "patients", "same_day");
  }

  /**
   * The physicians of the node file, none where there is no such file.
   *
   * @return npi, specialty_group, hospital, hrr, patients; null where not given, but for
   *     specialty_group, which is then unknown
   */
  public static Dataset<Row> nodes(Intake intake, SparkSession spark) {
    return intake.has("node")
        ? intake.accepted("node").select("npi", "specialty_group", "hospital", "hrr", "patients")
        : spark.sql(
            "SELECT '' AS npi, '' AS specialty_group, '' AS hospital, '' AS hrr, 0L AS patients"
                + " WHERE false");
  }
}
