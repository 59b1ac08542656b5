package org.claimgraph.simulation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The chance of one thing: a stream of random draws that depends on the seed, the kind of thing and
 * its number only.
 *
 * <p>Only {@link SplittableRandom#nextLong()} is used, whose algorithm is fixed, and {@link
 * StrictMath}: so the draws are equal on every machine and Java version.
 */
final class Draws {

  /** What is drawn. Each kind has streams of its own, so that one can change without the others. */
  enum Kind {
    HOSPITAL(1),
    PHYSICIAN(2),
    PERSON(3),
    CIRCLE(4),
    ADMISSIONS(5),
    CARE(6);

    private final long code;

    Kind(long code) {
      this.code = code;
    }
  }

  private static final double LARGE_MEAN = 32;

  private final SplittableRandom random;

  private Draws(long state) {
    this.random = new SplittableRandom(state);
  }

  static Draws of(long seed, Kind kind, long number) {
    return new Draws(mix(mix(mix(seed) + kind.code) + number));
  }

  /** The finalizer of MurmurHash3 as varied by Stafford (mix 13): neighbors become strangers. */
  private static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** Uniform in [0,1). */
  double uniform() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform among 0 .. bound - 1. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  <T> T pick(List<T> values) {
    return values.get(below(values.size()));
  }

  /** Mean 1. */
  double exponential() {
    return -StrictMath.log(1 - uniform());
  }

  /** Mean 0, standard deviation 1 (Box and Muller). */
  double normal() {
    double radius = StrictMath.sqrt(2 * exponential());
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  /** Mean 1; sigma is the standard deviation of its logarithm. */
  double logNormal(double sigma) {
    return StrictMath.exp(sigma * normal() - sigma * sigma / 2);
  }

  /** At least 1; the share of values above x is x^-alpha. */
  double pareto(double alpha) {
    return StrictMath.pow(1 - uniform(), -1 / alpha);
  }

  /** One of 0 .. bound - 1, the lower the likelier: a cube of an even draw. */
  int popular(int bound) {
    double draw = uniform();
    return (int) (draw * draw * draw * bound);
  }

  /** A count of the given mean, by multiplication (Knuth), in parts where the mean is large. */
  int poisson(double mean) {
    if (mean > LARGE_MEAN) {
      return poisson(LARGE_MEAN) + poisson(mean - LARGE_MEAN);
    }
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) {
      count++;
    }
    return count;
  }

  /** One of the two whole numbers around a value, so that the mean is the value. */
  int round(double value) {
    return (int) StrictMath.floor(value + uniform());
  }
}
