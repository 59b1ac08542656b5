package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nodes in the plane. */
class PlaneLayoutTest {

  /** Two cliques of five, tied by one edge. */
  private static CsrGraph barbell() {
    int[] a = new int[21];
    int[] b = new int[21];
    long[] weights = new long[21];
    int edge = 0;
    for (int first : new int[] {0, 5}) {
      for (int i = first; i < first + 5; i++) {
        for (int j = i + 1; j < first + 5; j++) {
          a[edge] = i;
          b[edge] = j;
          weights[edge++] = 10;
        }
      }
    }
    a[edge] = 4;
    b[edge] = 5;
    weights[edge] = 1;
    return CsrGraph.of(10, a, b, weights);
  }

  private static double distance(double[][] places, int a, int b) {
    return Math.hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]);
  }

  @Test
  void friendsLieNearerThanStrangers() {
    double[][] places = PlaneLayout.of(barbell(), 1);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(distance(places, i, j)).isLessThan(distance(places, i, 5 + j));
      }
    }
  }

  @Test
  void partsWithoutATieStayInSight() {
    CsrGraph graph =
        CsrGraph.of(
            7,
            new int[] {0, 1, 1, 1, 3, 5},
            new int[] {1, 2, 3, 4, 2, 6},
            new long[] {15, 11, 12, 11, 9, 15});
    double[][] places = PlaneLayout.of(graph, 1);
    for (int a = 0; a < 7; a++) {
      for (int b = 0; b < a; b++) {
        assertThat(distance(places, a, b)).isGreaterThan(0.1);
      }
    }
  }

  @Test
  void placesFillTheLongerSideAndAreTheSameAgain() {
    double[][] places = PlaneLayout.of(barbell(), 1);
    double widest = 0;
    for (double[] place : places) {
      widest = Math.max(widest, Math.max(Math.abs(place[0]), Math.abs(place[1])));
    }
    assertThat(widest).isBetween(0.999999, 1.000001);
    assertThat(PlaneLayout.of(barbell(), 1)).isDeepEqualTo(places);
  }
}
