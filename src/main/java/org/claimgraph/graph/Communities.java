package org.claimgraph.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import nl.cwts.networkanalysis.Clustering;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;

/**
 * Communities: connected groups of nodes with much more weight inside than chance would put there.
 *
 * <p>The Leiden algorithm looks for the partition of largest {@link Modularity}, from several
 * starts; the best run counts, of equal ones the first. Another partition may be better still: no
 * practical algorithm knows. So the other runs tell how far to trust what was found: the {@link
 * #stability} of a community is high if the other runs find it too, and {@link #agreement} is near
 * 1 if they find the same partition. The same seed gives the same communities.
 *
 * <p>Communities are numbered from 1 by size, the largest first; of equal ones, the one with the
 * lowest node first. A node without edges is a community of its own, numbered after all others;
 * what runs have in common is told of the other nodes.
 *
 * <p>Reference: V. A. Traag, L. Waltman, N. J. van Eck, <i>From Louvain to Leiden: guaranteeing
 * well-connected communities</i>, Scientific Reports 9, 2019; L. Hubert, P. Arabie, <i>Comparing
 * partitions</i>, Journal of Classification 2, 1985, for the agreement; C. Hennig, <i>Cluster-wise
 * assessment of cluster stability</i>, Computational Statistics and Data Analysis 52, 2007, for the
 * stability.
 *
 * <p>Time almost O(n + m) a run; memory about 100 n + 60 m bytes, and 4n for each run.
 */
public final class Communities {

  /** Leiden stops once a pass improves nothing, which takes a few; this many are never needed. */
  private static final int MOST_PASSES = 100;

  private final int[] membership;
  private final double modularity;
  private final double[] stability;
  private final double agreement;

  private Communities(int[] membership, double modularity, double[] stability, double agreement) {
    this.membership = membership;
    this.modularity = modularity;
    this.stability = stability;
    this.agreement = agreement;
  }

