package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.config.Configuration;
import org.claimgraph.config.RegionType;
import org.claimgraph.config.TeamConfig;
import org.claimgraph.tables.Tables;
import org.claimgraph.testing.Shapes;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.claimgraph.testing.Toy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("spark")
@Tag("portable")
@ExtendWith(SparkExtension.class)
class TeamsTest {

  private static final String LINK = "patient_id STRING, npi STRING";
  private static final String PHYSICIAN =
      "npi STRING, specialty_group STRING, hospital STRING, hrr STRING";
  private static final List<RegionType> REGIONS =
      List.of(RegionType.HOSPITAL, RegionType.HRR, RegionType.NATION);
  private static final TeamConfig DEFAULT = Configuration.read(List.of(), List.of()).team();

  private static final String[] DENSITIES = {
    "patient_id",
    "physicians",
    "pairs",
    "care_density",
    "fragmented_care_density",
    "cross_specialty_share",
    "repeat_share"
  };

  private static final String[] TEAMS = {
    "region_type",
    "region_id",
    "size",
    "groups",
    "recurring_groups",
    "known_groups",
    "patients",
    "patients_left_out",
    "repeat_share",
    "cross_specialty_share"
  };

  @Test
  void agreesWithTheCareDensitiesOfTheToyNetwork(SparkSession spark) {
    Config expected =
        ConfigFactory.parseResources("golden/toy_expected.json").getConfig("care_density");
    List<Row> patients =
        of(PatientPhysicians.of(Toy.encounters(spark)), Toy.physicians(spark), DEFAULT)
            .patients()
            .collectAsList();

    assertThat(patients).hasSize(19);
    for (Row patient : patients) {
      String id = patient.getAs("patient_id");
      Double density = patient.getAs("care_density");
      if (expected.getIsNull(id)) {
        assertThat(density).as(id).isNull();
      } else {
        assertThat(density).as(id).isCloseTo(expected.getDouble(id), within(1e-12));
      }
      assertThat(patient.<Double>getAs("fragmented_care_density")).isEqualTo(density);
    }
  }

  @Test
  void countsPairsAndTriadsOfTheToyNetwork(SparkSession spark) {
    Teamwork toy = of(PatientPhysicians.of(Toy.encounters(spark)), Toy.physicians(spark), DEFAULT);

    // The 12 golden ties and the four golden triads, each of one patient; G1 and P3 are in H2.
    // H2.
    assertThat(TextTable.lines(toy.regions(), TEAMS))
        .containsExactly(
            "hospital H1 2 8 4 8 12 0 0.5 0.5",
            "hospital H1 3 2 0 2 2 0 0.0 1.0",
            "hospital H2 2 1 1 1 3 0 1.0 1.0",
            "hrr R1 2 12 6 12 15 0 0.5 " + 7 / 12.0,
            "hrr R1 3 4 0 4 4 0 0.0 1.0",
            "nation US 2 12 6 12 15 0 0.5 " + 7 / 12.0,
            "nation US 3 4 0 4 4 0 0.0 1.0");
  }

  @Test
  void weighsPairsBySpecialty(SparkSession spark) {
    Dataset<Row> links =
        TextTable.of(spark, LINK, "1 A", "1 C", "1 D", "2 A", "2 D", "3 A", "3 D", "4 D", "5 C");
    Dataset<Row> physicians =
        TextTable.of(spark, PHYSICIAN, "A primary H R", "C primary H R", "D medical H R");

    List<Row> patients =
        of(links, physicians, config(20, "primary-primary=0.3", "primary-medical=1.6"))
            .patients()
            .orderBy("patient_id")
            .collectAsList();

    Double[][] expected = {{5 / 3.0, 6.7 / 3}, {3.0, 4.8}, {3.0, 4.8}, {null, null}, {null, null}};
    for (int i = 0; i < 5; i++) {
      assertClose(patients.get(i).getAs("care_density"), expected[i][0]);
      assertClose(patients.get(i).getAs("fragmented_care_density"), expected[i][1]);
    }
  }

