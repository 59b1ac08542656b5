package org.claimgraph.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.BetweennessConfig;
import org.claimgraph.config.CommunityConfig;
import org.claimgraph.config.MeasureConfig;
import org.claimgraph.config.NullConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.TieConfig;
import org.claimgraph.config.TieRule.MinShared;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.claimgraph.testing.Toy;
import org.claimgraph.ties.PatientPhysicians;
import org.claimgraph.ties.SharedPatientTies;
import org.claimgraph.ties.TieRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@Tag("portable")
@ExtendWith(SparkExtension.class)
class RegionNullsTest {

  private static final TieConfig RULES = new TieConfig(List.of("all", "min-2", "strongest-20"));
  private static final String LINK = "patient_id STRING, npi STRING, encounters BIGINT";
  private static final String PHYSICIAN =
      "npi STRING, specialty_group STRING, hospital STRING, hrr STRING, patients BIGINT";

  @Test
  void observedIsWhatTheMeasuresOfTheRegionTell(SparkSession spark) {
    Dataset<Row> physicians = Toy.physicians(spark);
    Dataset<Row> links = PatientPhysicians.of(Toy.encounters(spark));
    Dataset<Row> ties = ties(links, physicians);
    MeasureConfig config = config(20, 1, RegionType.HOSPITAL, RegionType.HRR);
    List<Row> compared = compared(physicians, links, ties, config);
    List<Row> regions =
        RegionNetworks.regionMeasures(
                RegionNetworks.measure(physicians, links, ties, List.of("all", "min-2"), config),
                RegionType.HOSPITAL)
            .collectAsList();
    assertThat(regions).hasSize(2 * 3);
    assertThat(compared).hasSize(regions.size() * Structure.values().length);
    for (Row region : regions) {
      for (Structure measure : Structure.values()) {
        Row row =
            compared.stream()
                .filter(one -> isOf(one, region, measure.label()))
                .findFirst()
                .orElseThrow();
        Number value = region.getAs(measure.label());
        assertThat(row.<Double>getAs("observed"))
            .as("%s of %s", measure, region)
            .isEqualTo(value == null ? null : (Double) value.doubleValue());
        assertThat(row.<Long>getAs("draws")).isBetween(0L, 20L);
      }
    }
  }

  @Test
  void careInsideHospitalsIsMoreClosedThanByChance(SparkSession spark) {
    // Each patient sees three of the five physicians of one hospital.
    Random random = new Random(7);
    List<String> links = new ArrayList<>();
    for (int patient = 0; patient < 120; patient++) {
      link(patient, 5 * (patient % 8), 5, random, links);
    }
    List<Row> rows = nation(spark, links, fortyPhysicians());
    assertThat(of(rows, "transitivity").<Double>getAs("observed")).isGreaterThan(.9);
    assertThat(z(rows, "transitivity")).isGreaterThan(6);
    // No draw falls apart, so it is not known how unlikely eight components are.
    assertThat(of(rows, "components").<Double>getAs("observed")).isEqualTo(8);
    assertThat(of(rows, "components").<Double>getAs("null_mean")).isEqualTo(1);
    assertThat(of(rows, "components").<Double>getAs("z")).isNull();
    assertThat(z(rows, "density")).isLessThan(-6);
    assertThat(z(rows, "specialty_assortativity")).isGreaterThan(6);
    assertThat(z(rows, "ei_specialty")).isLessThan(-6);
    assertThat(rows).allMatch(row -> row.<Long>getAs("draws") == 200);
  }

  @Test
  void careByAnybodyKnowsNoSpecialty(SparkSession spark) {
    Random random = new Random(7);
    List<String> links = new ArrayList<>();
    for (int patient = 0; patient < 120; patient++) {
      link(patient, 0, 40, random, links);
    }
    List<Row> rows = nation(spark, links, fortyPhysicians());
    assertThat(z(rows, "specialty_assortativity")).isBetween(-4.0, 4.0);
    assertThat(z(rows, "ei_specialty")).isBetween(-4.0, 4.0);
  }

  @Test
  void zIsTheDistanceFromTheMeanInStandardDeviations(SparkSession spark) {
    // All physicians see two, so they see p, q, r with chance 1/2 and s, t with 1/4.
    List<String> links =
        List.of("p A 1", "p B 1", "q B 1", "q C 1", "r C 1", "r D 1", "s A 1", "t D 1");
    List<Row> rows =
        nation(
            spark,
            links,
            List.of("A primary H R 2", "B primary H R 2", "C other H R 2", "D other H R 2"));
    Row density = of(rows, "density");
    double mean = density.getAs("null_mean");
    double sd = density.getAs("null_sd");
    assertThat(density.<Double>getAs("observed")).isEqualTo(.5);
    double expected = 1 - Math.pow(3 / 4.0, 3) * Math.pow(15 / 16.0, 2);
    assertThat(mean).isCloseTo(expected, within(5 * sd / Math.sqrt(200)));
    // Six ties that were independent would have an SD of 0.197; pairs with one end go together.
    assertThat(sd).isBetween(.197, .35);
    assertThat(density.<Double>getAs("z")).isCloseTo((.5 - mean) / sd, within(1e-12));
  }

