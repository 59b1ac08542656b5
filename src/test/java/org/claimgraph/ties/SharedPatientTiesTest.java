package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.claimgraph.config.TieConfig;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.claimgraph.testing.Toy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
@ExtendWith(SparkExtension.class)
class SharedPatientTiesTest {

  private static final String LINK = "patient_id STRING, npi STRING, encounters BIGINT";
  private static final String PHYSICIAN = "npi STRING, hospital STRING, hrr STRING";

  static Stream<NaiveTies> links() {
    return Stream.of(
        NaiveTies.random(1, 200, 60, 4),
        NaiveTies.random(2, 60, 8, 8),
        NaiveTies.random(3, 300, 400, 2),
        NaiveTies.random(4, 40, 5, 1),
        hub());
  }

  /** One patient of 150 physicians among others of few. */
  private static NaiveTies hub() {
    NaiveTies hub = NaiveTies.random(5, 50, 40, 3);
    for (int physician = 0; physician < 150; physician++) {
      hub.add("hub", "d" + physician, 1 + physician % 3);
    }
    return hub;
  }

  @Test
  void agreesWithNetworkxOnTheToyNetwork(SparkSession spark) {
    Dataset<Row> links = PatientPhysicians.of(Toy.encounters(spark));
    Map<String, Row> ties =
        byPair(SharedPatientTies.infer(links, Toy.physicians(spark)).collectAsList());
    assertThat(ties).hasSize(12);
    for (Map<String, String> edge : Toy.edges()) {
      Row tie = ties.get(edge.get("a") + " " + edge.get("b"));
      assertThat(tie.<Long>getAs("shared_patients"))
          .isEqualTo(Long.parseLong(edge.get("shared_patients")));
      assertThat(tie.<Double>getAs("newman_weight"))
          .isCloseTo(fraction(edge.get("newman_weight")), within(1e-9));
      assertThat(tie.<Long>getAs("min_encounters")).isEqualTo(tie.getAs("shared_patients"));
    }
  }

  @ParameterizedTest
  @MethodSource("links")
  void countsWhatEachPairOfPhysiciansShares(NaiveTies naive, SparkSession spark) {
    Map<String, Row> ties = byPair(infer(spark, naive.lines(), naive.physicians()));
    Map<String, NaiveTies.Tie> expected = naive.ties();
    assertThat(ties.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (pair, tie) -> {
          Row row = ties.get(pair);
          assertThat(row.<Long>getAs("shared_patients")).isEqualTo(tie.sharedPatients());
          assertThat(row.<Double>getAs("newman_weight"))
              .isCloseTo(tie.newmanWeight(), within(1e-12));
          assertThat(row.<Long>getAs("min_encounters")).isEqualTo(tie.minEncounters());
        });
  }

  @Test
  void newmanWeightsOfAPhysicianAddUpToTheSharedPatients(SparkSession spark) {
    NaiveTies naive = hub();
    Map<String, Double> strength = new HashMap<>();
    for (Row tie : infer(spark, naive.lines(), naive.physicians())) {
      strength.merge(tie.getAs("npi_a"), tie.getAs("newman_weight"), Double::sum);
      strength.merge(tie.getAs("npi_b"), tie.getAs("newman_weight"), Double::sum);
    }
    for (String physician : naive.physicians()) {
      assertThat(strength.getOrDefault(physician, 0.0))
          .isCloseTo(naive.sharedPatients(physician), within(1e-9));
    }
  }

