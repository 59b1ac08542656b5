package org.claimgraph.graph;

import org.claimgraph.graph.BipartiteConfigurationModel.Part;

/**
 * Maximum likelihood of a {@link BipartiteConfigurationModel} whose probabilities all lie between 0
 * and 1, by Newton's method.
 *
 * <p>With D and E the diagonal second derivatives of both sides and C those across, a step solves S
 * d_eta = g_eta - C' D^-1 g_theta for S = E - C' D^-1 C, then d_theta = D^-1 (g_theta - C d_eta). S
 * is the Laplacian of a weighted graph: its rows add up to 0, because theta + c and eta - c say the
 * same for any c. Its diagonal is taken as minus the sum of the others, so that nothing cancels,
 * and one eta stays where it is.
 *
 * <p>Reference: F. Saracco, R. Di Clemente, A. Gabrielli, T. Squartini, <i>Randomizing bipartite
 * networks: the case of the World Trade Web</i>, Scientific Reports 5, 2015; S. Boyd and L.
 * Vandenberghe, <i>Convex Optimization</i>, Cambridge, 2004, section 9.5.
 *
 * <p>Time O(a b^2 + b^3) a step, a and b as there.
 */
final class BipartiteFit {

  private static final double TOLERANCE = 1e-12;
  private static final int MOST_STEPS = 1000;

  /** The side of more classes, and the one of fewer. */
  private final Part many;

  private final Part few;

  private final double[] theta;
  private final double[] eta;
  private final double[] gradientTheta;
  private final double[] gradientEta;
  private final double[] curvatureTheta;
  private final double[][] across;

  private BipartiteFit(Part many, Part few) {
    this.many = many;
    this.few = few;
    theta = new double[many.size()];
    eta = new double[few.size()];
    gradientTheta = new double[many.size()];
    gradientEta = new double[few.size()];
    curvatureTheta = new double[many.size()];
    across = new double[many.size()][few.size()];
  }

  /** Fills in the fitness of both sides. */
  static void fit(Part rows, Part columns) {
    BipartiteFit fit =
        rows.size() < columns.size()
            ? new BipartiteFit(columns, rows)
            : new BipartiteFit(rows, columns);
    fit.start();
    fit.climb();
    System.arraycopy(fit.theta, 0, fit.many.logFitness(), fit.many.from(), fit.theta.length);
    System.arraycopy(fit.eta, 0, fit.few.logFitness(), fit.few.from(), fit.eta.length);
  }

  /** P = r c / edges, which is right where edges are rare. */
  private void start() {
    double edges = 0;
    for (int i = 0; i < theta.length; i++) {
      edges += many.counts()[i] * many.degrees()[i];
    }
    for (int i = 0; i < theta.length; i++) {
      theta[i] = StrictMath.log(many.degrees()[i]);
    }
    for (int k = 0; k < eta.length; k++) {
      eta[k] = StrictMath.log(few.degrees()[k] / edges);
    }
  }

  private void climb() {
    for (int step = 0; step < MOST_STEPS; step++) {
      if (derive() <= TOLERANCE) {
        return;
      }
      double[] moveEta = solve(laplacian(), reducedGradient());
      double[] moveTheta = new double[theta.length];
      for (int i = 0; i < theta.length; i++) {
        double sum = gradientTheta[i];
        for (int k = 0; k < eta.length; k++) {
          sum -= across[i][k] * moveEta[k];
        }
        moveTheta[i] = sum / curvatureTheta[i];
      }
      double length = StrictMath.max(span(moveTheta, moveEta, 1), span(moveTheta, moveEta, -1));
      double share = length > 1e-8 ? StrictMath.log1p(length) / length : 1;
      add(theta, moveTheta, share);
      add(eta, moveEta, share);
    }
    throw new ArithmeticException(
        "Cannot fit a bipartite configuration model to "
            + many.size()
            + " and "
            + few.size()
            + " degree classes in "
            + MOST_STEPS
            + " steps");
  }

  /** Computes all derivatives and returns the largest relative error of a degree. */
  private double derive() {
    double largest = 0;
    double[] expectedEta = new double[eta.length];
    for (int i = 0; i < theta.length; i++) {
      double expected = 0;
      curvatureTheta[i] = 0;
      for (int k = 0; k < eta.length; k++) {
        double logit = theta[i] + eta[k];
        double p = BipartiteConfigurationModel.logistic(logit);
        double pairs = many.counts()[i] * few.counts()[k];
        across[i][k] = pairs * p * BipartiteConfigurationModel.logistic(-logit);
        curvatureTheta[i] += across[i][k];
        expected += few.counts()[k] * p;
        expectedEta[k] += many.counts()[i] * p;
      }
      double error = many.degrees()[i] - expected;
      gradientTheta[i] = many.counts()[i] * error;
      largest = StrictMath.max(largest, StrictMath.abs(error) / many.degrees()[i]);
    }
    for (int k = 0; k < eta.length; k++) {
      double error = few.degrees()[k] - expectedEta[k];
      gradientEta[k] = few.counts()[k] * error;
      largest = StrictMath.max(largest, StrictMath.abs(error) / few.degrees()[k]);
    }
    return largest;
  }

  /** S, its lower half; the last row and column belong to the eta that stays. */
  private double[][] laplacian() {
    int size = eta.length;
    double[][] s = new double[size][size];
    for (int i = 0; i < theta.length; i++) {
      double[] row = across[i];
      for (int k = 1; k < size; k++) {
        double share = row[k] / curvatureTheta[i];
        for (int l = 0; l < k; l++) {
          s[k][l] -= share * row[l];
        }
      }
    }
    for (int k = 0; k < size; k++) {
      for (int l = 0; l < k; l++) {
        s[k][k] -= s[k][l];
        s[l][l] -= s[k][l];
      }
    }
    return s;
  }

  private double[] reducedGradient() {
    double[] reduced = gradientEta.clone();
    for (int i = 0; i < theta.length; i++) {
      double share = gradientTheta[i] / curvatureTheta[i];
      for (int k = 0; k < eta.length; k++) {
        reduced[k] -= across[i][k] * share;
      }
    }
    return reduced;
  }

  /** Cholesky's decomposition in place; the last unknown is 0. */
  private static double[] solve(double[][] s, double[] right) {
    int size = right.length - 1;
    for (int k = 0; k < size; k++) {
      for (int l = 0; l <= k; l++) {
        double sum = s[k][l];
        for (int j = 0; j < l; j++) {
          sum -= s[k][j] * s[l][j];
        }
        s[k][l] = l == k ? StrictMath.sqrt(sum) : sum / s[l][l];
      }
    }
    double[] x = right;
    x[size] = 0;
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < k; j++) {
        x[k] -= s[k][j] * x[j];
      }
      x[k] /= s[k][k];
    }
    for (int k = size - 1; k >= 0; k--) {
      for (int j = k + 1; j < size; j++) {
        x[k] -= s[j][k] * x[j];
      }
      x[k] /= s[k][k];
    }
    return x;
  }

  /** The largest move of any theta + eta, up or down. */
  private static double span(double[] a, double[] b, int sign) {
    double largestA = Double.NEGATIVE_INFINITY;
    for (double value : a) {
      largestA = StrictMath.max(largestA, sign * value);
    }
    double largestB = Double.NEGATIVE_INFINITY;
    for (double value : b) {
      largestB = StrictMath.max(largestB, sign * value);
    }
    return largestA + largestB;
  }

  private static void add(double[] values, double[] moves, double share) {
    for (int i = 0; i < values.length; i++) {
      values[i] += share * moves[i];
    }
  }
}
