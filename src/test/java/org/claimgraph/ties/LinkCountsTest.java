package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.claimgraph.testing.SparkExtension;
import org.claimgraph.testing.TextTable;
import org.claimgraph.testing.Toy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkCountsTest {

  private static final String LINK = "patient_id STRING, npi STRING, encounters BIGINT";

  private static LinkCounts counts(Map<Long, Long> patientsBySize, long physicians) {
    return new LinkCounts(new TreeMap<>(patientsBySize), physicians, 1);
  }

  @Test
  void sumsAreOverPatients() {
    LinkCounts counts = counts(Map.of(1L, 5L, 2L, 3L, 4L, 2L), 9);
    assertThat(counts.patients()).isEqualTo(5 + 3 + 2);
    assertThat(counts.links()).isEqualTo(5 + 2 * 3 + 4 * 2);
    assertThat(counts.pairs()).isEqualTo(3 + 6 * 2);
    assertThat(counts.largestSizes(4)).containsExactly(4L, 4L, 2L, 2L);
    assertThat(counts.largestSizes(99)).hasSize(10).endsWith(1L);
    assertThat(counts.ofSharedPatients().patients()).isEqualTo(5);
    assertThat(counts.ofSharedPatients().links()).isEqualTo(14);
    assertThat(counts.ofSharedPatients().pairs()).isEqualTo(counts.pairs());
  }

  @Test
  void tiesAreNoMoreThanPairsThroughPatientsAndNoMoreThanPairsOfPhysicians() {
    assertThat(counts(Map.of(2L, 3L), 9).mostTies()).isEqualTo(3);
    assertThat(counts(Map.of(3L, 1_000L), 4).mostTies()).isEqualTo(6);
    assertThat(counts(Map.of(), 0).mostTies()).isZero();
  }

  @Test
  void sumsBeyondALongAreAnError() {
    assertThat(counts(Map.of(3_000_000_000L, 2L), 9).pairs())
        .isEqualTo(2 * 4_499_999_998_500_000_000L);
    assertThatThrownBy(() -> counts(Map.of(3_000_000_000L, 3L), 9).pairs())
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> counts(Map.of(3L, Long.MAX_VALUE / 2), 9).links())
        .isInstanceOf(ArithmeticException.class);
  }

  @Tag("spark")
  @ParameterizedTest
  @ExtendWith(SparkExtension.class)
  @CsvSource({"1, 200, 60, 4", "2, 60, 8, 8", "3, 40, 5, 1"})
  void countsOfRandomLinksAreThoseOfTheirTies(
      long seed, int patients, int physicians, int most, SparkSession spark) {
    NaiveTies naive = NaiveTies.random(seed, patients, physicians, most);
    Dataset<Row> links = TextTable.of(spark, LINK, naive.lines());
    LinkCounts counts = LinkCounts.of(links, PatientPhysicians.physicians(links, 1));
    assertThat(counts.patients()).isEqualTo(patients);
    assertThat(counts.physicians()).isEqualTo(naive.physicians().size());
    assertThat(counts.links()).isEqualTo(naive.lines().size());
    assertThat(counts.pairs())
        .isEqualTo(naive.ties().values().stream().mapToLong(NaiveTies.Tie::sharedPatients).sum());
    assertThat(counts.mostTies()).isGreaterThanOrEqualTo(naive.ties().size());
    assertThat(counts.mostPatients())
        .isEqualTo(
            naive.physicians().stream()
                .mapToLong(
                    npi ->
                        naive.lines().stream()
                            .filter(line -> line.split(" ")[1].equals(npi))
                            .count())
                .max()
                .orElseThrow());
  }

  @Test
  @Tag("spark")
  @ExtendWith(SparkExtension.class)
  void linksOfPhysiciansWithTooFewPatientsAreLeftOut(SparkSession spark) {
    Dataset<Row> links = PatientPhysicians.of(Toy.encounters(spark));
    List<Long> patients =
        Toy.physicians(spark).select("patients").where("patients >= 5").collectAsList().stream()
            .map(row -> row.getLong(0))
            .toList();
    LinkCounts counts = LinkCounts.of(links, PatientPhysicians.physicians(links, 5));
    assertThat(patients).hasSizeBetween(1, 8);
    assertThat(counts.physicians()).isEqualTo(patients.size());
    assertThat(counts.links()).isEqualTo(patients.stream().mapToLong(Long::longValue).sum());
    LinkCounts none = LinkCounts.of(links, PatientPhysicians.physicians(links, 1_000));
    assertThat(none).isEqualTo(new LinkCounts(new TreeMap<>(), 0, 0));
  }
}