  @Test
  void whatCannotVaryHasNoZ(SparkSession spark) {
    // Everybody sees everybody: every draw is the same graph.
    List<String> links =
        Stream.of("p", "q")
            .flatMap(p -> Stream.of("A", "B", "C").map(d -> p + " " + d + " 1"))
            .toList();
    List<Row> rows =
        nation(spark, links, List.of("A primary H R 2", "B primary H R 2", "C primary H R 2"));
    Row transitivity = of(rows, "transitivity");
    assertThat(transitivity.<Double>getAs("null_mean")).isEqualTo(1);
    assertThat(transitivity.<Double>getAs("null_sd")).isEqualTo(0);
    assertThat(transitivity.<Double>getAs("z")).isNull();
    Row assortativity = of(rows, "degree_assortativity");
    assertThat(assortativity.<Double>getAs("observed")).isNull();
    assertThat(assortativity.<Double>getAs("null_mean")).isNull();
    assertThat(assortativity.<Double>getAs("z")).isNull();
    assertThat(assortativity.<Long>getAs("draws")).isZero();
  }

  @Test
  void anyPartitioningGivesTheSameBitsAndAnotherSeedOthers(SparkSession spark) {
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    List<List<Row>> answers = new ArrayList<>();
    try {
      for (int count : new int[] {1, 7}) {
        spark.conf().set("spark.sql.shuffle.partitions", String.valueOf(count));
        answers.add(toy(spark, 1, count));
      }
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(answers.get(0)).isNotEmpty();
    assertThat(answers.get(1)).isEqualTo(answers.get(0));
    assertThat(toy(spark, 2, 1)).isNotEqualTo(answers.get(0));
  }

  @Test
  void withoutDrawsRulesOrPatientsThereIsNothing(SparkSession spark) {
    Dataset<Row> physicians = Toy.physicians(spark);
    Dataset<Row> links = PatientPhysicians.of(Toy.encounters(spark));
    Dataset<Row> ties = ties(links, physicians);
    Dataset<Row> none =
        RegionNulls.compare(
            physicians, links, ties, RULES.rulesOf(MinShared.class), config(0, 1, RegionType.HRR));
    Shapes.assertFills(Tables.REGION_NULL, none.schema());
    assertThat(none.collectAsList()).isEmpty();
    assertThat(
            RegionNulls.compare(physicians, links, ties, List.of(), config(3, 1, RegionType.HRR))
                .collectAsList())
        .isEmpty();
    // Of a tie list no links are known.
    assertThat(compared(physicians, links.limit(0), ties, config(3, 1, RegionType.HRR))).isEmpty();
  }

  private static List<Row> toy(SparkSession spark, long seed, int partitions) {
    Dataset<Row> physicians = Toy.physicians(spark).repartition(partitions);
    Dataset<Row> links = PatientPhysicians.of(Toy.encounters(spark)).repartition(partitions);
    return compared(
        physicians,
        links,
        ties(links, physicians),
        config(9, seed, RegionType.HOSPITAL, RegionType.NATION));
  }

  /** Eight hospitals of five, in each one specialty. */
  private static List<String> fortyPhysicians() {
    String[] specialties = {"primary", "medical", "surgical", "other"};
    return IntStream.range(0, 40)
        .mapToObj(i -> npi(i) + " " + specialties[i / 5 % 4] + " H" + i / 5 + " R 9")
        .toList();
  }

  /** Three physicians of a patient, out of some. */
  private static void link(
      int patient, int first, int physicians, Random random, List<String> links) {
    List<Integer> chosen =
        new ArrayList<>(IntStream.range(first, first + physicians).boxed().toList());
    Collections.shuffle(chosen, random);
    chosen.subList(0, 3).forEach(one -> links.add("p" + patient + " " + npi(one) + " 1"));
  }

  private static List<Row> nation(SparkSession spark, List<String> links, List<String> physicians) {
    Dataset<Row> placed = TextTable.of(spark, PHYSICIAN, physicians);
    Dataset<Row> linked = TextTable.of(spark, LINK, links);
    return compared(placed, linked, ties(linked, placed), config(200, 1, RegionType.NATION))
        .stream()
        .filter(row -> row.getAs("tie_rule").equals("all"))
        .toList();
  }

  private static List<Row> compared(
      Dataset<Row> physicians, Dataset<Row> links, Dataset<Row> ties, MeasureConfig config) {
    return RegionNulls.compare(physicians, links, ties, RULES.rulesOf(MinShared.class), config)
        .collectAsList()
        .stream()
        .sorted(
            Comparator.comparing(
                row -> row.getString(0) + row.getString(1) + row.getString(2) + row.getString(3)))
        .toList();
  }

  private static Dataset<Row> ties(Dataset<Row> links, Dataset<Row> physicians) {
    return TieRules.mark(SharedPatientTies.infer(links, physicians), links, RULES);
  }

  private static boolean isOf(Row row, Row region, String measure) {
    return row.getAs("measure").equals(measure)
        && Stream.of("tie_rule", "region_type", "region_id")
            .allMatch(name -> row.getAs(name).equals(region.getAs(name)));
  }

  private static Row of(List<Row> rows, String measure) {
    return rows.stream()
        .filter(row -> row.getAs("measure").equals(measure))
        .findFirst()
        .orElseThrow();
  }

  private static double z(List<Row> rows, String measure) {
    return of(rows, measure).getAs("z");
  }

  private static String npi(int number) {
    return "D" + (10 + number);
  }

  private static MeasureConfig config(int draws, long seed, RegionType... regions) {
    return new MeasureConfig(
        List.of(regions),
        RegionType.NATION,
        RegionType.HOSPITAL,
        BetweennessConfig.DEFAULT,
        CommunityConfig.DEFAULT,
        MeasureConfig.BROADCAST_TIES,
        new NullConfig(draws, seed));
  }
}
