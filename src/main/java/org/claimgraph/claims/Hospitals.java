package org.claimgraph.claims;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Hospitals of claims and stays, and what the source lists of them. */
public final class Hospitals {

  private static final String[] NOTHING = {
    "CAST(NULL AS INT) AS beds",
    "CAST(NULL AS BOOLEAN) AS urban",
    "CAST(NULL AS STRING) AS teaching",
    "CAST(NULL AS STRING) AS ownership",
    "CAST(NULL AS STRING) AS listed_hrr",
    "CAST(NULL AS MAP<STRING, DOUBLE>) AS covariates"
  };

  private Hospitals() {}

  /**
   * One row for each hospital.
   *
   * @param lines {@code claims.claim_line}
   * @param stays {@code claims.stay}
   * @return hospital, beds, urban, teaching, ownership, covariates and listed_hrr, null where the
   *     source lists none
   */
  public static Dataset<Row> of(Intake intake, Dataset<Row> lines, Dataset<Row> stays) {
    Dataset<Row> seen =
        lines
            .select("hospital")
            .union(stays.select("hospital"))
            .where(col("hospital").notEqual("unknown"))
            .distinct();
    if (!intake.has("hospital")) {
      return withNothingElse(seen);
    }
    Dataset<Row> listed =
        intake
            .accepted("hospital")
            .selectExpr(
                "hospital",
                "beds",
                "urban",
                "teaching",
                "ownership",
                "hrr AS listed_hrr",
                "covariates");
    Dataset<Row> others = seen.join(listed, new String[] {"hospital"}, "left_anti");
    return listed.unionByName(withNothingElse(others));
  }

  private static Dataset<Row> withNothingElse(Dataset<Row> hospitals) {
    return hospitals.selectExpr(
        Stream.concat(Stream.of("hospital"), Arrays.stream(NOTHING)).toArray(String[]::new));
  }
}
