package org.claimgraph.graph;

import java.util.Random;
import nl.cwts.networkanalysis.GradientDescentVOSLayoutAlgorithm;
import nl.cwts.networkanalysis.Layout;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;

/**
 * Places nodes in the plane so that those with strong edges lie near one another (VOS layout).
 *
 * <p>Of several starts the best one counts, of equal ones the first. The same seed gives the same
 * places; they are turned so that the picture is wider than high, and lie in [-1, 1] along the
 * longer side.
 *
 * <p>Reference: N. J. van Eck, L. Waltman, R. Dekker, J. van den Berg, <i>A comparison of two
 * techniques for bibliometric mapping</i>, JASIST 61, 2010.
 *
 * <p>Time O(n^2) a step and start, for pictures of hundreds of nodes; memory O(n + m).
 */
public final class PlaneLayout {

  private static final int STARTS = 10;
  private static final int ATTRACTION = 3;
  private static final int REPULSION = 0;

  /** Draws any two nodes a little, or else parts that no edge ties would flee from each other. */
  private static final double EVERY_PAIR = 0.1;

  private PlaneLayout() {}

  /**
   * Returns x and y of each node.
   *
   * @param seed where random numbers start from
   */
  public static double[][] of(CsrGraph graph, long seed) {
    Network network = network(graph);
    Random random = new Random(seed);
    GradientDescentVOSLayoutAlgorithm algorithm =
        new GradientDescentVOSLayoutAlgorithm(ATTRACTION, REPULSION, EVERY_PAIR, random);
    Layout best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start < STARTS; start++) {
      Layout layout = algorithm.findLayout(network);
      double quality = algorithm.calcQuality(network, layout);
      if (best == null || quality < least) {
        best = layout;
        least = quality;
      }
    }
    best.standardize(true);
    return scaled(best.getCoordinates(), graph.nodeCount());
  }

  /** Edges as shares of the strength of their ends, so that a hub does not draw in everybody. */
  private static Network network(CsrGraph graph) {
    int n = graph.nodeCount();
    double twice = 0;
    for (int node = 0; node < n; node++) {
      twice += graph.strength(node);
    }
    double[] ones = new double[n];
    long[] starts = new long[n + 1];
    LargeIntArray neighbors = new LargeIntArray(2 * graph.edgeCount());
    LargeDoubleArray weights = new LargeDoubleArray(2 * graph.edgeCount());
    for (int node = 0; node < n; node++) {
      ones[node] = 1;
      starts[node + 1] = graph.rowEnd(node);
      for (int at = graph.rowStart(node); at < graph.rowEnd(node); at++) {
        int neighbor = graph.neighbor(at);
        neighbors.set(at, neighbor);
        weights.set(
            at, twice * graph.weight(at) / (1.0 * graph.strength(node) * graph.strength(neighbor)));
      }
    }
    return new Network(ones, starts, neighbors, weights, false);
  }

  /** The library gives one array for each coordinate. */
  private static double[][] scaled(double[][] coordinates, int n) {
    double longest = 0;
    double[] middle = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int node = 0; node < n; node++) {
        least = StrictMath.min(least, coordinates[axis][node]);
        most = StrictMath.max(most, coordinates[axis][node]);
      }
      middle[axis] = (least + most) / 2;
      longest = StrictMath.max(longest, most - least);
    }
    double[][] places = new double[n][2];
    for (int node = 0; node < n; node++) {
      for (int axis = 0; axis < 2; axis++) {
        places[node][axis] =
            longest > 0 ? 2 * (coordinates[axis][node] - middle[axis]) / longest : 0;
      }
    }
    return places;
  }
}