  @Test
  void unknownSpecialtyLeavesWhatDependsOnItUndefined(SparkSession spark) {
    Dataset<Row> links =
        TextTable.of(spark, LINK, "p A", "p B", "p X", "q A", "q X", "r A", "r B", "s X");
    Dataset<Row> physicians =
        TextTable.of(spark, PHYSICIAN, "A primary H R", "B other H R", "X unknown unknown R");

    Teamwork measured = of(links, physicians, DEFAULT);

    assertThat(TextTable.lines(measured.patients(), DENSITIES))
        .containsExactly(
            "p 3 3 " + 5 / 3.0 + " - 1.0 " + 2 / 3.0,
            "q 2 1 2.0 - - 1.0",
            "r 2 1 2.0 2.0 1.0 1.0",
            "s 1 0 - - - -");
    assertThat(TextTable.lines(measured.regions().where("region_type = 'hrr'"), TEAMS))
        .containsExactly("hrr R 2 3 2 1 3 0 " + 2 / 3.0 + " 1.0", "hrr R 3 1 0 0 1 0 0.0 -");
    assertThat(TextTable.lines(measured.regions().where("region_type = 'hospital'"), TEAMS))
        .containsExactly("hospital H 2 1 1 1 2 0 1.0 1.0");
  }

  @Test
  void patientsOfTooManyPhysiciansAreLeftOutOfTriadsAndCounted(SparkSession spark) {
    List<String> links = new ArrayList<>(List.of("p A", "p B", "p C", "q A", "q B", "q C", "q D"));
    links.add("r A");
    Dataset<Row> physicians =
        TextTable.of(
            spark,
            PHYSICIAN,
            "A primary H R",
            "B primary H R",
            "C primary H R",
            "D primary unknown R");

    Dataset<Row> three = of(TextTable.of(spark, LINK, links), physicians, config(3)).regions();
    Dataset<Row> none = of(TextTable.of(spark, LINK, links), physicians, config(2)).regions();

    assertThat(TextTable.lines(three.where("region_type = 'hospital'"), TEAMS))
        .containsExactly("hospital H 2 3 3 3 2 0 1.0 0.0", "hospital H 3 1 0 1 1 1 0.0 0.0");
    assertThat(TextTable.lines(none.where("region_type = 'hrr'"), TEAMS))
        .containsExactly("hrr R 2 6 3 6 2 0 0.5 0.0", "hrr R 3 0 0 0 0 2 - -");
  }

  @Test
  void agreesWithLookingAtEveryPatientAndHasTheSameBitsForAnyPartitioning(SparkSession spark) {
    Random random = new Random(3);
    List<String> physicians = new ArrayList<>();
    List<String> groups = List.of("primary", "medical", "surgical", "other", "unknown");
    for (int i = 10; i < 50; i++) {
      physicians.add("d" + i + " " + groups.get(random.nextInt(5)) + " H" + i % 5 + " R" + i % 2);
    }
    Map<String, TreeSet<String>> seen = new TreeMap<>();
    for (int patient = 100; patient < 200; patient++) {
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        String npi = "d" + (10 + Math.min(random.nextInt(40), random.nextInt(40)));
        seen.computeIfAbsent("p" + patient, id -> new TreeSet<>()).add(npi);
      }
    }
    TeamConfig config = config(6, "medical-surgical=2.5", "other-other=-1", "primary-other=0");
    List<String> links = new ArrayList<>();
    seen.forEach((patient, npis) -> npis.forEach(npi -> links.add(patient + " " + npi)));

