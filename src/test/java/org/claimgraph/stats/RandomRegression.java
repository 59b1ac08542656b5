package org.claimgraph.stats;

import java.util.Random;

/**
 * 200 rows in 15 clusters: intercept and three regressors of different scale, weights in [1, 50].
 */
final class RandomRegression {

  private static final int ROWS = 200;

  final double[] y = new double[ROWS];
  final double[][] x = new double[ROWS][];
  final double[] weights = new double[ROWS];
  final int[] clusters = new int[ROWS];

  RandomRegression(long seed) {
    Random random = new Random(seed);
    double[] effects = random.doubles(15, -1, 1).toArray();
    for (int row = 0; row < ROWS; row++) {
      double a = random.nextGaussian();
      double b = 3 + 2 * random.nextGaussian() + a;
      double c = random.nextInt(2);
      x[row] = new double[] {1, a, b, c};
      weights[row] = 1 + random.nextInt(50);
      clusters[row] = row < 15 ? row : random.nextInt(15);
      y[row] = 5 + a - 0.5 * b + effects[clusters[row]] + random.nextGaussian();
    }
  }

  /** The same rows in another order. */
  RandomRegression shuffled(long seed) {
    Random random = new Random(seed);
    RandomRegression shuffled = new RandomRegression(0);
    for (int row = 0; row < ROWS; row++) {
      shuffled.put(row, this, row);
    }
    for (int row = ROWS - 1; row > 0; row--) {
      shuffled.swap(row, random.nextInt(row + 1));
    }
    return shuffled;
  }

  private void swap(int a, int b) {
    RandomRegression old = new RandomRegression(0);
    old.put(0, this, a);
    put(a, this, b);
    put(b, old, 0);
  }

  private void put(int row, RandomRegression from, int at) {
    y[row] = from.y[at];
    x[row] = from.x[at];
    weights[row] = from.weights[at];
    clusters[row] = from.clusters[at];
  }
}
