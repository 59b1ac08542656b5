package org.claimgraph.graph;

/**
 * Small-world coefficient sigma: clustering far above that of a random graph with as many nodes and
 * edges, at paths hardly longer.
 *
 * <p>(C / C_r) / (L / L_r), C being the mean local clustering with undefined values counted as 0, L
 * the mean distance of two nodes of the largest component, C_r = k / (n - 1) and L_r = ln n / ln k
 * what a random graph has, n the number of nodes and k the mean degree, isolated nodes counted.
 * Above 1 for a small world. It grows with n, so compare graphs of about one size. Not defined
 * where k <= 1, for then L_r is not.
 *
 * <p>Reference: M. D. Humphries, K. Gurney, <i>Network 'small-world-ness': a quantitative method
 * for determining canonical network equivalence</i>, PLoS ONE 3, 2008; D. J. Watts, S. H. Strogatz,
 * <i>Collective dynamics of 'small-world' networks</i>, Nature 393, 1998, for C_r and L_r.
 *
 * <p>Time O(1).
 */
public final class SmallWorld {

  private SmallWorld() {}

  /**
   * Returns sigma; {@code NaN} if the mean degree is 1 or less, or clustering or path length is not
   * defined.
   *
   * @param clustering {@link LocalClustering#meanWithZeros}
   * @param pathLength mean distance of two nodes of the largest component
   */
  public static double of(CsrGraph graph, double clustering, double pathLength) {
    double n = graph.nodeCount();
    double k = 2 * graph.edgeCount() / n;
    if (!(k > 1)) {
      return Double.NaN;
    }
    double randomClustering = k / (n - 1);
    double randomPathLength = StrictMath.log(n) / StrictMath.log(k);
    return clustering / randomClustering / (pathLength / randomPathLength);
  }
}
