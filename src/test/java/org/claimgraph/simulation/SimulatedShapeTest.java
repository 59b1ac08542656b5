package org.claimgraph.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The nation of the quick start, as read from its files. */
@Tag("spark")
@ExtendWith(SparkExtension.class)
class SimulatedShapeTest {

  private static final Simulation SIMULATION = Simulation.usual(4_000, 2012);

  private static List<Map<String, String>> lines;
  private static List<Map<String, String>> stays;
  private static List<Map<String, String>> beneficiaries;
  private static List<Map<String, String>> physicians;
  private static List<Map<String, String>> hospitals;

  @BeforeAll
  static void simulate(SparkSession spark, @TempDir Path folder) {
    SimulatedClaims.write(spark, folder.toString(), SIMULATION, Layout.CANONICAL, FileFormat.CSV);
    lines = CsvTable.read(folder.resolve("claim_line.csv"));
    stays = CsvTable.read(folder.resolve("stay.csv"));
    beneficiaries = CsvTable.read(folder.resolve("beneficiary.csv"));
    physicians = CsvTable.read(folder.resolve("physician.csv"));
    hospitals = CsvTable.read(folder.resolve("hospital.csv"));
  }

  @Test
  void keysAreUniqueAndWellFormed() {
    assertThat(hospitals).hasSize(24).allMatch(row -> row.get("hospital").matches("\\d{6}"));
    assertThat(column(hospitals, "hospital")).doesNotHaveDuplicates();
    assertThat(column(hospitals, "hrr")).containsOnly("1", "2", "3", "4", "5", "6");
    assertThat(physicians).hasSize(600).allMatch(row -> row.get("npi").matches("1\\d{9}"));
    assertThat(physicians).allMatch(row -> NpiTest.luhn("80840" + row.get("npi")) % 10 == 0);
    assertThat(column(physicians, "npi")).doesNotHaveDuplicates();
    assertThat(column(stays, "stay_id")).doesNotHaveDuplicates();
    assertThat(lines.stream().map(row -> row.get("claim_id") + "/" + row.get("line_number")))
        .doesNotHaveDuplicates();
    assertThat(beneficiaries.stream().map(row -> row.get("patient_id") + "/" + row.get("year")))
        .doesNotHaveDuplicates();
    assertThat(Set.copyOf(column(beneficiaries, "patient_id")))
        .hasSize(4_000 + 24 * 9)
        .allMatch(patient -> patient.matches("P\\d{8}"));
  }

  @Test
  void everyoneOnAClaimIsListed() {
    assertThat(column(physicians, "npi")).containsAll(Set.copyOf(column(lines, "npi")));
    Set<String> billing = Set.copyOf(column(lines, "hospital"));
    assertThat(billing).contains("").hasSize(25);
    assertThat(column(hospitals, "hospital")).containsAll(minus(billing, ""));
    assertThat(column(hospitals, "hospital")).containsAll(Set.copyOf(column(stays, "hospital")));
    assertThat(Set.copyOf(column(beneficiaries, "patient_id")))
        .containsAll(Set.copyOf(column(lines, "patient_id")));
    Map<String, String> specialties = lookup(physicians, "npi", "specialty");
    assertThat(lines).allMatch(row -> specialties.get(row.get("npi")).equals(row.get("specialty")));
  }

  @Test
  void serviceIsWithinTheYearsAndNeverAfterDeath() {
    Map<String, String> deaths = lookup(beneficiaries, "patient_id", "death_date");
    assertThat(lines)
        .allMatch(row -> row.get("service_from").compareTo("2008-01-01") >= 0)
        .allMatch(row -> row.get("service_to").compareTo("2010-12-31") <= 0)
        .allMatch(row -> row.get("service_from").compareTo(row.get("service_to")) <= 0)
        .allMatch(
            row -> {
              String death = deaths.get(row.get("patient_id"));
              return death.isEmpty() || row.get("service_to").compareTo(death) <= 0;
            });
  }

  @Test
  void staysMatchInpatientClaims() {
    Map<String, Map<String, String>> claims = new HashMap<>();
    for (Map<String, String> line : lines) {
      boolean first = line.get("line_number").equals("1");
      if (line.get("claim_type").equals("inpatient")) {
        assertThat(line.get("paid_amount").isEmpty()).isEqualTo(!first);
        assertThat(line.get("allowed_amount").isEmpty()).isEqualTo(!first);
        assertThat(line.get("npi_role")).isIn("attending", "operating", "other");
      } else {
        assertThat(line.get("claim_type")).isEqualTo("professional");
        assertThat(line.get("npi_role")).isEqualTo("rendering");
        assertThat(line.get("hcpcs")).hasSize(5);
      }
      if (first && line.get("claim_type").equals("inpatient")) {
        claims.put(line.get("claim_id"), line);
      }
    }
    assertThat(claims.keySet()).isEqualTo(Set.copyOf(column(stays, "stay_id")));
    for (Map<String, String> stay : stays) {
      Map<String, String> claim = claims.get(stay.get("stay_id"));
      assertThat(stay.get("patient_id")).isEqualTo(claim.get("patient_id"));
      assertThat(stay.get("hospital")).isEqualTo(claim.get("hospital"));
      assertThat(stay.get("admission_date")).isEqualTo(claim.get("service_from"));
      assertThat(stay.get("discharge_date")).isEqualTo(claim.get("service_to"));
      assertThat(stay.get("paid_amount"))
          .isEqualTo(claim.get("paid_amount"))
          .matches("\\d+\\.\\d\\d");
      assertThat(Integer.parseInt(stay.get("icu_days"))).isBetween(0, days(stay));
    }
  }

