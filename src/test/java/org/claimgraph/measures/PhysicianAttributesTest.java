package org.claimgraph.measures;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.claimgraph.testing.Toy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class PhysicianAttributesTest {

  private static final String VALUE = "npi STRING, attribute STRING, value DOUBLE";

  @Test
  void exposureToAdoptersAgreesWithTheGoldenDiffusion(SparkSession spark) {
    Config golden = ConfigFactory.parseResources("golden/toy_diffusion.json");
    Config adoptionTimes = golden.getConfig("toa");
    Set<String> physicians = golden.getObject("toa").keySet();
    List<String> values = new ArrayList<>();
    for (int time = 1; time <= 4; time++) {
      for (String npi : physicians) {
        boolean adopted = !adoptionTimes.getIsNull(npi) && adoptionTimes.getInt(npi) <= time;
        values.add(npi + " by" + time + (adopted ? " 1" : " 0"));
      }
    }
    List<String> ties =
        Toy.edges().stream()
            .map(row -> row.get("a") + " " + row.get("b") + " " + row.get("shared_patients"))
            .map(tie -> tie + " all")
            .toList();
    Dataset<Row> measured =
        PhysicianAttributes.measure(
            Toy.physicians(spark),
            ties(spark, ties),
            TextTable.of(spark, VALUE, values),
            List.of("all"));
    Shapes.assertFills(Tables.PHYSICIAN_ATTRIBUTE, measured.schema());
    List<Row> rows = measured.collectAsList();
    assertThat(rows).hasSize(4 * 9);
    for (Row row : rows) {
      String npi = row.getAs("npi");
      int time = Integer.parseInt(row.<String>getAs("attribute").substring(2));
      assertClose(
          row.getAs("exposure"),
          golden.getList("exposure_cumulative_by_t_weighted." + npi).get(time - 1).unwrapped());
      assertClose(
          row.getAs("exposure_unweighted"),
          golden
              .getList("exposure_cumulative_by_t_count_unweighted." + npi)
              .get(time - 1)
              .unwrapped());
      assertThat(row.<Long>getAs("peers_known")).isEqualTo(row.<Long>getAs("peers"));
    }
    assertThat(TextTable.lines(measured.where("npi = 'X'"), "value", "peers", "exposure"))
        .containsOnly("0.0 0 -");
  }

  private static void assertClose(Double found, Object expected) {
    if (expected == null) {
      assertThat(found).isNull();
    } else {
      assertThat(found).isCloseTo(((Number) expected).doubleValue(), within(1e-15));
    }
  }

  @Test
  void rowsAreThoseOfAPlainSearchWithTheSameBitsForAnyOrderAndAnyNames(SparkSession spark) {
    Random random = new Random(11);
    List<String> physicians = new ArrayList<>();
    List<String> ties = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int a = 10; a < 50; a++) {
      physicians.add("D" + a + " g H R 1");
      for (String attribute : List.of("age", "trained=yes")) {
        if (random.nextInt(3) == 0) {
          values.add("D" + a + " " + attribute + " " + random.nextInt(100) / 7.0);
        }
      }
      for (int b = a + 1; b < 48; b++) { // the last two are isolates
        if (random.nextInt(12) == 0) {
          int shared = 1 + random.nextInt(30);
          ties.add("D" + a + " D" + b + " " + shared + (shared < 11 ? " all" : " all+min-11"));
        }
      }
    }
    Set<String> expected = new TreeSet<>();
    for (String rule : List.of("all", "min-11")) {
      expected.addAll(naive(rule, physicians, ties, values));
    }
    assertThat(expected).hasSizeGreaterThan(100).anyMatch(line -> line.endsWith(" - -"));
    List<String> found = lines(spark, physicians, ties, values);
    assertThat(found.stream().map(PhysicianAttributesTest::rounded))
        .containsExactlyInAnyOrderElementsOf(expected);

    Collections.shuffle(physicians, random);
    Collections.shuffle(ties, random);
    Collections.shuffle(values, random);
    assertThat(
            lines(spark, renamed(physicians), renamed(ties), renamed(values)).stream()
                .map(line -> line.replaceAll("\\bE(\\d)(\\d)\\b", "D$2$1")))
        .containsExactlyInAnyOrderElementsOf(found);
  }

  /** The same with the digits of every name turned round, so that ids have another order. */
  private static List<String> renamed(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("\\bD(\\d)(\\d)\\b", "E$2$1")).toList();
  }

  private static List<String> lines(
      SparkSession spark, List<String> physicians, List<String> ties, List<String> values) {
    return TextTable.lines(
        PhysicianAttributes.measure(
            TextTable.of(
                spark,
                "npi STRING, specialty_group STRING, hospital STRING, hrr STRING, patients BIGINT",
                physicians),
            ties(spark, ties),
            TextTable.of(spark, VALUE, values),
            List.of("all", "min-11")),
        "tie_rule",
        "attribute",
        "npi",
        "value",
        "peers",
        "peers_known",
        "exposure",
        "exposure_unweighted");
  }

  private static Set<String> naive(
      String rule, List<String> physicians, List<String> ties, List<String> values) {
    Set<String> lines = new TreeSet<>();
    for (String attribute : List.of("age", "trained=yes")) {
      Map<String, Double> known = new HashMap<>();
      for (String value : values) {
        String[] words = value.split(" ");
        if (words[1].equals(attribute)) {
          known.put(words[0], Double.valueOf(words[2]));
        }
      }
      for (String physician : physicians) {
        String npi = physician.split(" ")[0];
        long peers = 0;
        long peersKnown = 0;
        double weights = 0;
        double weighted = 0;
        double sum = 0;
        for (String tie : ties) {
          String[] words = tie.split(" ");
          String peer = words[0].equals(npi) ? words[1] : words[1].equals(npi) ? words[0] : null;
          if (peer != null && List.of(words[3].split("\\+")).contains(rule)) {
            peers++;
            if (known.containsKey(peer)) {
              peersKnown++;
              weights += Double.parseDouble(words[2]);
              weighted += Double.parseDouble(words[2]) * known.get(peer);
              sum += known.get(peer);
            }
          }
        }
        if (peersKnown > 0 || known.containsKey(npi)) {
          lines.add(
              String.join(
                  " ",
                  rule,
                  attribute,
                  npi,
                  text(known.getOrDefault(npi, Double.NaN)),
                  Long.toString(peers),
                  Long.toString(peersKnown),
                  rounded(text(weighted / weights)),
                  rounded(text(sum / peersKnown))));
        }
      }
    }
    return lines;
  }

  /** A line whose last two words, where they are numbers, have ten decimals. */
  private static String rounded(String line) {
    String[] words = line.split(" ");
    for (int i = Math.max(0, words.length - 2); i < words.length; i++) {
      if (!words[i].equals("-")) {
        words[i] = String.format(Locale.ROOT, "%.10f", Double.valueOf(words[i]));
      }
    }
    return String.join(" ", words);
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "-" : Double.toString(value);
  }

  private static Dataset<Row> ties(SparkSession spark, List<String> lines) {
    return TextTable.of(
            spark, "npi_a STRING, npi_b STRING, shared_patients BIGINT, rules STRING", lines)
        .withColumn("kept", split(col("rules"), "\\+"))
        .drop("rules");
  }

  @Test
  void mapsHoldOwnValuesAndThoseOfPeersOfOneRuleWhereTheyAreKnown(SparkSession spark) {
    Dataset<Row> attributes =
        TextTable.of(
            spark,
            "tie_rule STRING, attribute STRING, npi STRING, value DOUBLE, exposure DOUBLE",
            "all trained A 1 0.5",
            "all age A - 41",
            "all trained B 0 -",
            "all age C - -",
            "min-11 trained A 1 0.75");
    assertThat(
            TextTable.lines(
                PhysicianAttributes.maps(attributes, "all")
                    .selectExpr("npi", "cast(attributes AS STRING) AS map"),
                "npi",
                "map"))
        .containsExactly(
            "A {attribute.trained -> 1.0, peer.age -> 41.0, peer.trained -> 0.5}",
            "B {attribute.trained -> 0.0}");
  }
}
