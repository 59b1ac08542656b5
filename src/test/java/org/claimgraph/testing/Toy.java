package org.claimgraph.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Nineteen patients, nine physicians, two hospitals of one region, and what networkx and igraph say
 * of them: {@code toy_*} in {@code src/test/resources/golden}.
 */
public final class Toy {

  private Toy() {}

  /** Encounter lines: patient_id, npi, service_from. */
  public static Dataset<Row> encounters(SparkSession spark) {
    List<String> lines =
        Golden.table("toy_encounters.csv").stream()
            .map(row -> row.get("patient") + " " + row.get("physician") + " 2020-01-01")
            .toList();
    assertThat(lines).hasSize(38);
    return TextTable.of(spark, "patient_id STRING, npi STRING, service_from DATE", lines);
  }

  /** {@code network.physician}, as far as ties and measures need it. */
  public static Dataset<Row> physicians(SparkSession spark) {
    List<String> lines =
        nodes().stream()
            .map(
                row ->
                    row.get("physician")
                        + (row.get("role").equals("PCP") ? " primary " : " medical ")
                        + row.get("hospital")
                        + " R1 "
                        + row.get("n_patients"))
            .toList();
    return TextTable.of(
        spark,
        "npi STRING, specialty_group STRING, hospital STRING, hrr STRING, patients BIGINT",
        lines);
  }

  /** Expected values of physicians. */
  public static List<Map<String, String>> nodes() {
    List<Map<String, String>> nodes = Golden.table("toy_nodes.csv");
    assertThat(nodes).hasSize(9);
    return nodes;
  }

  /** Expected values of ties. */
  public static List<Map<String, String>> edges() {
    List<Map<String, String>> edges = Golden.table("toy_edges.csv");
    assertThat(edges).hasSize(12);
    return edges;
  }
}
