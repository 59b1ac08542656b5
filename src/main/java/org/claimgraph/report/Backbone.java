package org.claimgraph.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimgraph.graph.CsrGraph;
import org.claimgraph.graph.PlaneLayout;
import org.claimgraph.report.ReportData.RegionNetwork;
import org.claimgraph.report.ReportData.RegionNetwork.Node;
import org.claimgraph.report.ReportData.RegionNetwork.Tie;

/**
 * So much of a network as a picture can hold: the physicians whose ties are strongest in sum, the
 * strongest ties that hold them together (a spanning forest of greatest weight), then the strongest
 * others. Equals by id.
 *
 * @param places x and y of each node, in [-1, 1]
 */
record Backbone(List<Node> nodes, List<Tie> ties, double[][] places) {

  static final int MOST_NODES = 150;
  static final int MOST_TIES = 400;

  private static final long SEED = 1;

  static Backbone of(RegionNetwork network) {
    List<Tie> strongest =
        network.strongest().stream()
            .sorted(
                Comparator.comparingLong(Tie::sharedPatients)
                    .reversed()
                    .thenComparing(Tie::a)
                    .thenComparing(Tie::b))
            .toList();
    Map<String, Integer> places = new HashMap<>();
    List<Node> nodes = nodes(network.nodes(), strongest);
    nodes.forEach(node -> places.put(node.npi(), places.size()));
    List<Tie> among =
        strongest.stream()
            .filter(tie -> places.containsKey(tie.a()) && places.containsKey(tie.b()))
            .toList();
    List<Tie> ties = ties(among, places);
    return new Backbone(nodes, ties, layout(nodes.size(), ties, places));
  }

  private static List<Node> nodes(List<Node> all, List<Tie> ties) {
    Map<String, Long> strengths = new HashMap<>();
    for (Tie tie : ties) {
      strengths.merge(tie.a(), tie.sharedPatients(), Math::addExact);
      strengths.merge(tie.b(), tie.sharedPatients(), Math::addExact);
    }
    return all.stream()
        .filter(node -> strengths.containsKey(node.npi()))
        .sorted(
            Comparator.comparing((Node node) -> strengths.get(node.npi()))
                .reversed()
                .thenComparing(Node::npi))
        .limit(MOST_NODES)
        .sorted(Comparator.comparing(Node::npi))
        .toList();
  }

  private static List<Tie> ties(List<Tie> strongest, Map<String, Integer> places) {
    int[] roots = new int[places.size()];
    for (int node = 0; node < roots.length; node++) {
      roots[node] = node;
    }
    List<Tie> ties = new ArrayList<>();
    List<Tie> others = new ArrayList<>();
    for (Tie tie : strongest) {
      int a = root(roots, places.get(tie.a()));
      int b = root(roots, places.get(tie.b()));
      (a == b ? others : ties).add(tie);
      roots[a] = b;
    }
    ties.addAll(others.subList(0, Math.min(others.size(), MOST_TIES - ties.size())));
    return ties;
  }

  private static int root(int[] roots, int node) {
    int root = node;
    while (roots[root] != root) {
      roots[root] = roots[roots[root]];
      root = roots[root];
    }
    return root;
  }

  private static double[][] layout(int nodes, List<Tie> ties, Map<String, Integer> places) {
    int[] a = ties.stream().mapToInt(tie -> places.get(tie.a())).toArray();
    int[] b = ties.stream().mapToInt(tie -> places.get(tie.b())).toArray();
    long[] weights = ties.stream().mapToLong(Tie::sharedPatients).toArray();
    return nodes == 0 ? new double[0][] : PlaneLayout.of(CsrGraph.of(nodes, a, b, weights), SEED);
  }
}
