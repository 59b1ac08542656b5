package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TriadCensusTest {

  /** Edges as pairs of digits; transitive triples and cycles as counted by hand. */
  @ParameterizedTest
  @CsvSource({
    "003, '', 0, 0",
    "012, '01', 0, 0",
    "102, '01 10', 0, 0",
    "021D, '10 12', 0, 0",
    "021U, '01 21', 0, 0",
    "021C, '01 12', 0, 0",
    "111D, '01 10 21', 0, 0",
    "111U, '01 10 12', 0, 0",
    "030T, '01 12 02', 1, 0",
    "030C, '01 12 20', 0, 1",
    "201, '01 10 12 21', 0, 0",
    "120D, '10 12 02 20', 2, 0",
    "120U, '01 21 02 20', 2, 0",
    "120C, '01 12 02 20', 1, 1",
    "210, '01 12 21 02 20', 3, 1",
    "300, '01 10 12 21 02 20', 6, 2"
  })
  void knowsEachFormHoweverItsNodesAreNumbered(
      String form, String edges, long transitive, long cycles) {
    for (long seed = 0; seed < 20; seed++) {
      int[] numbers = RandomGraph.numbers(3, seed);
      long[][] weights = new long[3][3];
      for (String edge : edges.split(" ")) {
        if (!edge.isEmpty()) {
          weights[numbers[edge.charAt(0) - '0']][numbers[edge.charAt(1) - '0']] = 1;
        }
      }

      TriadCensus census = TriadCensus.of(RandomDirectedGraph.of(weights, seed));

      assertThat(census.count(form)).isEqualTo(1);
      assertThat(TriadCensus.FORMS.stream().mapToLong(census::count).sum()).isEqualTo(1);
      assertThat(census.transitiveTriples()).isEqualTo(transitive);
      assertThat(census.cycles()).isEqualTo(cycles);
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreesWithLookingAtEverySetOfThree(long seed) {
    long[][] weights = RandomDirectedGraph.weights(seed);
    Map<String, Long> expected = new HashMap<>();
    long transitive = 0;
    long cyclic = 0;
    for (int a = 0; a < weights.length; a++) {
      for (int b = 0; b < weights.length; b++) {
        for (int c = 0; c < weights.length; c++) {
          if (a != b && a != c && b != c) {
            boolean chain = weights[a][b] > 0 && weights[b][c] > 0;
            transitive += chain && weights[a][c] > 0 ? 1 : 0;
            cyclic += chain && weights[c][a] > 0 ? 1 : 0;
          }
          if (a < b && b < c) {
            expected.merge(form(weights, a, b, c), 1L, Long::sum);
          }
        }
      }
    }

    TriadCensus census = TriadCensus.of(RandomDirectedGraph.of(weights, seed));

    for (String form : TriadCensus.FORMS) {
      assertThat(census.count(form)).as(form).isEqualTo(expected.getOrDefault(form, 0L));
    }
    assertThat(census.transitiveTriples()).isEqualTo(transitive);
    assertThat(census.cycles()).isEqualTo(cyclic / 3);
  }

  /** By the pairs of out- and in-degrees of the three nodes, which tell all forms apart. */
  private static String form(long[][] weights, int... nodes) {
    StringBuilder degrees = new StringBuilder();
    int[] keys = new int[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        keys[i] += weights[nodes[i]][nodes[j]] > 0 ? 10 : 0;
        keys[i] += weights[nodes[j]][nodes[i]] > 0 ? 1 : 0;
      }
    }
    Arrays.sort(keys);
    for (int key : keys) {
      degrees.append(degrees.length() == 0 ? "" : " ").append(key);
    }
    return FORMS_BY_DEGREES.get(degrees.toString());
  }

  private static final Map<String, String> FORMS_BY_DEGREES =
      Map.ofEntries(
          Map.entry("0 0 0", "003"),
          Map.entry("0 1 10", "012"),
          Map.entry("0 11 11", "102"),
          Map.entry("1 1 20", "021D"),
          Map.entry("2 10 10", "021U"),
          Map.entry("1 10 11", "021C"),
          Map.entry("10 11 12", "111D"),
          Map.entry("1 11 21", "111U"),
          Map.entry("2 11 20", "030T"),
          Map.entry("11 11 11", "030C"),
          Map.entry("11 11 22", "201"),
          Map.entry("12 12 20", "120D"),
          Map.entry("2 21 21", "120U"),
          Map.entry("11 12 21", "120C"),
          Map.entry("12 21 22", "210"),
          Map.entry("22 22 22", "300"));

  @Test
  void setsOfThreeBeyondALongAreAnError() {
    DirectedGraph large = DirectedGraph.of(4_000_000, new int[0], new int[0], new long[0]);

    assertThatThrownBy(() -> TriadCensus.of(large)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void fewerThanThreeNodesHaveNone() {
    for (int n = 0; n < 3; n++) {
      TriadCensus census = TriadCensus.of(RandomDirectedGraph.of(new long[n][n], 1));

      assertThat(TriadCensus.FORMS.stream().mapToLong(census::count).sum()).isZero();
    }
  }
}
