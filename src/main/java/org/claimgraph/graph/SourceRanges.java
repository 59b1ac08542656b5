package org.claimgraph.graph;

/**
 * How the sources of a kernel are shared out: consecutive ranges of about equal work.
 *
 * <p>A kernel that starts at every node, such as {@link Betweenness}, is computed range by range,
 * by as many threads or tasks as there are. What the ranges give is added in their order; so the
 * sum has the same bits however many there were. For that the ranges depend on the graph and the
 * number of sources only.
 *
 * <p>Every range holds a multiple of 64 sources, except that the last one ends with the sources. It
 * visits at most 2^29 edges, counted once for each source and end, if 64 sources do not visit more:
 * less than a second of work, or a few for {@link WeightedBetweenness}.
 *
 * <p>Reference: D. A. Bader, K. Madduri, <i>Parallel algorithms for evaluating centrality indices
 * in real-world networks</i>, ICPP 2006.
 *
 * <p>Time O(1).
 */
public final class SourceRanges {

  /** Sources that a range is a multiple of. */
  static final int BLOCK = Long.SIZE;

  static final long MAX_VISITS = 1L << 29;

  private final int sources;
  private final int blocks;
  private final int count;

  private SourceRanges(int sources, int blocks, int count) {
    this.sources = sources;
    this.blocks = blocks;
    this.count = count;
  }

  /**
   * Shares out sources.
   *
   * @param sources number of sources, which are numbered from 0
   */
  public static SourceRanges of(CsrGraph graph, int sources) {
    return of(graph.nodeCount() + 2 * graph.edgeCount(), sources);
  }

  static SourceRanges of(long visitsOfSource, int sources) {
    int blocks = (int) ((sources + BLOCK - 1L) / BLOCK);
    long blocksOfRange = Math.max(1, MAX_VISITS / BLOCK / Math.max(1, visitsOfSource));
    int count = (int) ((blocks + blocksOfRange - 1) / blocksOfRange);
    return new SourceRanges(sources, blocks, count);
  }

  /** Returns the number of ranges; 0 without sources. */
  public int count() {
    return count;
  }

  /** Returns the first source of a range. */
  public int from(int range) {
    return (int) Math.min(sources, BLOCK * ((long) range * blocks / count));
  }

  /** Returns the source after the last of a range. */
  public int to(int range) {
    return from(range + 1);
  }

  /** What a kernel gives for the sources of a range: one value per node. */
  public interface Part {
    double[] of(CsrGraph graph, int[] sources, int from, int to);
  }

  /** Returns the sum of what all ranges give, range by range. */
  static double[] sum(CsrGraph graph, int[] sources, Part part) {
    double[] sum = new double[graph.nodeCount()];
    SourceRanges ranges = of(graph, sources.length);
    for (int range = 0; range < ranges.count; range++) {
      add(part.of(graph, sources, ranges.from(range), ranges.to(range)), sum);
    }
    return sum;
  }

  /** Adds what a range gave to the sum over the ranges before it. */
  public static void add(double[] part, double[] sum) {
    for (int node = 0; node < sum.length; node++) {
      sum[node] += part[node];
    }
  }
}
