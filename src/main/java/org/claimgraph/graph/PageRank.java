package org.claimgraph.graph;

/**
 * PageRank: how often one meets a node who wanders along edges and at times starts anew.
 *
 * <p>From a node the walk goes on with probability 0.85, to a neighbor in proportion to the weight
 * of the edge, else to any node, all alike; from an isolated node always to any node. The ranks add
 * up to 1.
 *
 * <p>Steps are repeated until ranks change by 1e-10 or less, all nodes together. Ranks are counted
 * in whole units of 2^-60 by {@link PageRankStep}, so they do not depend on the order of sums.
 *
 * <p>Reference: S. Brin, L. Page, <i>The anatomy of a large-scale hypertextual Web search
 * engine</i>, Computer Networks 30, 1998; A. N. Langville, C. D. Meyer, <i>Deeper inside
 * PageRank</i>, Internet Mathematics 1, 2004.
 *
 * <p>Time O(n + m) a step, in at most 200 steps; memory 32n bytes.
 */
public final class PageRank {

  private final CsrGraph graph;
  private final long[] strengths;
  private final double[] perWeight;
  private long[] ranks;
  private long[] next;

  private PageRank(CsrGraph graph) {
    this.graph = graph;
    strengths = Strength.of(graph);
    perWeight = new double[strengths.length];
    ranks = new long[strengths.length];
    next = new long[strengths.length];
  }

  /** Returns the rank of each node, in node order. */
  public static double[] of(CsrGraph graph) {
    PageRank pageRank = new PageRank(graph);
    pageRank.settle();
    return pageRank.normalized();
  }

  private void settle() {
    for (int node = 0; node < ranks.length; node++) {
      ranks[node] = PageRankStep.start(ranks.length);
    }
    long change = PageRankStep.ONE;
    for (int step = 0; step < PageRankStep.MOST && !PageRankStep.isSettled(change); step++) {
      change = step();
    }
  }

  /** Returns how much the ranks changed, up or down, added up. */
  private long step() {
    long stranded = handOn();
    long change = 0;
    for (int node = 0; node < ranks.length; node++) {
      next[node] = PageRankStep.next(received(node), stranded, ranks.length);
      change += Math.abs(next[node] - ranks[node]);
    }
    long[] before = ranks;
    ranks = next;
    next = before;
    return change;
  }

  /** Returns the ranks of the isolated nodes, added up. */
  private long handOn() {
    long stranded = 0;
    for (int node = 0; node < ranks.length; node++) {
      if (strengths[node] == 0) {
        stranded += ranks[node];
      } else {
        perWeight[node] = PageRankStep.perWeight(ranks[node], strengths[node]);
      }
    }
    return stranded;
  }

  private long received(int node) {
    long received = 0;
    int end = graph.rowEnd(node);
    for (int at = graph.rowStart(node); at < end; at++) {
      received += PageRankStep.share(perWeight[graph.neighbor(at)], graph.weight(at));
    }
    return received;
  }

  private double[] normalized() {
    long sum = 0;
    for (long rank : ranks) {
      sum += rank;
    }
    double[] normalized = new double[ranks.length];
    for (int node = 0; node < ranks.length; node++) {
      normalized[node] = PageRankStep.normalized(ranks[node], sum);
    }
    return normalized;
  }
}
