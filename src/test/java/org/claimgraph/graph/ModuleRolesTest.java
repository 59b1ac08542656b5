package org.claimgraph.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModuleRolesTest {

  @Test
  void agreeWithTheFactionsOfTheKarateClub() {
    GoldenGraph karate = GoldenGraph.karate();
    int[] factions =
        Arrays.stream(karate.column("guimera_amaral", "faction")).mapToInt(f -> (int) f).toArray();

    assertThat(ModuleRoles.withinModuleZ(karate.graph(), factions))
        .containsExactly(karate.column("guimera_amaral", "z_within_popSD"), within(1e-9));
    assertThat(ModuleRoles.participation(karate.graph(), factions))
        .containsExactly(karate.column("guimera_amaral", "participation"), within(1e-9));
  }

  @Test
  void centerOfAStarIsItsHubWithinOneModule() {
    // neighbors inside: 4, 1, 1, 1, 1; mean 1.6, SD 1.2
    assertThat(ModuleRoles.withinModuleZ(Families.star(5), new int[5]))
        .containsExactly(new double[] {2, -0.5, -0.5, -0.5, -0.5}, within(1e-15));
  }

  @Test
  void nobodyIsAheadWhereAllHaveAsManyNeighborsInside() {
    assertThat(ModuleRoles.withinModuleZ(Families.cycle(6), new int[6])).containsOnly(0);
    assertThat(ModuleRoles.withinModuleZ(Families.path(2), new int[] {0, 1})).containsOnly(0);
  }

  @Test
  void participationIsZeroInsideOneModuleAndGrowsWithTheModulesReached() {
    assertThat(ModuleRoles.participation(Families.clique(5), new int[5])).containsOnly(0);
    assertThat(ModuleRoles.participation(Families.star(5), new int[] {0, 1, 2, 3, 4}))
        .containsExactly(0.75, 0, 0, 0, 0);
    assertThat(ModuleRoles.participation(Families.star(5), new int[] {0, 1, 1, 2, 2}))
        .containsExactly(0.5, 0, 0, 0, 0);
  }

  @Test
  void isolateHasNoRoleButCountsInItsModule() {
    CsrGraph graph = new Edges(3).add(0, 2).graph();
    int[] modules = {1, 1, 1};

    // neighbors inside: 1, 0, 1; mean 2/3, SD sqrt(2)/3
    assertThat(ModuleRoles.withinModuleZ(graph, modules))
        .containsExactly(new double[] {Math.sqrt(0.5), Double.NaN, Math.sqrt(0.5)}, within(1e-15));
    assertThat(ModuleRoles.participation(graph, modules)).containsExactly(0, Double.NaN, 0);
  }

  @Test
  void emptyGraphHasNone() {
    assertThat(ModuleRoles.withinModuleZ(new Edges(0).graph(), new int[0])).isEmpty();
    assertThat(ModuleRoles.participation(new Edges(0).graph(), new int[0])).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void agreeWithTheFormulas(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] modules = modules(graph, seed);

    double[] z = ModuleRoles.withinModuleZ(graph, modules);
    double[] participation = ModuleRoles.participation(graph, modules);

    for (int node = 0; node < z.length; node++) {
      assertThat(z[node]).isCloseTo(z(graph, modules, node), within(1e-12));
      assertThat(participation[node]).isCloseTo(participation(graph, modules, node), within(1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimgraph.graph.RandomGraph#seeds")
  void followTheNodesWhenTheyAreRenumbered(long seed) {
    CsrGraph graph = RandomGraph.of(seed);
    int[] modules = modules(graph, seed);
    int[] numbers = RandomGraph.numbers(graph.nodeCount(), seed + 1);
    CsrGraph renumbered = Edges.of(graph).renumbered(numbers).graph();
    int[] moved = new int[modules.length];
    for (int node = 0; node < modules.length; node++) {
      moved[numbers[node]] = modules[node];
    }

    double[] z = ModuleRoles.withinModuleZ(graph, modules);
    double[] zMoved = ModuleRoles.withinModuleZ(renumbered, moved);
    double[] participation = ModuleRoles.participation(graph, modules);
    double[] participationMoved = ModuleRoles.participation(renumbered, moved);

    for (int node = 0; node < numbers.length; node++) {
      assertThat(zMoved[numbers[node]]).isCloseTo(z[node], within(1e-12));
      assertThat(participationMoved[numbers[node]]).isCloseTo(participation[node], within(0.0));
    }
  }

  private static int[] modules(CsrGraph graph, long seed) {
    return new Random(seed).ints(graph.nodeCount(), 0, 4).toArray();
  }

  private static double ties(CsrGraph graph, int[] modules, int node, int module) {
    boolean[] adjacent = Distances.adjacency(graph)[node];
    double ties = 0;
    for (int other = 0; other < modules.length; other++) {
      ties += adjacent[other] && modules[other] == module ? 1 : 0;
    }
    return ties;
  }

  private static double z(CsrGraph graph, int[] modules, int node) {
    int module = modules[node];
    double count = 0;
    double sum = 0;
    double sumOfSquares = 0;
    for (int other = 0; other < modules.length; other++) {
      if (modules[other] == module) {
        double ties = ties(graph, modules, other, module);
        count++;
        sum += ties;
        sumOfSquares += ties * ties;
      }
    }
    double variance = sumOfSquares / count - Math.pow(sum / count, 2);
    double excess = ties(graph, modules, node, module) - sum / count;
    if (graph.degree(node) == 0) {
      return Double.NaN;
    }
    return variance < 1e-12 ? 0 : excess / Math.sqrt(variance);
  }

  private static double participation(CsrGraph graph, int[] modules, int node) {
    double participation = 1;
    for (int module = 0; module < 4; module++) {
      participation -= Math.pow(ties(graph, modules, node, module) / graph.degree(node), 2);
    }
    return participation;
  }
}
