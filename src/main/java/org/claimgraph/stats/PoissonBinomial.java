package org.claimgraph.stats;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;

/**
 * The Poisson binomial distribution: how many of many independent trials succeed, each with a
 * probability of its own. Trials of equal probability come as one class.
 *
 * <p>{@link #upperTail} is exact: the distributions of the classes are convolved. It first tilts
 * all odds by one factor e^t, so that x becomes the mean of X', and then takes P(X = k) = M(t)
 * e^(-tk) P(X' = k), where M(t) is the product over classes of (1 - p + p e^t)^n. All terms are
 * positive and those that matter stand around x: a tail of any size keeps its digits. The tilt only
 * chooses the place where precision is spent; any other gives the same value. Classes that seldom
 * succeed are not convolved one by one but taken together, by power sums.
 *
 * <p>{@link #refinedNormalUpperTail} is the normal approximation with continuity correction and one
 * term for skewness: for x* = (x - 1/2 - mu) / sigma, 1 - Phi(x*) - gamma / (6 sigma^3) (1 - x*^2)
 * phi(x*), clipped to [0, 1], with gamma the sum of p (1 - p) (1 - 2p). It is far off where the
 * mean is small: with mu = 0.01, P(X &gt;= 1) is 0.00995 and the approximation 0.0001.
 *
 * <p>Source: Y. Hong, <i>On computing the distribution function for the Poisson binomial
 * distribution</i>, Computational Statistics and Data Analysis 59, 2013; for tilting, H. E.
 * Daniels, <i>Saddlepoint approximations in statistics</i>, Annals of Mathematical Statistics 25,
 * 1954.
 *
 * <p>Time O(c + w) exact, for c classes and w values of X' that are not negligible, about 20
 * standard deviations, where success is rare; each class where it is not takes O(v w), for v of its
 * values. O(c) approximate.
 */
public final class PoissonBinomial {

  /** Beside the largest probability of a distribution, those below it are nothing. */
  private static final double NEGLIGIBLE = 1e-20;

  private PoissonBinomial() {}

  /**
   * Returns P(X &gt;= x), relative error below 1e-10.
   *
   * @param trials number of trials of each class
   * @param probabilities chance of success of each class, in [0, 1]
   * @param x number of successes at least
   */
  public static double upperTail(long[] trials, double[] probabilities, long x) {
    check(trials, probabilities);
    long missing = x;
    long open = 0;
    for (int c = 0; c < trials.length; c++) {
      missing -= probabilities[c] == 1 ? trials[c] : 0;
      open += isOpen(probabilities[c]) ? trials[c] : 0;
    }
    if (missing <= 0) {
      return 1;
    }
    if (missing > open) {
      return 0;
    }
    if (missing == open) {
      return allSucceed(trials, probabilities);
    }
    double tilt = tilt(trials, probabilities, missing);
    double raised = StrictMath.exp(tilt);
    double more = StrictMath.expm1(tilt);
    double logFactor = 0;
    Values sum = Values.ZERO;
    RareSuccesses rare = new RareSuccesses();
    for (int c = 0; c < trials.length; c++) {
      double p = probabilities[c];
      if (!isOpen(p)) {
        continue;
      }
      double odds = p / (1 - p) * raised;
      logFactor += tilt == 0 ? 0 : trials[c] * StrictMath.log1p(p * more);
      if (!RareSuccesses.are(trials[c], odds)) {
        sum = sum.plus(Values.binomial(trials[c], odds));
      } else if (!rare.add(trials[c], odds)) {
        sum = sum.plus(rare.values());
        rare = new RareSuccesses();
        rare.add(trials[c], odds);
      }
    }
    return sum.plus(rare.values()).tail(missing, tilt, logFactor);
  }