  /**
   * Finds the communities of a graph.
   *
   * @param weighted whether weights count, or each edge as 1
   * @param resolution gamma of {@link Modularity}; more than 1 for smaller communities
   * @param runs number of starts, at least 1
   * @param seed where random numbers start from
   */
  public static Communities of(
      CsrGraph graph, boolean weighted, double resolution, int runs, long seed) {
    List<int[]> found = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      found.add(run(graph, weighted, resolution, seed, run));
    }
    return best(graph, weighted, resolution, found);
  }

  /**
   * Returns the community of each node as one run finds it; runs need nothing of each other.
   *
   * @param run number of the run, from 0
   */
  public static int[] run(CsrGraph graph, boolean weighted, double resolution, long seed, int run) {
    SplittableRandom starts = new SplittableRandom(seed);
    for (int before = 0; before < run; before++) {
      starts.nextLong();
    }
    Random random = new Random(starts.nextLong());
    int[] groups = leiden(network(graph, weighted), resolution, random);
    // What holds a group together must lie inside; to part what nothing holds only adds.
    return isolatesLast(graph, Components.within(graph, groups));
  }

  private static int[] isolatesLast(CsrGraph graph, int[] communities) {
    int[] sizes = Components.sizes(communities);
    boolean[] isolated = new boolean[sizes.length];
    for (int node = 0; node < communities.length; node++) {
      isolated[communities[node] - 1] |= graph.degree(node) == 0;
    }
    int[] numbers = new int[sizes.length];
    int last = 0;
    for (boolean isolates : new boolean[] {false, true}) {
      for (int community = 0; community < numbers.length; community++) {
        numbers[community] = isolated[community] == isolates ? ++last : numbers[community];
      }
    }
    for (int node = 0; node < communities.length; node++) {
      communities[node] = numbers[communities[node] - 1];
    }
    return communities;
  }

  /**
   * Returns the communities of the best run, and how the other runs agree with it.
   *
   * @param found what {@link #run} returns, run by run
   */
  public static Communities best(
      CsrGraph graph, boolean weighted, double resolution, List<int[]> found) {
    int best = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int run = 0; run < found.size(); run++) {
      double modularity = Modularity.of(graph, found.get(run), resolution, weighted);
      if (modularity > largest) {
        best = run;
        largest = modularity;
      }
    }
    return of(graph, found, best, largest);
  }

  private static Communities of(CsrGraph graph, List<int[]> found, int best, double modularity) {
    int[] tied = tied(graph, found.get(best));
    double[] stability = new double[Components.sizes(tied).length];
    double agreement = 0;
    for (int run = 0; run < found.size(); run++) {
      if (run != best) {
        Overlap overlap = new Overlap(tied, tied(graph, found.get(run)));
        overlap.addJaccard(stability);
        agreement += overlap.adjustedRand();
      }
    }
    int others = found.size() - 1; // 0 / 0 is NaN
    for (int community = 0; community < stability.length; community++) {
      stability[community] /= others;
    }
    boolean edgeless = graph.edgeCount() == 0;
    return new Communities(
        found.get(best),
        edgeless ? Double.NaN : modularity,
        stability,
        edgeless ? Double.NaN : agreement / others);
  }

  /** Leaves out nodes without edges, which no run could put elsewhere. */
  private static int[] tied(CsrGraph graph, int[] communities) {
    int[] tied = new int[communities.length];
    int count = 0;
    for (int node = 0; node < communities.length; node++) {
      if (graph.degree(node) > 0) {
        tied[count++] = communities[node];
      }
    }
    return Arrays.copyOf(tied, count);
  }

  /** Returns the number of each node's community, in node order. */
  public int[] membership() {
    return membership;
  }

  /** Returns the modularity of the communities; {@code NaN} for a graph without edges. */
  public double modularity() {
    return modularity;
  }

  /**
   * Returns for each community with edges, from number 1 on, the largest Jaccard similarity with a
   * community of another run, as the mean of all other runs, in (0, 1]; {@code NaN} if there was
   * one run.
   */
  public double[] stability() {
    return stability;
  }

  /**
   * Returns the adjusted Rand index of the communities and those of another run, as the mean of all
   * other runs: 1 for the same communities, about 0 for unrelated ones; {@code NaN} if there was
   * one run, or no edge.
   */
  public double agreement() {
    return agreement;
  }

  /**
   * The graph with weights times 2W and strengths as node weights, so that the library's quality of
   * a move, weight - resolution * strength * strength, is a whole number at resolution 1, exact
   * while 2W is below 9e7: equal moves are equal, and no rounding sends a node back and forth.
   */
  private static Network network(CsrGraph graph, boolean weighted) {
    int n = graph.nodeCount();
    double[] strengths = new double[n];
    double total = 0;
    for (int node = 0; node < n; node++) {
      strengths[node] = weighted ? graph.strength(node) : graph.degree(node);
      total += strengths[node];
    }
    long[] starts = new long[n + 1];
    LargeIntArray neighbors = new LargeIntArray(2 * graph.edgeCount());
    LargeDoubleArray weights = new LargeDoubleArray(2 * graph.edgeCount());
    for (int node = 0; node < n; node++) {
      starts[node + 1] = graph.rowEnd(node);
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        neighbors.set(at, graph.neighbor(at));
        weights.set(at, total * (weighted ? graph.weight(at) : 1));
      }
    }
    return new Network(strengths, starts, neighbors, weights, false);
  }

  private static int[] leiden(Network network, double resolution, Random random) {
    Clustering clustering = new Clustering(network.getNNodes());
    double scale = network.getTotalNodeWeight();
    LeidenAlgorithm leiden =
        new LeidenAlgorithm(resolution, 1, scale * LeidenAlgorithm.DEFAULT_RANDOMNESS, random);
    int passes = network.getNEdges() == 0 ? MOST_PASSES : 0;
    while (passes < MOST_PASSES && leiden.improveClustering(network, clustering)) {
      passes++;
    }
    return clustering.getClusters();
  }
}
