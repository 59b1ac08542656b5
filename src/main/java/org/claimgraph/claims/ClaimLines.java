package org.claimgraph.claims;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The lines of accepted claims. */
public final class ClaimLines {

  private ClaimLines() {}

  /** One row for each line, in the shape of {@code claims.claim_line}. */
  public static Dataset<Row> of(Intake intake) {
    return intake
        .accepted("claim")
        .withColumn("line", explode(col("lines")))
        // What stands for nobody would tie everybody.
        .withColumn("npi", expr("if(line.npi RLIKE '^(0+|9{10})$', NULL, line.npi)"))
        .selectExpr(
            "claim_id",
            "line.line_number",
            "patient_id",
            "claim_type",
            "service_from",
            "service_to",
            "npi",
            "if(npi IS NULL, NULL, line.npi_role) AS npi_role",
            "line.specialty",
            "line.place_of_service",
            "line.hcpcs",
            "CAST(line.units AS DECIMAL(12, 3)) AS units",
            "line.revenue_code",
            "hospital",
            "CAST(line.allowed_amount AS DECIMAL(18, 2)) AS allowed_amount",
            "CAST(line.paid_amount AS DECIMAL(18, 2)) AS paid_amount",
            "diagnoses",
            "source_file",
            "row_number AS source_row");
  }
}
