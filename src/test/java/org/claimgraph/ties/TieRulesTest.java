package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.claimgraph.config.TieConfig;
import org.claimgraph.config.TieConfig.Combine;
import org.claimgraph.config.TieConfig.Correction;
import org.claimgraph.config.TieConfig.Sdsm;
import org.claimgraph.config.TieConfig.Ties;
import org.claimgraph.graph.BipartiteConfigurationModel;
import org.claimgraph.stats.Hypergeometric;
import org.claimgraph.stats.MultipleTesting;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.claimgraph.testing.Toy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
@Tag("portable")
@ExtendWith(SparkExtension.class)
class TieRulesTest {

  private static final String LINK = "patient_id STRING, npi STRING, encounters BIGINT";
  private static final String TIE = "npi_a STRING, npi_b STRING, shared_patients BIGINT";
  private static final String[] EVERY_KIND = {
    "all",
    "min-2",
    "strongest-20",
    "strongest-50",
    "disparity-10",
    "hypergeometric-05",
    "hypergeometric-001",
    "sdsm-05",
    "sdsm-20"
  };

  @Test
  void namesOfRulesStandInTheirOrder(SparkSession spark) {
    Dataset<Row> ties = TextTable.of(spark, TIE, "A B 3", "B C 1");
    assertThat(kept(TieRules.mark(ties, null, config("min-3", "all", "min-2", "min-4"))))
        .containsExactly("A B min-3 all min-2", "B C all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "all,min-2,min-11"})
  void rulesThatLookAtTheTieAloneAddNothingButAColumn(String rules, SparkSession spark) {
    Dataset<Row> ties =
        spark.range(5).selectExpr("'A' AS npi_a", "'B' AS npi_b", "id AS shared_patients");
    String plan =
        TieRules.mark(ties, null, config(rules.split(",")))
            .queryExecution()
            .executedPlan()
            .toString();
    assertThat(plan.strip().lines()).hasSize(2);
    assertThat(plan).containsOnlyOnce("Project").contains(" AS kept").contains("Range (0, 5");
    assertThat(plan.contains("[all] AS kept")).isEqualTo(rules.equals("all"));
  }

  @ParameterizedTest
  @CsvSource({
    "INCLUDE, UNION",
    "INCLUDE, INTERSECTION",
    "BREAK, UNION",
    "BREAK, INTERSECTION",
  })
  void strongestTiesOfTheToyNetworkAreTheGoldenOnes(
      Ties ties, Combine combine, SparkSession spark) {
    TieConfig config =
        new TieConfig(
            List.of("strongest-20", "strongest-50"), ties, combine, Correction.NONE, Sdsm.EXACT);
    Dataset<Row> marked = TieRules.mark(toyTies(spark), null, config);
    for (String percent : List.of("20", "50")) {
      String golden =
          "strongest_0."
              + percent.charAt(0)
              + "_"
              + combine.name().toLowerCase(Locale.ROOT)
              + "_ties_"
              + ties.name().toLowerCase(Locale.ROOT);
      assertThat(keptBy("strongest-" + percent, marked))
          .as(golden)
          .containsExactlyElementsOf(
              expectedToy().getStringList(ConfigUtil.joinPath(golden)).stream()
                  .map(tie -> tie.replace('-', ' '))
                  .toList());
    }
  }

  @Test
  void testsOfTheToyNetworkAgreeWithTheGoldenValues(SparkSession spark) {
    Dataset<Row> tested =
        TieRules.judged(
            toyTies(spark), toyLinks(spark), config("disparity-05", "hypergeometric-05"));
    Config disparity =
        expectedToy().getConfig(ConfigUtil.joinPath("disparity_p(a_view,b_view,min)"));
    Map<String, Double> expected = new TreeMap<>();
    disparity
        .root()
        .keySet()
        .forEach(
            tie ->
                expected.put(
                    tie.replace('-', ' '),
                    disparity.getDoubleList(ConfigUtil.joinPath(tie)).get(2)));
    assertAgree(values(tested, "disparity"), expected, 1e-12);
    Map<String, Double> hypergeometric = new TreeMap<>();
    for (Map<String, String> edge : Toy.edges()) {
      hypergeometric.put(
          edge.get("a") + " " + edge.get("b"), Double.parseDouble(edge.get("hypergeom_p_ge")));
    }
    assertAgree(values(tested, "hypergeometric"), hypergeometric, 1e-11);
  }

  @Test
  void significantTiesOfTheToyNetworkAreThoseBelowTheLevel(SparkSession spark) {
    Dataset<Row> marked =
        TieRules.mark(
            toyTies(spark),
            toyLinks(spark),
            config("disparity-05", "disparity-03", "hypergeometric-05", "hypergeometric-004"));
    assertThat(keptBy("disparity-05", marked)).containsExactly("P1 S1");
    assertThat(keptBy("disparity-03", marked)).isEmpty();
    assertThat(keptBy("hypergeometric-05", marked)).containsExactly("G1 P3", "P2 S2");
    assertThat(keptBy("hypergeometric-004", marked)).isEmpty();
  }

  @Test
  void tieWhoseDisparityEqualsTheLevelIsNotKept(SparkSession spark) {
    Dataset<Row> ties =
        TextTable.of(
            spark,
            "npi_a STRING, npi_b STRING, shared_patients BIGINT",
            "A B 18",
            "A C 1",
            "A D 1",
            "B E 50",
            "B F 1");
    // (1 - 18 / 20)^2 = 0.01
    Dataset<Row> marked = TieRules.mark(ties, null, config("disparity-01", "disparity-011"));
    assertThat(keptBy("disparity-01", marked)).isEmpty();
    assertThat(keptBy("disparity-011", marked)).containsExactly("A B");
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, sdsm_bicm_p_exact, 1e-12",
    // The model behind these golden values was fitted to 1e-8.
    "REFINED_NORMAL, sdsm_bicm_p_backbone_RNA, 3e-9"
  })
  void testsOfTheDavisWomenAgreeWithTheGoldenValues(
      Sdsm method, String golden, double tolerance, SparkSession spark) {
    Dataset<Row> tested =
        TieRules.judged(
                Davis.ties(spark),
                Davis.links(spark),
                config(Correction.NONE, method, "sdsm-10", "hypergeometric-05"))
            .localCheckpoint();
    assertAgree(values(tested, "hypergeometric"), Davis.column("hypergeom_p"), 1e-11);
    assertAgree(values(tested, "sdsm"), Davis.column(golden), tolerance);
  }

  @ParameterizedTest
  @EnumSource
  void significantTiesOfTheDavisWomenAreThoseBelowTheLevelAfterCorrection(
      Correction correction, SparkSession spark) {
    Dataset<Row> marked =
        TieRules.mark(
                Davis.ties(spark),
                Davis.links(spark),
                config(
                    correction,
                    Sdsm.EXACT,
                    "sdsm-10",
                    "hypergeometric-05",
                    "hypergeometric-30",
                    "hypergeometric-50",
                    "sdsm-95"))
            .localCheckpoint();
    Set<Integer> sizes = new TreeSet<>();
    for (String rule : List.of("hypergeometric-05", "hypergeometric-30", "hypergeometric-50")) {
      Set<String> expected = below(level(rule), adjusted(Davis.column("hypergeom_p"), correction));
      assertThat(keptBy(rule, marked)).as(rule).containsExactlyElementsOf(expected);
      sizes.add(expected.size());
    }
    assertThat(sizes).hasSizeGreaterThan(1);
    for (String rule : List.of("sdsm-10", "sdsm-95")) {
      assertThat(keptBy(rule, marked))
          .as(rule)
          .containsExactlyElementsOf(
              below(level(rule), adjusted(Davis.column("sdsm_bicm_p_exact"), correction)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyRuleAgreesWithASlowReferenceOnRandomLinks(long seed, SparkSession spark) {
    NaiveTies naive = NaiveTies.random(seed, 60, 15, 6);
    TieConfig config =
        new TieConfig(
            List.of(EVERY_KIND), Ties.BREAK, Combine.INTERSECTION, Correction.BH, Sdsm.EXACT);
    Dataset<Row> judged =
        TieRules.judged(ties(spark, naive), links(spark, naive), config).localCheckpoint();
    Map<String, Double> disparity = new TreeMap<>();
    Map<String, Double> hypergeometric = new TreeMap<>();
    Map<String, Double> sdsm = new TreeMap<>();
    Reference reference = new Reference(naive);
    for (String tie : naive.ties().keySet()) {
      disparity.put(tie, reference.disparity(tie));
      hypergeometric.put(tie, reference.hypergeometric(tie));
      sdsm.put(tie, reference.sdsm(tie));
    }
    assertAgree(values(judged, "disparity"), disparity, 1e-12);
    assertAgree(values(judged, "hypergeometric"), hypergeometric, 1e-12);
    assertAgree(values(judged, "sdsm"), sdsm, 1e-10);
    Dataset<Row> marked = judged.withColumn("kept", TieRules.kept(config));
    assertThat(keptBy("strongest-20", marked))
        .containsExactlyElementsOf(reference.strongest(20))
        .isNotEmpty();
    assertThat(keptBy("strongest-50", marked))
        .containsExactlyElementsOf(reference.strongest(50))
        .hasSizeLessThan(naive.ties().size());
    assertThat(keptBy("disparity-10", marked))
        .containsExactlyElementsOf(below(.1, adjusted(disparity, Correction.BH)));
    assertThat(keptBy("hypergeometric-05", marked))
        .containsExactlyElementsOf(below(.05, adjusted(hypergeometric, Correction.BH)));
    assertThat(keptBy("sdsm-20", marked))
        .containsExactlyElementsOf(below(.2, adjusted(sdsm, Correction.BH)));
  }

  @Test
  void neitherOrderNorPartitionsOfRowsMatter(SparkSession spark) {
    NaiveTies naive = NaiveTies.random(9, 80, 20, 5);
    TieConfig config = config(Correction.HOLM, Sdsm.EXACT, EVERY_KIND);
    Dataset<Row> ties = ties(spark, naive);
    Dataset<Row> links = links(spark, naive);
    List<String> once = kept(TieRules.mark(ties.coalesce(1), links.coalesce(1), config));
    assertThat(once).hasSameSizeAs(naive.ties().entrySet());
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    try {
      spark.conf().set("spark.sql.shuffle.partitions", "7");
      assertThat(
              kept(
                  TieRules.mark(
                      ties.orderBy(functions.desc("npi_b")).repartition(5),
                      links.orderBy(functions.desc("npi")).repartition(3),
                      config)))
          .isEqualTo(once);
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HOLM", "BH"})
  void correctedPValuesAreThoseOfEveryTieRankedBitForBit(
      Correction correction, SparkSession spark) {
    Random random = new Random(17);
    double[] p = random.ints(500, 0, 120).mapToDouble(i -> i * i / 20_000.0).toArray();
    double[] expected =
        correction == Correction.HOLM
            ? MultipleTesting.holm(p)
            : MultipleTesting.benjaminiHochberg(p);
    Map<Double, Long> counts = new TreeMap<>();
    for (double value : p) {
      counts.merge(value, 1L, Long::sum);
    }
    Dataset<Row> rows =
        TextTable.of(
            spark,
            "test STRING, p DOUBLE, ties BIGINT",
            Stream.concat(
                    Stream.of("other 0.5 3"),
                    counts.entrySet().stream()
                        .map(one -> "one " + one.getKey() + " " + one.getValue()))
                .toList());
    Map<Double, Double> adjusted = new TreeMap<>();
    for (Row row : PValueCounts.adjusted(rows, correction).where("test = 'one'").collectAsList()) {
      adjusted.put(row.getAs("p"), Math.min(1, row.<Double>getAs("adjusted")));
    }
    for (int i = 0; i < p.length; i++) {
      assertThat(adjusted.get(p[i])).as("p %s", p[i]).isEqualTo(expected[i]);
    }
  }

  @Test
  void aTieOfPhysiciansWithNoOtherIsStrongestButNotDisparate(SparkSession spark) {
    List<String> kept =
        marked(
            spark,
            List.of("A B 5"),
            List.of(
                "p A 1", "q A 1", "r A 1", "s A 1", "t A 1", "p B 1", "q B 1", "r B 1", "s B 1",
                "t B 1"));
    // All five of five patients are shared in any case.
    assertThat(kept).containsExactly("A B all min-2 strongest-20 strongest-50");
  }

  @Test
  void aPhysicianWhoSeesEveryPatientSharesThemWithoutSurprise(SparkSession spark) {
    List<String> links = new ArrayList<>();
    for (int patient = 0; patient < 30; patient++) {
      links.add("p" + patient + " A 1");
      if (patient < 4) {
        links.add("p" + patient + " B 1");
        links.add("p" + patient + " C 1");
      }
    }
    List<String> kept = marked(spark, List.of("A B 4", "A C 4", "B C 4"), links);
    // B and C share all their patients by themselves: 1 in C(30, 4) against any four at random.
    assertThat(kept.get(0)).isEqualTo("A B all min-2 strongest-20 strongest-50");
    assertThat(kept.get(1)).isEqualTo("A C all min-2 strongest-20 strongest-50");
    assertThat(kept.get(2)).contains("hypergeometric-05 hypergeometric-001");
  }

  @Test
  void aSinglePatientOfManyPhysiciansSurprisesNobody(SparkSession spark) {
    assertThat(
            marked(spark, List.of("A B 1", "A C 1", "B C 1"), List.of("p A 1", "p B 1", "p C 1")))
        .containsExactly(
            "A B all strongest-20 strongest-50",
            "A C all strongest-20 strongest-50",
            "B C all strongest-20 strongest-50");
  }

  @Test
  void withoutTiesThereIsNothingToKeep(SparkSession spark) {
    for (List<String> links : List.of(List.<String>of(), List.of("p A 1", "q B 1"))) {
      assertThat(marked(spark, List.of(), links)).isEmpty();
    }
  }

  @Test
  void aTieOfAPhysicianWithoutPatientsIsAnError(SparkSession spark) {
    Dataset<Row> marked =
        TieRules.mark(
            TextTable.of(spark, TIE, "A B 1"),
            TextTable.of(spark, LINK, "p A 1"),
            config("hypergeometric-05"));
    assertThatThrownBy(marked::collectAsList)
        .hasStackTraceContaining("A physician of a tie has no patients.");
  }

  @Test
  void hasTheColumnsOfItsTable(SparkSession spark) {
    Dataset<Row> ties =
        SharedPatientTies.infer(
            TextTable.of(spark, LINK),
            TextTable.of(spark, "npi STRING, hospital STRING, hrr STRING"));
    for (TieConfig config : List.of(config("all"), config(EVERY_KIND))) {
      Shapes.assertFills(
          Tables.TIE, TieRules.mark(ties, TextTable.of(spark, LINK), config).schema());
    }
  }

  /** Every rule as its definition says, on links held in memory. */
  private static final class Reference {

    private final Map<String, NaiveTies.Tie> ties;
    private final Map<String, Set<String>> patientsOf = new TreeMap<>();
    private final Map<String, Integer> physiciansOf = new TreeMap<>();
    private final BipartiteConfigurationModel model;

    Reference(NaiveTies naive) {
      ties = naive.ties();
      for (String line : naive.lines()) {
        String[] words = line.split(" ");
        patientsOf.computeIfAbsent(words[1], any -> new TreeSet<>()).add(words[0]);
        physiciansOf.merge(words[0], 1, Integer::sum);
      }
      TreeMap<Long, Long> rows = new TreeMap<>();
      patientsOf.values().forEach(all -> rows.merge((long) all.size(), 1L, Long::sum));
      TreeMap<Long, Long> columns = new TreeMap<>();
      physiciansOf.values().forEach(all -> columns.merge((long) all, 1L, Long::sum));
      model =
          BipartiteConfigurationModel.fit(
              longs(rows.keySet()), longs(rows.values()),
              longs(columns.keySet()), longs(columns.values()));
    }

    private static long[] longs(java.util.Collection<Long> values) {
      return values.stream().mapToLong(Long::longValue).toArray();
    }

    double disparity(String tie) {
      return Stream.of(tie.split(" "))
          .mapToDouble(
              end -> {
                List<String> all = tiesOf(end);
                double strength = all.stream().mapToLong(this::shared).sum();
                return Math.pow(1 - shared(tie) / strength, all.size() - 1);
              })
          .min()
          .orElseThrow();
    }

    double hypergeometric(String tie) {
      String[] ends = tie.split(" ");
      return Hypergeometric.upperTail(
          physiciansOf.size(),
          patientsOf.get(ends[1]).size(),
          patientsOf.get(ends[0]).size(),
          shared(tie));
    }

    /** Patient by patient. */
    double sdsm(String tie) {
      String[] ends = tie.split(" ");
      double[] chance = new double[physiciansOf.size() + 1];
      chance[0] = 1;
      for (int physicians : physiciansOf.values()) {
        double both = probability(ends[0], physicians) * probability(ends[1], physicians);
        for (int k = chance.length - 1; k >= 0; k--) {
          chance[k] = chance[k] * (1 - both) + (k > 0 ? chance[k - 1] * both : 0);
        }
      }
      return Arrays.stream(chance).skip(shared(tie)).sum();
    }

    private double probability(String physician, int physicians) {
      int column = 0;
      while (model.columnDegree(column) != physicians) {
        column++;
      }
      return model.probability(model.rowClassOf(patientsOf.get(physician).size()), column);
    }

    /** Ties that both ends hold on to, broken by the lower id. */
    List<String> strongest(int percent) {
      return ties.keySet().stream()
          .filter(tie -> Stream.of(tie.split(" ")).allMatch(end -> holdsOn(end, tie, percent)))
          .toList();
    }

    private boolean holdsOn(String end, String tie, int percent) {
      List<String> all = new ArrayList<>(tiesOf(end));
      all.sort(
          Comparator.comparingLong((String one) -> -shared(one))
              .thenComparing(one -> one.replace(end, "").strip()));
      return all.indexOf(tie) < Math.ceil(percent * all.size() / 100.0);
    }

    private List<String> tiesOf(String physician) {
      Predicate<String> at = tie -> List.of(tie.split(" ")).contains(physician);
      return ties.keySet().stream().filter(at).toList();
    }

    private long shared(String tie) {
      return ties.get(tie).sharedPatients();
    }
  }

  private static List<String> marked(SparkSession spark, List<String> ties, List<String> links) {
    return kept(
        TieRules.mark(
            TextTable.of(spark, TIE, ties), TextTable.of(spark, LINK, links), config(EVERY_KIND)));
  }

  private static Dataset<Row> ties(SparkSession spark, NaiveTies naive) {
    List<String> lines = new ArrayList<>();
    naive.ties().forEach((pair, tie) -> lines.add(pair + " " + tie.sharedPatients()));
    Collections.shuffle(lines, new Random(4));
    return TextTable.of(spark, TIE, lines);
  }

  private static Dataset<Row> links(SparkSession spark, NaiveTies naive) {
    return TextTable.of(spark, LINK, naive.lines());
  }

  private static Dataset<Row> toyTies(SparkSession spark) {
    return TextTable.of(
        spark,
        TIE,
        Toy.edges().stream()
            .map(edge -> edge.get("a") + " " + edge.get("b") + " " + edge.get("shared_patients"))
            .toList());
  }

  private static Dataset<Row> toyLinks(SparkSession spark) {
    return PatientPhysicians.of(Toy.encounters(spark));
  }

  private static Config expectedToy() {
    return ConfigFactory.parseResources("golden/toy_expected.json");
  }

  private static TieConfig config(String... rules) {
    return new TieConfig(List.of(rules));
  }

  private static TieConfig config(Correction correction, Sdsm sdsm, String... rules) {
    return new TieConfig(List.of(rules), Ties.INCLUDE, Combine.UNION, correction, sdsm);
  }

  private static double level(String rule) {
    return Double.parseDouble("0." + rule.split("-")[1]);
  }

  /** Ties and the names of the rules that keep them, in order of ties. */
  private static List<String> kept(Dataset<Row> marked) {
    return marked.collectAsList().stream()
        .map(row -> pair(row) + " " + String.join(" ", row.<String>getList(row.fieldIndex("kept"))))
        .sorted()
        .toList();
  }

  private static List<String> keptBy(String rule, Dataset<Row> marked) {
    return marked.collectAsList().stream()
        .filter(row -> row.<String>getList(row.fieldIndex("kept")).contains(rule))
        .map(TieRulesTest::pair)
        .sorted()
        .toList();
  }

  private static Map<String, Double> values(Dataset<Row> tested, String column) {
    Map<String, Double> values = new TreeMap<>();
    tested.collectAsList().forEach(row -> values.put(pair(row), row.<Double>getAs(column)));
    return values;
  }

  private static Map<String, Double> adjusted(Map<String, Double> values, Correction correction) {
    double[] p = values.values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] adjusted =
        switch (correction) {
          case NONE -> p;
          case HOLM -> MultipleTesting.holm(p);
          case BH -> MultipleTesting.benjaminiHochberg(p);
        };
    Map<String, Double> byTie = new TreeMap<>();
    int at = 0;
    for (String tie : values.keySet()) {
      byTie.put(tie, adjusted[at++]);
    }
    return byTie;
  }

  private static Set<String> below(double level, Map<String, Double> values) {
    Set<String> below = new TreeSet<>();
    values.forEach(
        (tie, value) -> {
          if (value < level) {
            below.add(tie);
          }
        });
    return below;
  }

  private static void assertAgree(
      Map<String, Double> values, Map<String, Double> expected, double tolerance) {
    assertThat(values.keySet()).isEqualTo(expected.keySet());
    double largest = 0;
    for (String tie : expected.keySet()) {
      largest = Math.max(largest, Math.abs(values.get(tie) - expected.get(tie)));
    }
    assertThat(largest).as("largest difference").isCloseTo(0, within(tolerance));
  }

  private static String pair(Row tie) {
    return tie.getAs("npi_a") + " " + tie.getAs("npi_b");
  }
}
