package org.claimgraph.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.BetweennessConfig;
import org.claimgraph.config.CommunityConfig;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.NullConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class AttributeHomophilyTest {

  private static final List<String> PHYSICIANS =
      List.of("A H R", "B H R", "C H R", "D G R", "E G R", "F G S", "X G S");

  /** A and B, who are tied, have what D and E, who are tied, have not; C has no value. */
  private static final List<String> TIES =
      List.of(
          "A B 9 all+min-5",
          "A C 9 all+min-5",
          "B C 9 all+min-5",
          "B D 1 all",
          "D E 6 all+min-5",
          "E F 2 all");

  private static final List<String> VALUES =
      List.of("A t 1", "B t 1", "D t 0", "E t 0", "F t 1", "F age 50", "A age 40");

  @Test
  void onlyPhysiciansWithAValueAndTiesBetweenThemCount(SparkSession spark) {
    Dataset<Row> measured = measure(spark, PHYSICIANS, TIES, VALUES, MeasureConfig.BROADCAST_TIES);
    Shapes.assertFills(Tables.ATTRIBUTE_HOMOPHILY, measured.schema());
    List<Row> rows = measured.collectAsList();
    assertThat(rows).hasSize(2 * 3 * 2); // rules, regions, attributes
    assertRow(rows, "all hospital H t", 2, 1, null, null, 0.0, 0.0);
    assertRow(rows, "all hospital G t", 3, 2, -1 / 3.0, 1 / 8.0, 0.5, 2 / 3.0);
    assertRow(rows, "min-5 hospital G t", 3, 1, null, 0.5, 0.0, 2 / 3.0);
    assertRow(rows, "all nation US t", 5, 4, 0.0, 2 / 3.0, 0.5, 0.6);
    assertRow(rows, "all nation US age", 2, 0, null, null, null, 10.0);
    assertRow(rows, "min-5 hospital H age", 1, 0, null, null, null, null);
  }

  @Test
  void ofMoreTiesThanATaskShouldHaveOnlyTheirNumberIsTold(SparkSession spark) {
    List<Row> rows = measure(spark, PHYSICIANS, TIES, VALUES, 3).collectAsList();
    assertRow(rows, "all nation US t", 5, 4, null, null, null, 0.6);
    assertRow(rows, "all hospital G t", 3, 2, -1 / 3.0, 1 / 8.0, 0.5, 2 / 3.0);
  }

  @Test
  void hasTheSameBitsForAnyOrderOfRows(SparkSession spark) {
    Random random = new Random(5);
    List<String> physicians = new ArrayList<>();
    List<String> ties = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int a = 10; a < 40; a++) {
      physicians.add("D" + a + " H R");
      values.add("D" + a + " t " + random.nextDouble());
      for (int b = a + 1; b < 40; b++) {
        if (random.nextInt(4) == 0) {
          ties.add("D" + a + " D" + b + " " + (1 + random.nextInt(30)) + " all+min-5");
        }
      }
    }
    List<String> found = lines(measure(spark, physicians, ties, values, 1000));
    assertThat(found).hasSize(4).noneMatch(line -> line.contains(" - "));
    Collections.shuffle(physicians, random);
    Collections.shuffle(ties, random);
    Collections.shuffle(values, random);
    assertThat(lines(measure(spark, physicians, ties, values, 1000))).isEqualTo(found);
  }

  private static List<String> lines(Dataset<Row> measured) {
    return TextTable.lines(measured, measured.columns());
  }

  private static Dataset<Row> measure(
      SparkSession spark,
      List<String> physicians,
      List<String> ties,
      List<String> values,
      int broadcastTies) {
    MeasureConfig config =
        new MeasureConfig(
            List.of(RegionType.HOSPITAL, RegionType.NATION),
            RegionType.NATION,
            RegionType.HOSPITAL,
            BetweennessConfig.DEFAULT,
            CommunityConfig.DEFAULT,
            broadcastTies,
            NullConfig.DEFAULT);
    return AttributeHomophily.measure(
        TextTable.of(spark, "npi STRING, hospital STRING, hrr STRING", physicians),
        TextTable.of(
                spark, "npi_a STRING, npi_b STRING, shared_patients BIGINT, rules STRING", ties)
            .withColumn("kept", split(col("rules"), "\\+"))
            .drop("rules"),
        TextTable.of(spark, "npi STRING, attribute STRING, value DOUBLE", values),
        List.of("all", "min-5"),
        config);
  }

  private static void assertRow(
      List<Row> rows, String key, long physicians, long ties, Double... measures) {
    Row found =
        rows.stream()
            .filter(
                row ->
                    String.join(
                            " ",
                            row.getString(0),
                            row.getString(1),
                            row.getString(2),
                            row.getString(3))
                        .equals(key))
            .findFirst()
            .orElseThrow();
    assertThat(found.getLong(4)).as(key).isEqualTo(physicians);
    assertThat(found.getLong(5)).as(key).isEqualTo(ties);
    for (int i = 0; i < measures.length; i++) {
      if (measures[i] == null) {
        assertThat(found.isNullAt(6 + i)).as(key + " " + i).isTrue();
      } else {
        assertThat(found.getDouble(6 + i)).as(key + " " + i).isCloseTo(measures[i], within(1e-15));
      }
    }
  }
}
