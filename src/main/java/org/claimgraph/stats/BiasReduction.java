package org.claimgraph.stats;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * CR2: residuals of each cluster times A = G^-1/2, with G = I + U S U' their covariance under the
 * working model ({@link ResidualCovariance}), and what Satterthwaite's degrees of freedom need.
 *
 * <p>No matrix has the size of a cluster. With any L L' = U'U and T = L'SL,
 *
 * <pre>
 * A = I + U (-S/2 + S L x(T) L' S) U',  x(t) = ((1 + t)^-1/2 - 1 + t/2) / t^2,
 * </pre>
 *
 * <p>because (1 + t)^-1/2 = 1 - t/2 + t^2 x(t), and ZT = USL when U = ZL' with orthonormal Z.
 * Eigenvalues of G that are 0 stay 0 in A.
 *
 * <p>The variance of a contrast c is the sum over clusters g of (a_g'e)^2, a_g = A D k in the
 * cluster's rows and k = R^-T c. Its degrees of freedom are those of the chi-square with the same
 * mean and variance if residuals are normal: (sum of M_gg)^2 / (sum of M_gh^2), with M_gg = a_g'G
 * a_g = k'D'D k, less what is 0 in G, and M_gh = (U'a_g)' S (U'a_h). The double sum is one over
 * clusters of the products of U'a with themselves, except for clusters in which G is nearly
 * singular: there these are so large that pairs are taken one by one. There are few such clusters,
 * because each of them nearly decides a coefficient.
 */
final class BiasReduction {

  /** Eigenvalues of G below are 0: in this direction a fit leaves no residual to enlarge. */
  static final double NOTHING_LEFT = 1e-12;

  /** What rounding leaves of an eigenvalue of 0, relative to what it is the difference of. */
  private static final double ROUNDING = 1e-14;

  /** A contrast of which residuals show less of the variance is not judged by them. */
  private static final double SHOWN = 1e-6;

  /** Products of U'a above, relative to M_gg, are not for subtracting. */
  private static final double LARGE = 100;

  private final OrthogonalDesign design;
  private final RealMatrix middle;
  private final double[][] influences;
  private final RealMatrix[] carried; // U'AD by cluster
  private final RealMatrix[] shown; // D'AGAD by cluster
  private RealMatrix whole; // sum of D'D

  private BiasReduction(ResidualCovariance model, int columns, int[][] rows) {
    this.design = model.design();
    this.middle = model.middle();
    this.influences = new double[rows.length][];
    this.carried = new RealMatrix[rows.length];
    this.shown = new RealMatrix[rows.length];
    this.whole = new Array2DRowRealMatrix(columns, columns);
    for (int cluster = 0; cluster < rows.length; cluster++) {
      reduce(cluster, ClusterSums.of(model, rows[cluster]), model.scale());
    }
  }

  static BiasReduction of(LeastSquares fit, ClusterIndex index, WorkingVariance variance) {
    return new BiasReduction(ResidualCovariance.of(fit, variance), fit.columnCount(), index.rows());
  }

  private void reduce(int cluster, ClusterSums sums, double scale) {
    RealMatrix gram = sums.gram();
    int width = gram.getColumnDimension();
    int first = width - whole.getColumnDimension(); // of the columns of D in U
    RealMatrix toD = gram.getSubMatrix(0, width - 1, first, width - 1);
    RealMatrix squares = gram.getSubMatrix(first, width - 1, first, width - 1);
    whole = whole.add(squares);

    RealMatrix root =
        SymmetricMatrix.of(gram).map(value -> StrictMath.sqrt(StrictMath.max(0, value)));
    RealMatrix side = middle.multiply(root);
    SymmetricMatrix inSpan = SymmetricMatrix.of(root.multiply(side));
    double nothing =
        StrictMath.max(
            NOTHING_LEFT, ROUNDING * gram.getFrobeniusNorm() * middle.getFrobeniusNorm());
    RealMatrix sideToD = side.transpose().multiply(toD);
    RealMatrix added = // AD = D + U added
        side.multiply(inSpan.map(t -> beyondSlope(t, nothing)))
            .multiply(sideToD)
            .subtract(middle.multiply(toD).scalarMultiply(0.5));
    carried[cluster] = toD.add(gram.multiply(added));
    RealMatrix lost = inSpan.map(t -> 1 + t < nothing ? 1 : 0);
    shown[cluster] = squares.subtract(sideToD.transpose().multiply(lost).multiply(sideToD));
    influences[cluster] = design.coefficients(adjusted(sums.scores(), added, first, scale));
  }

  /** Returns x(t), without cancellation; (1 + t)^-1/2 counts as 0 where 1 + t is. */
  private static double beyondSlope(double t, double nothing) {
    if (1 + t < nothing) {
      return -1.5;
    }
    double root = StrictMath.sqrt(1 + t);
    return (root + 2) / (2 * root * (1 + root) * (1 + root));
  }

  /** Returns D'Ae. */
  private static double[] adjusted(double[] scores, RealMatrix added, int first, double scale) {
    double[] adjusted = added.preMultiply(scores);
    for (int i = 0; i < adjusted.length; i++) {
      adjusted[i] = scale * (adjusted[i] + scores[first + i]);
    }
    return adjusted;
  }

  /** Returns what each cluster's adjusted residuals add to the coefficients. */
  double[][] influences() {
    return influences;
  }

  /**
   * Returns Satterthwaite's degrees of freedom; NaN if residuals show less than a millionth of the
   * contrast's variance.
   */
  double degreesOfFreedom(double[] contrast) {
    double[] k = design.contrast(contrast);
    RealMatrix products =
        new Array2DRowRealMatrix(middle.getRowDimension(), middle.getRowDimension());
    boolean[] isLarge = new boolean[carried.length];
    double mean = 0;
    double variance = 0;
    for (int cluster = 0; cluster < carried.length; cluster++) {
      double own = form(shown[cluster], k);
      mean += own;
      variance += own * own;
      double[] toU = carried[cluster].operate(k);
      double product = form(middle, toU);
      isLarge[cluster] = StrictMath.abs(product) > LARGE * own;
      if (!isLarge[cluster]) {
        variance -= product * product;
        addProducts(products, toU);
      }
    }
    RealMatrix half = middle.multiply(products);
    variance += half.multiply(half).getTrace() + squaresOfLarge(isLarge, k);
    return mean < SHOWN * form(whole, k) ? Double.NaN : mean * mean / variance;
  }

  /** Returns the sum of M_gh^2 over pairs of which one at least is large. */
  private double squaresOfLarge(boolean[] isLarge, double[] k) {
    double squares = 0;
    for (int large = 0; large < isLarge.length; large++) {
      if (isLarge[large]) {
        double[] side = middle.operate(carried[large].operate(k));
        for (int other = 0; other < isLarge.length; other++) {
          double product = other == large ? 0 : dot(side, carried[other].operate(k));
          squares += product * product * (isLarge[other] ? 1 : 2);
        }
      }
    }
    return squares;
  }

  private static double form(RealMatrix matrix, double[] vector) {
    return dot(matrix.operate(vector), vector);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addProducts(RealMatrix sum, double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        sum.addToEntry(i, j, vector[i] * vector[j]);
      }
    }
  }
}