  /** Returns an approximation of P(X &gt;= x); see {@link #upperTail} for the arguments. */
  public static double refinedNormalUpperTail(long[] trials, double[] probabilities, long x) {
    check(trials, probabilities);
    double mean = 0;
    double variance = 0;
    double skew = 0;
    for (int c = 0; c < trials.length; c++) {
      double p = probabilities[c];
      mean += trials[c] * p;
      variance += trials[c] * p * (1 - p);
      skew += trials[c] * p * (1 - p) * (1 - 2 * p);
    }
    if (variance == 0) {
      return x <= mean ? 1 : 0;
    }
    double deviation = StrictMath.sqrt(variance);
    double z = (x - 0.5 - mean) / deviation;
    double density = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * StrictMath.PI);
    double tail =
        Erf.erfc(z / StrictMath.sqrt(2)) / 2
            - skew / (6 * variance * deviation) * (1 - z * z) * density;
    return StrictMath.max(0, StrictMath.min(1, tail));
  }

  private static void check(long[] trials, double[] probabilities) {
    if (trials.length != probabilities.length) {
      throw new IllegalArgumentException(
          "Invalid classes: " + trials.length + " and " + probabilities.length);
    }
    for (int c = 0; c < trials.length; c++) {
      if (trials[c] < 0 || !(probabilities[c] >= 0 && probabilities[c] <= 1)) {
        throw new IllegalArgumentException(
            "Invalid class " + c + ": " + trials[c] + " trials of " + probabilities[c]);
      }
    }
  }

  private static boolean isOpen(double probability) {
    return probability > 0 && probability < 1;
  }

  private static double allSucceed(long[] trials, double[] probabilities) {
    double log = 0;
    for (int c = 0; c < trials.length; c++) {
      log += isOpen(probabilities[c]) ? trials[c] * StrictMath.log(probabilities[c]) : 0;
    }
    return StrictMath.exp(log);
  }

  /** Returns t that brings the mean within half a success of x, or 0 where it is no less now. */
  private static double tilt(long[] trials, double[] probabilities, long x) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double tilt = 0;
    while (true) {
      double raised = StrictMath.exp(tilt);
      double mean = 0;
      double variance = 0;
      for (int c = 0; c < trials.length; c++) {
        if (isOpen(probabilities[c])) {
          double odds = probabilities[c] / (1 - probabilities[c]) * raised;
          double p = odds / (1 + odds);
          mean += trials[c] * p;
          variance += trials[c] * p / (1 + odds);
        }
      }
      if ((tilt == 0 && mean >= x) || StrictMath.abs(mean - x) < 0.5) {
        return tilt;
      }
      if (mean < x) {
        low = tilt;
      } else {
        high = tilt;
      }
      // Where successes are rare, the first step is exact; a step too far is halved.
      double next = tilt == 0 ? StrictMath.log(x / mean) : tilt + (x - mean) / variance;
      if (next > low && next < high) {
        tilt = next;
      } else {
        tilt = Double.isInfinite(high) ? low + 1 : (low + high) / 2;
      }
    }
  }

  /** Probabilities of the values from first on; those left out are negligible. */
  private record Values(long first, double[] probabilities) {

    static final Values ZERO = new Values(0, new double[] {1});

    /** From the most likely value to both sides, by ratios of neighbors. */
    static Values binomial(long trials, double odds) {
      long mode = (long) ((trials + 1) * (odds / (1 + odds)));
      mode = StrictMath.min(mode, trials);
      double[] below = new double[8];
      int belowCount = 0;
      double term = 1;
      for (long k = mode; k > 0; k--) {
        term *= k / ((trials - k + 1) * odds);
        if (term < NEGLIGIBLE) {
          break;
        }
        below = withRoom(below, belowCount);
        below[belowCount++] = term;
      }
      double[] above = new double[8];
      above[0] = 1;
      int aboveCount = 1;
      term = 1;
      for (long k = mode; k < trials; k++) {
        term *= (trials - k) * odds / (k + 1);
        if (term < NEGLIGIBLE) {
          break;
        }
        above = withRoom(above, aboveCount);
        above[aboveCount++] = term;
      }
      double[] values = new double[belowCount + aboveCount];
      for (int i = 0; i < belowCount; i++) {
        values[i] = below[belowCount - 1 - i];
      }
      System.arraycopy(above, 0, values, belowCount, aboveCount);
      scaleToOne(values);
      return new Values(mode - belowCount, values);
    }

    Values plus(Values other) {
      double[] sums = new double[probabilities.length + other.probabilities.length - 1];
      for (int i = 0; i < probabilities.length; i++) {
        for (int j = 0; j < other.probabilities.length; j++) {
          sums[i + j] += probabilities[i] * other.probabilities[j];
        }
      }
      int from = 0;
      while (sums[from] < NEGLIGIBLE) {
        from++;
      }
      int to = sums.length;
      while (sums[to - 1] < NEGLIGIBLE) {
        to--;
      }
      return new Values(first + other.first + from, Arrays.copyOfRange(sums, from, to));
    }

    double tail(long x, double tilt, double logFactor) {
      double tail = 0;
      for (int i = probabilities.length - 1; i >= 0 && first + i >= x; i--) {
        tail += probabilities[i] * StrictMath.exp(logFactor - tilt * (first + i));
      }
      return StrictMath.min(1, tail);
    }

    private static double[] withRoom(double[] values, int count) {
      return count < values.length ? values : Arrays.copyOf(values, 2 * count);
    }

    private static void scaleToOne(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      for (int i = 0; i < values.length; i++) {
        values[i] /= sum;
      }
    }
  }

  /**
   * Trials that seldom succeed, of any number of classes at once. With the power sums of their odds
   * r, A_j = sum of r^j, P(X = 0) = exp(-A_1 + A_2 / 2 - A_3 / 3 ...) and k P(X = k) = A_1 P(X = k
   * - 1) - A_2 P(X = k - 2) + A_3 P(X = k - 3) ..., Newton's identities for the product of (1 + r
   * z). As r is small, so are all terms but the first, and hardly anything cancels.
   */
  private static final class RareSuccesses {

    private static final double MOST_ODDS = 0.1;

    /** P(X = 0) of more successes than this vanishes. */
    private static final double MOST_SUCCESSES = 500;

    /** A tenth to this power is negligible. */
    private static final int POWERS = 20;

    private final double[] sums = new double[POWERS + 1];

    static boolean are(long trials, double odds) {
      return odds <= MOST_ODDS && trials * odds <= MOST_SUCCESSES;
    }

    /** Adds a class, or returns false where it would be too much together with the others. */
    boolean add(long trials, double odds) {
      if (sums[1] + trials * odds > MOST_SUCCESSES) {
        return false;
      }
      double power = odds;
      for (int j = 1; j <= POWERS && power > NEGLIGIBLE * odds; j++) {
        sums[j] += trials * power;
        power *= odds;
      }
      return true;
    }

    Values values() {
      double logNone = 0;
      for (int j = POWERS; j >= 1; j--) {
        logNone += (j % 2 == 0 ? sums[j] : -sums[j]) / j;
      }
      double[] values = new double[64];
      values[0] = StrictMath.exp(logNone);
      double largest = values[0];
      int count = 1;
      do {
        double sum = 0;
        for (int j = StrictMath.min(count, POWERS); j >= 1; j--) {
          double term = sums[j] * values[count - j];
          sum += j % 2 == 0 ? -term : term;
        }
        values = Values.withRoom(values, count);
        values[count] = StrictMath.max(0, sum / count);
        largest = StrictMath.max(largest, values[count]);
        count++;
      } while (count <= sums[1] || values[count - 1] > NEGLIGIBLE * largest);
      return new Values(0, Arrays.copyOf(values, count));
    }
  }
}
