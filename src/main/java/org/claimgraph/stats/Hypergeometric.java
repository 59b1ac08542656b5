package org.claimgraph.stats;

import org.apache.commons.math3.distribution.HypergeometricDistribution;

/**
 * The hypergeometric distribution: how many marked ones are among those drawn without replacement.
 *
 * <p>For N in all, K of them marked and n drawn, P(X = x) = C(K, x) C(N - K, n - x) / C(N, n). The
 * first term comes from Loader's saddle-point expansion, which keeps its digits where differences
 * of log-gammas of large N lose them; the others follow by ratios of neighbors, away from the mean,
 * so that terms fall and small tails are not differences of large ones.
 *
 * <p>Source: C. Loader, <i>Fast and accurate computation of binomial probabilities</i>, 2000.
 *
 * <p>Time O(number of terms above 1e-17 of their sum).
 */
public final class Hypergeometric {

  private static final double NEGLIGIBLE = 1e-17;

  private Hypergeometric() {}

  /**
   * Returns P(X &gt;= x), relative error below 1e-11.
   *
   * @param population N, in all
   * @param marked K, in [0, N]
   * @param drawn n, in [0, N]
   * @param x how many marked ones at least; below what must be, 1, above what can be, 0
   * @throws ArithmeticException if a number does not fit into an int
   */
  public static double upperTail(long population, long marked, long drawn, long x) {
    if (marked < 0 || marked > population || drawn < 0 || drawn > population) {
      throw new IllegalArgumentException(
          "Invalid draw of " + drawn + " from " + population + ", " + marked + " of them marked");
    }
    long least = StrictMath.max(0, marked + drawn - population);
    long most = StrictMath.min(marked, drawn);
    if (x <= least) {
      return 1;
    }
    if (x > most) {
      return 0;
    }
    double mean = (double) marked * drawn / population;
    return x > mean
        ? sumUpwards(population, marked, drawn, x)
        : 1 - sumDownwards(population, marked, drawn, x - 1);
  }

  private static double sumUpwards(long population, long marked, long drawn, long from) {
    double term = probability(population, marked, drawn, from);
    double sum = 0;
    long most = StrictMath.min(marked, drawn);
    for (long x = from; x <= most && term > NEGLIGIBLE * sum; x++) {
      sum += term;
      term *=
          (double) (marked - x)
              / (x + 1)
              * ((double) (drawn - x) / (population - marked - drawn + x + 1));
    }
    return StrictMath.min(1, sum);
  }

  private static double sumDownwards(long population, long marked, long drawn, long from) {
    double term = probability(population, marked, drawn, from);
    double sum = 0;
    long least = StrictMath.max(0, marked + drawn - population);
    for (long x = from; x >= least && term > NEGLIGIBLE * sum; x--) {
      sum += term;
      term *=
          (double) x
              / (marked - x + 1)
              * ((double) (population - marked - drawn + x) / (drawn - x + 1));
    }
    return StrictMath.min(1, sum);
  }

  /** The generator is null, because nothing is drawn; the default one would be seeded by time. */
  private static double probability(long population, long marked, long drawn, long x) {
    return new HypergeometricDistribution(
            null,
            StrictMath.toIntExact(population),
            StrictMath.toIntExact(marked),
            StrictMath.toIntExact(drawn))
        .probability(StrictMath.toIntExact(x));
  }
}
