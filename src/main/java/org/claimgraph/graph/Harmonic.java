package org.claimgraph.graph;

/**
 * Harmonic centrality: the mean over all other nodes of 1 / distance, which is 0 where there is no
 * path.
 *
 * <p>In [0, 1]: 1 for a neighbor of all others, 0 for an isolated node. Not defined for n &lt; 2.
 *
 * <p>Reference: M. Marchiori, V. Latora, <i>Harmony in the small-world</i>, Physica A 285, 2000; P.
 * Boldi, S. Vigna, <i>Axioms for centrality</i>, Internet Mathematics 10, 2014.
 *
 * <p>Time O(1) for each source once {@link SourceDistances} are known.
 */
public final class Harmonic {

  private Harmonic() {}

  /**
   * Returns one value per source.
   *
   * @param nodeCount n, the number of nodes of the graph
   */
  public static double[] of(SourceDistances distances, int nodeCount) {
    double[] harmonic = new double[distances.reciprocals().length];
    double others = nodeCount < 2 ? Double.NaN : nodeCount - 1;
    for (int source = 0; source < harmonic.length; source++) {
      harmonic[source] = distances.reciprocals()[source] / others;
    }
    return harmonic;
  }
}