  @Test
  void everyPhysicianHasANewbornPatientWhoHasNoCareButThatStay() {
    Map<String, String> births = lookup(beneficiaries, "patient_id", "birth_date");
    List<Map<String, String>> own =
        lines.stream()
            .filter(row -> births.get(row.get("patient_id")).compareTo("2010-01-01") > 0)
            .toList();
    assertThat(own).hasSize(600).allMatch(row -> row.get("claim_type").equals("inpatient"));
    assertThat(column(own, "npi")).hasSameElementsAs(column(physicians, "npi"));
    Map<String, String> found = lookup(own, "npi", "hospital");
    for (Physician physician : Nation.of(SIMULATION).physicians()) {
      assertThat(found).containsEntry(physician.npi(), physician.hospital().ccn());
    }
    Set<String> born = Set.copyOf(column(own, "patient_id"));
    assertThat(born).hasSize(216);
    assertThat(lines.stream().filter(row -> born.contains(row.get("patient_id")))).hasSize(600);
    assertThat(beneficiaries.stream().filter(row -> born.contains(row.get("patient_id"))))
        .hasSize(216)
        .allMatch(row -> row.get("year").equals("2010"))
        .allMatch(
            row ->
                Integer.parseInt(row.get("months_a"))
                    == 13 - LocalDate.parse(row.get("birth_date")).getMonthValue());
  }

  @Test
  void physiciansOfAPatientAreFewForMostAndManyForSome() {
    long[] sorted =
        valuesBy(lines, "patient_id", "npi").values().stream()
            .mapToLong(Set::size)
            .sorted()
            .toArray();
    assertThat(sorted.length).isGreaterThan(3_900);
    assertThat(sorted[sorted.length / 2]).isBetween(3L, 6L);
    assertThat((double) Arrays.stream(sorted).filter(count -> count <= 6).count() / sorted.length)
        .isBetween(0.88, 0.95);
    assertThat(sorted[sorted.length - 1]).isBetween(30L, 62L);
  }

  @Test
  void everyHospitalHasAtLeastTenPhysiciansWithPatients() {
    Set<String> seen =
        Set.copyOf(
            column(
                lines.stream().filter(row -> row.get("claim_type").equals("professional")).toList(),
                "npi"));
    Nation nation = Nation.of(SIMULATION);
    for (Hospital hospital : nation.hospitals()) {
      assertThat(
              nation.physicians().stream()
                  .filter(p -> p.worksAt(hospital) && seen.contains(p.npi())))
          .hasSizeGreaterThanOrEqualTo(10);
    }
    assertThat(
            physicians.stream()
                .filter(row -> Set.of("01", "08", "11", "38").contains(row.get("specialty"))))
        .hasSize(240);
  }

  @Test
  void aboutSixOfAHundredDieEachYear() {
    Map<String, String> deaths = lookup(beneficiaries, "patient_id", "death_date");
    for (String year : List.of("2008", "2009", "2010")) {
      assertThat(deaths.values().stream().filter(death -> death.startsWith(year)).count())
          .as(year)
          .isBetween(170L, 310L);
    }
    assertThat(beneficiaries.stream().filter(row -> row.get("year").equals("2010")))
        .hasSize((int) deaths.values().stream().filter(SimulatedShapeTest::seesLastYear).count());
  }

  @Test
  void staysAreFewSomeOverlapAndSomeEndTheSameDay() {
    Map<String, List<Map<String, String>>> byPatient =
        stays.stream().collect(groupingBy(row -> row.get("patient_id")));
    assertThat(byPatient.values()).allMatch(own -> own.size() <= 12);
    assertThat(byPatient.size()).isBetween(1_500, 3_000);
    assertThat(byPatient.values().stream().filter(SimulatedShapeTest::anyOverlap).count())
        .isBetween(30L, 110L);
    assertThat(
            stays.stream()
                .filter(row -> row.get("admission_date").equals(row.get("discharge_date"))))
        .hasSizeBetween(50, 300);
    assertThat(column(stays, "medical")).containsOnly("true", "false");
  }

  @Test
  void fewAmountsAreNegative() {
    long negative =
        lines.stream()
            .filter(row -> !row.get("paid_amount").isEmpty())
            .filter(row -> new BigDecimal(row.get("paid_amount")).signum() < 0)
            .count();
    assertThat(negative).isBetween(100L, 1_000L);
  }

  private static boolean seesLastYear(String death) {
    return death.isEmpty() || death.startsWith("2010");
  }

  private static boolean anyOverlap(List<Map<String, String>> stays) {
    for (Map<String, String> a : stays) {
      for (Map<String, String> b : stays) {
        boolean later = a.get("stay_id").compareTo(b.get("stay_id")) < 0;
        if (later
            && a.get("admission_date").compareTo(b.get("discharge_date")) < 0
            && b.get("admission_date").compareTo(a.get("discharge_date")) < 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static int days(Map<String, String> stay) {
    LocalDate admission = LocalDate.parse(stay.get("admission_date"));
    LocalDate discharge = LocalDate.parse(stay.get("discharge_date"));
    return (int) Math.max(1, ChronoUnit.DAYS.between(admission, discharge));
  }

  private static List<String> column(List<Map<String, String>> rows, String name) {
    return rows.stream().map(row -> row.get(name)).toList();
  }

  private static Map<String, String> lookup(
      List<Map<String, String>> rows, String key, String value) {
    Map<String, String> found = new HashMap<>();
    rows.forEach(row -> found.put(row.get(key), row.get(value)));
    return found;
  }

  private static Map<String, Set<String>> valuesBy(
      List<Map<String, String>> rows, String key, String value) {
    return rows.stream()
        .collect(groupingBy(row -> row.get(key), mapping(row -> row.get(value), toSet())));
  }

  private static List<String> minus(Collection<String> values, String value) {
    return values.stream().filter(other -> !other.equals(value)).toList();
  }
}