  @Test
  void anyNumberOfPartitionsGivesTheSameBits(SparkSession spark) {
    NaiveTies naive = NaiveTies.random(6, 400, 30, 9);
    List<List<Row>> answers = new ArrayList<>();
    String adaptive = spark.conf().get("spark.sql.adaptive.enabled");
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    try {
      spark.conf().set("spark.sql.adaptive.enabled", "false");
      for (int count : new int[] {1, 2, 7}) {
        spark.conf().set("spark.sql.shuffle.partitions", String.valueOf(count));
        Dataset<Row> links = TextTable.of(spark, LINK, naive.lines()).repartition(count);
        answers.add(sorted(SharedPatientTies.infer(links, placed(spark, naive))));
      }
    } finally {
      spark.conf().set("spark.sql.adaptive.enabled", adaptive);
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(answers.get(0)).hasSize(naive.ties().size());
    assertThat(answers.get(1)).isEqualTo(answers.get(0));
    assertThat(answers.get(2)).isEqualTo(answers.get(0));
  }

  @Test
  void batchesHoldWhatTheRowsHoldAndTheNamesOfTheRules(SparkSession spark) {
    NaiveTies naive = hub();
    Dataset<Row> links = TextTable.of(spark, LINK, naive.lines());
    Dataset<Row> physicians = placed(spark, naive);
    TieConfig config = new TieConfig(List.of("min-3", "all", "min-2"));
    for (TieConfig rules : List.of(config, new TieConfig(List.of("min-2")))) {
      Dataset<Row> rows = TieRules.mark(SharedPatientTies.infer(links, physicians), links, rules);
      List<String> batches =
          SharedPatientTies.infer(links, physicians, rules.rulesOf(MinShared.class))
              .flatMap(ColumnarBatch::rowIterator)
              .map(SharedPatientTiesTest::text)
              .collect();
      assertThat(batches)
          .containsExactlyInAnyOrderElementsOf(
              rows.collectAsList().stream()
                  .map(row -> row.mkString(" ").replaceFirst("\\w+\\((.*)\\)$", "[$1]"))
                  .toList());
    }
  }

  private static String text(InternalRow tie) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < tie.getArray(7).numElements(); i++) {
      kept.add(tie.getArray(7).getUTF8String(i).toString());
    }
    return String.join(
        " ",
        tie.getString(0),
        tie.getString(1),
        Long.toString(tie.getLong(2)),
        Double.toString(tie.getDouble(3)),
        Long.toString(tie.getLong(4)),
        Boolean.toString(tie.getBoolean(5)),
        Boolean.toString(tie.getBoolean(6)),
        kept.toString());
  }

  @Test
  void everyClaimLineTwiceChangesNothing(SparkSession spark) {
    Dataset<Row> once = Toy.encounters(spark);
    Dataset<Row> physicians = Toy.physicians(spark);
    Dataset<Row> linksOfTwice = PatientPhysicians.of(once.union(once));
    assertThat(sorted(SharedPatientTies.infer(linksOfTwice, physicians)))
        .isEqualTo(sorted(SharedPatientTies.infer(PatientPhysicians.of(once), physicians)));
  }

  @Test
  void patientOfOnePhysicianChangesNoTie(SparkSession spark) {
    NaiveTies naive = NaiveTies.random(7, 50, 10, 4);
    List<Row> before = infer(spark, naive.lines(), naive.physicians());
    naive.add("unshared", "d0", 9);
    assertThat(infer(spark, naive.lines(), naive.physicians())).isEqualTo(before);
  }

  @Test
  void newIdsGiveTheSameTiesUnderNewIds(SparkSession spark) {
    NaiveTies naive = NaiveTies.random(8, 60, 12, 5);
    Map<String, Row> before = byPair(infer(spark, naive.lines(), naive.physicians()));
    Map<String, String> newIds = new HashMap<>();
    naive
        .physicians()
        .forEach(id -> newIds.put(id, "x" + (100 - Integer.parseInt(id.substring(1)))));
    List<String> renamed =
        naive.lines().stream()
            .map(line -> line.split(" "))
            .map(words -> "q" + words[0] + " " + newIds.get(words[1]) + " " + words[2])
            .toList();
    Map<String, Row> after = byPair(infer(spark, renamed, List.copyOf(newIds.values())));
    assertThat(after).hasSameSizeAs(before);
    before.forEach(
        (pair, tie) -> {
          String a = newIds.get(pair.split(" ")[0]);
          String b = newIds.get(pair.split(" ")[1]);
          Row same = after.get(a.compareTo(b) < 0 ? a + " " + b : b + " " + a);
          for (String column : List.of("shared_patients", "newman_weight", "min_encounters")) {
            assertThat(same.<Object>getAs(column)).isEqualTo(tie.getAs(column));
          }
        });
  }

  @Test
  void onlyKnownPlacesAreTheSamePlace(SparkSession spark) {
    Dataset<Row> ties =
        SharedPatientTies.infer(
            TextTable.of(spark, LINK, "p A 1", "p B 1", "p C 1", "p D 1"),
            TextTable.of(
                spark, PHYSICIAN, "A H1 R1", "B H1 unknown", "C unknown unknown", "D unknown R1"));
    assertThat(TextTable.lines(ties, "npi_a", "npi_b", "same_hospital", "same_hrr"))
        .containsExactly(
            "A B true false",
            "A C false false",
            "A D false true",
            "B C false false",
            "B D false false",
            "C D false false");
  }

  @Test
  void linksOfOnePatientAndPhysicianAddUpAndThoseOfOthersAreLeftOut(SparkSession spark) {
    Dataset<Row> links =
        TextTable.of(spark, LINK, "p A 1", "p B 7", "p A 3", "p X 9", "q A 1", "q X 1", "r X 1")
            .repartition(3);
    Dataset<Row> ties =
        SharedPatientTies.infer(links, TextTable.of(spark, PHYSICIAN, "A H R", "B H R", "C H R"));
    assertThat(
            TextTable.lines(
                ties, "npi_a", "npi_b", "shared_patients", "newman_weight", "min_encounters"))
        .containsExactly("A B 1 1.0 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p A 2147483648", "p A 2147483647"})
  void encountersThatExceedAnIntAreAnError(String link, SparkSession spark) {
    Dataset<Row> links = TextTable.of(spark, LINK, link, "p A 1", "p B 1");
    Dataset<Row> physicians = TextTable.of(spark, PHYSICIAN, "A H R", "B H R");
    assertThatThrownBy(() -> SharedPatientTies.infer(links, physicians).collectAsList())
        .rootCause()
        .isInstanceOf(ArithmeticException.class);
  }

  private static List<Row> infer(SparkSession spark, List<String> links, List<String> physicians) {
    return sorted(
        SharedPatientTies.infer(
            TextTable.of(spark, LINK, links),
            TextTable.of(spark, PHYSICIAN, physicians.stream().map(id -> id + " H R").toList())));
  }

  private static Dataset<Row> placed(SparkSession spark, NaiveTies naive) {
    return TextTable.of(
        spark, PHYSICIAN, naive.physicians().stream().map(id -> id + " H R").toList());
  }

  private static List<Row> sorted(Dataset<Row> ties) {
    return ties.collectAsList().stream()
        .sorted(Comparator.comparing(SharedPatientTiesTest::pair))
        .toList();
  }

  private static Map<String, Row> byPair(List<Row> ties) {
    Map<String, Row> byPair = new HashMap<>();
    ties.forEach(tie -> assertThat(byPair.put(pair(tie), tie)).isNull());
    return byPair;
  }

  private static String pair(Row tie) {
    return tie.getAs("npi_a") + " " + tie.getAs("npi_b");
  }

  private static double fraction(String text) {
    String[] parts = text.split("/");
    return parts.length == 1
        ? Double.parseDouble(text)
        : Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
  }
}