    Naive naive = new Naive(physicians, seen, config);
    List<List<String>> answers = new ArrayList<>();
    for (int partitions : new int[] {1, 5}) {
      Collections.shuffle(links, random);
      Teamwork measured =
          of(
              TextTable.of(spark, LINK, links).repartition(partitions),
              TextTable.of(spark, PHYSICIAN, physicians),
              config);
      List<String> answer = new ArrayList<>(TextTable.lines(measured.patients(), DENSITIES));
      answer.addAll(TextTable.lines(measured.regions(), TEAMS));
      answers.add(answer);
      for (Row patient : measured.patients().collectAsList()) {
        naive.assertAgrees(patient);
      }
      for (Row region : measured.regions().collectAsList()) {
        naive.assertAgreesOnRegion(region);
      }
    }
    assertThat(answers.get(1)).isEqualTo(answers.get(0)).hasSize(100 + 15);
  }

  @Test
  void patientOfThousandsOfPhysiciansIsNoTrouble(SparkSession spark) {
    List<String> physicians = new ArrayList<>();
    List<String> links = new ArrayList<>();
    for (int i = 1000; i < 4000; i++) {
      physicians.add("d" + i + " primary H R");
      links.add("hub d" + i);
    }
    links.add("other d1000");
    links.add("other d1001");

    Teamwork measured =
        of(TextTable.of(spark, LINK, links), TextTable.of(spark, PHYSICIAN, physicians), DEFAULT);

    long pairs = 3000L * 2999 / 2;
    assertThat(TextTable.lines(measured.patients(), DENSITIES))
        .containsExactly(
            "hub 3000 "
                + pairs
                + " "
                + (pairs + 1) / (double) pairs
                + " "
                + (pairs + 1) / (double) pairs
                + " 0.0 "
                + 1 / (double) pairs,
            "other 2 1 2.0 2.0 0.0 1.0");
    assertThat(TextTable.lines(measured.regions().where("size = 3"), TEAMS))
        .contains("nation US 3 0 0 0 0 1 - -");
  }

  @Test
  void noLinksGiveNoRows(SparkSession spark) {
    Teamwork none =
        of(TextTable.of(spark, LINK), TextTable.of(spark, PHYSICIAN, "A other H R"), DEFAULT);

    assertThat(none.patients().collectAsList()).isEmpty();
    assertThat(none.regions().collectAsList()).isEmpty();
    Shapes.assertFills(Tables.CARE_DENSITY, none.patients().schema());
    Shapes.assertFills(Tables.TEAM, none.regions().schema());
  }

  private record Teamwork(Dataset<Row> patients, Dataset<Row> regions) {}

  private static Teamwork of(Dataset<Row> links, Dataset<Row> physicians, TeamConfig config) {
    Dataset<Row> counted = Teams.measure(links, physicians, REGIONS, config);
    return new Teamwork(Teams.ofPatients(links, counted, config), Teams.ofRegions(counted));
  }

  private static TeamConfig config(int mostPhysicians, String... weights) {
    List<String> settings = new ArrayList<>();
    settings.add("measure.team.most-physicians=" + mostPhysicians);
    for (String weight : weights) {
      settings.add("measure.care-density.weights." + weight);
    }
    return Configuration.read(List.of(), settings).team();
  }

  private static void assertClose(Double value, Double expected) {
    if (expected == null) {
      assertThat(value).isNull();
    } else {
      assertThat(value).isCloseTo(expected, within(1e-12));
    }
  }

  /** Slow and plain: every patient, every pair, every triad, as they are defined. */
  private static final class Naive {

    private final Map<String, String[]> places = new TreeMap<>();
    private final Map<String, TreeSet<String>> seen;
    private final TeamConfig config;

    Naive(List<String> physicians, Map<String, TreeSet<String>> seen, TeamConfig config) {
      physicians.forEach(line -> places.put(line.split(" ")[0], line.split(" ")));
      this.seen = seen;
      this.config = config;
    }

    void assertAgrees(Row patient) {
      List<String> npis = List.copyOf(seen.get(patient.<String>getAs("patient_id")));
      double shared = 0;
      double weighted = 0;
      double known = 0;
      double crossing = 0;
      double repeated = 0;
      int pairs = 0;
      for (String a : npis) {
        for (String b : npis) {
          if (a.compareTo(b) < 0) {
            long together = patients(Set.of(a, b), Integer.MAX_VALUE);
            int groupA = TeamConfig.GROUPS.indexOf(places.get(a)[1]);
            int groupB = TeamConfig.GROUPS.indexOf(places.get(b)[1]);
            pairs++;
            shared += together;
            repeated += together > 1 ? 1 : 0;
            if (groupA >= 0 && groupB >= 0) {
              weighted += together * config.pairWeights().get(TeamConfig.pair(groupA, groupB));
              known++;
              crossing += groupA == groupB ? 0 : 1;
            }
          }
        }
      }
      assertThat(patient.<Long>getAs("physicians")).isEqualTo(npis.size());
      assertThat(patient.<Long>getAs("pairs")).isEqualTo(pairs);
      assertClose(patient.getAs("care_density"), pairs == 0 ? null : (Double) (shared / pairs));
      assertClose(patient.getAs("repeat_share"), pairs == 0 ? null : (Double) (repeated / pairs));
      assertClose(
          patient.getAs("cross_specialty_share"), known == 0 ? null : (Double) (crossing / known));
      assertClose(
          patient.getAs("fragmented_care_density"),
          pairs == 0 || known < pairs ? null : (Double) (weighted / pairs));
    }

    void assertAgreesOnRegion(Row region) {
      int size = region.getAs("size");
      int most = size == 2 ? Integer.MAX_VALUE : config.mostPhysicians();
      Set<Set<String>> groups = new HashSet<>();
      long patients = 0;
      long leftOut = 0;
      for (TreeSet<String> npis : seen.values()) {
        List<String> inside = npis.stream().filter(npi -> isIn(npi, region)).toList();
        if (inside.size() >= size && npis.size() > most) {
          leftOut++;
        } else if (inside.size() >= size) {
          patients++;
          addGroups(inside, size, groups);
        }
      }
      long recurring = groups.stream().filter(group -> patients(group, most) > 1).count();
      List<List<String>> known =
          groups.stream()
              .map(group -> group.stream().map(npi -> places.get(npi)[1]).toList())
              .filter(specialties -> !specialties.contains("unknown"))
              .toList();
      double crossing =
          known.stream().filter(specialties -> new HashSet<>(specialties).size() > 1).count();
      assertThat(region.<Long>getAs("groups")).as("%s", region).isEqualTo(groups.size());
      assertThat(region.<Long>getAs("recurring_groups")).isEqualTo(recurring);
      assertThat(region.<Long>getAs("known_groups")).isEqualTo(known.size());
      assertThat(region.<Long>getAs("patients")).isEqualTo(patients);
      assertThat(region.<Long>getAs("patients_left_out")).isEqualTo(leftOut);
      assertClose(
          region.getAs("repeat_share"),
          groups.isEmpty() ? null : (Double) ((double) recurring / groups.size()));
      assertClose(
          region.getAs("cross_specialty_share"),
          known.isEmpty() ? null : (Double) (crossing / known.size()));
    }

    private boolean isIn(String npi, Row region) {
      return switch (region.<String>getAs("region_type")) {
        case "hospital" -> places.get(npi)[2].equals(region.getAs("region_id"));
        case "hrr" -> places.get(npi)[3].equals(region.getAs("region_id"));
        default -> true;
      };
    }

    private static void addGroups(List<String> npis, int size, Set<Set<String>> groups) {
      for (int a = 0; a < npis.size(); a++) {
        for (int b = 0; b < a; b++) {
          if (size == 2) {
            groups.add(Set.of(npis.get(a), npis.get(b)));
          } else {
            for (int c = 0; c < b; c++) {
              groups.add(Set.of(npis.get(a), npis.get(b), npis.get(c)));
            }
          }
        }
      }
    }

    private long patients(Set<String> group, int most) {
      return seen.values().stream()
          .filter(npis -> npis.size() <= most && npis.containsAll(group))
          .count();
    }
  }
}
