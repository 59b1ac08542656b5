package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NearestFirstTest {

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void givesNodesByDistanceThoughDistancesChangeBothWays(long seed) {
    Random random = new Random(seed);
    double[] distance = new double[1 + random.nextInt(60)];
    NearestFirst queue = new NearestFirst(distance);
    for (int round = 0; round < 3; round++) {
      for (int node = 0; node < distance.length; node++) {
        distance[node] = random.nextInt(20);
        queue.put(node);
      }
    }

    double last = 0;
    for (int taken = 0; taken < distance.length; taken++) {
      assertThat(queue.isEmpty()).isFalse();
      int node = queue.take();
      assertThat(distance[node]).isGreaterThanOrEqualTo(last);
      last = distance[node];
      distance[node] = -1; // each node once
    }
    assertThat(queue.isEmpty()).isTrue();
  }
}
