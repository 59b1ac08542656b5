package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.TextTable;

/**
 * Eighteen women and the fourteen social events they went to (Davis, Gardner, Gardner, 1941), as
 * physicians and patients, and what R and exact convolution say of their ties.
 */
final class Davis {

  private static final List<String> EDGES = lines("davis_edges.csv");

  private Davis() {}

  /** patient_id, npi, encounters. */
  static Dataset<Row> links(SparkSession spark) {
    List<String> lines = lines("davis_incidence.csv");
    String[] header = lines.get(0).split("rows=| cols=");
    String[] women = header[1].split(";");
    String[] events = header[2].split(";");
    List<String> links = new ArrayList<>();
    for (int woman = 0; woman < women.length; woman++) {
      String[] went = lines.get(woman + 1).split(",");
      for (int event = 0; event < events.length; event++) {
        if (went[event].equals("1")) {
          links.add(events[event] + " " + id(women[woman]) + " 1");
        }
      }
    }
    assertThat(links).hasSize(89);
    return TextTable.of(spark, "patient_id STRING, npi STRING, encounters BIGINT", links);
  }

  /** npi_a, npi_b, shared_patients. */
  static Dataset<Row> ties(SparkSession spark) {
    return TextTable.of(
        spark,
        "npi_a STRING, npi_b STRING, shared_patients BIGINT",
        column("shared_events").entrySet().stream()
            .map(tie -> tie.getKey() + " " + tie.getValue().longValue())
            .toList());
  }

  /** A column of the golden file by tie. */
  static Map<String, Double> column(String name) {
    int field = List.of(EDGES.get(0).replace("\"", "").split(",")).indexOf(name);
    Map<String, Double> values = new TreeMap<>();
    for (String line : EDGES.subList(1, EDGES.size())) {
      String[] words = line.replace("\"", "").split(",");
      values.put(id(words[2]) + " " + id(words[3]), Double.parseDouble(words[field]));
    }
    assertThat(values).hasSize(139);
    return values;
  }

  private static String id(String name) {
    return name.replace(' ', '_');
  }

  private static List<String> lines(String file) {
    try (InputStream in = Davis.class.getResourceAsStream("/golden/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
