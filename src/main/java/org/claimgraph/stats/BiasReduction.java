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
 *
 * <p>The variance of a contrast c is the sum over clusters of (a'e)^2, a = A D k in the cluster's
 * rows and k = R^-T c. Its degrees of freedom are those of the chi-square with the same mean and
 * variance if residuals are normal: (sum of M_gg)^2 / (sum of M_gh^2), with M_gh = a_g'a_h where g
 * = h, plus a_g'U S U'a_h. The double sum is one over clusters of the products of U'a.
 */
final class BiasReduction {

  /** Eigenvalues of G below are 0: in this direction a fit leaves no residual to enlarge. */
  static final double NOTHING_LEFT = 1e-12;

  private final LeastSquares fit;
  private final RealMatrix middle;
  private final double[][] influences;
  private final RealMatrix[] carried; // U'AD by cluster
  private final RealMatrix[] squares; // D'AAD by cluster
  private RealMatrix whole; // sum of D'D

  private BiasReduction(LeastSquares fit, ResidualCovariance model, int[][] rows) {
    this.fit = fit;
    this.middle = model.middle();
    this.influences = new double[rows.length][];
    this.carried = new RealMatrix[rows.length];
    this.squares = new RealMatrix[rows.length];
    this.whole = new Array2DRowRealMatrix(fit.columnCount(), fit.columnCount());
    for (int cluster = 0; cluster < rows.length; cluster++) {
      reduce(cluster, ClusterSums.of(model, rows[cluster]), model.scale());
    }
  }

  static BiasReduction of(LeastSquares fit, ClusterIndex index, WorkingVariance variance) {
    return new BiasReduction(fit, ResidualCovariance.of(fit, variance), index.rows());
  }

  private void reduce(int cluster, ClusterSums sums, double scale) {
    RealMatrix gram = sums.gram();
    int width = gram.getColumnDimension();
    int first = width - fit.columnCount(); // of the columns of D in U
    RealMatrix toD = gram.getSubMatrix(0, width - 1, first, width - 1);
    RealMatrix dSquares = gram.getSubMatrix(first, width - 1, first, width - 1);
    RealMatrix added = adjustment(gram).multiply(toD); // AD = D + U added
    carried[cluster] = toD.add(gram.multiply(added));
    squares[cluster] =
        dSquares
            .add(toD.transpose().multiply(added))
            .add(added.transpose().multiply(carried[cluster]));
    whole = whole.add(dSquares);
    double[] scores = added.preMultiply(sums.scores());
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scale * (sums.scores()[first + i] + scores[i]);
    }
    influences[cluster] = fit.fromOrthogonal(scores);
  }

  private RealMatrix adjustment(RealMatrix gram) {
    RealMatrix root = SymmetricMatrix.map(gram, value -> StrictMath.sqrt(StrictMath.max(0, value)));
    RealMatrix inSpan = root.multiply(middle).multiply(root);
    RealMatrix side = middle.multiply(root);
    RealMatrix rest = SymmetricMatrix.map(inSpan, BiasReduction::beyondSlope);
    return side.multiply(rest).multiply(side.transpose()).subtract(middle.scalarMultiply(0.5));
  }

  /** Returns x(t), without cancellation; (1 + t)^-1/2 counts as 0 where 1 + t is. */
  private static double beyondSlope(double t) {
    if (1 + t < NOTHING_LEFT) {
      return -1.5;
    }
    double root = StrictMath.sqrt(1 + t);
    return (root + 2) / (2 * root * (1 + root) * (1 + root));
  }

  /** Returns what each cluster's adjusted residuals add to the coefficients. */
  double[][] influences() {
    return influences;
  }

  /** Returns Satterthwaite's degrees of freedom; NaN if no residual tells of the contrast. */
  double degreesOfFreedom(double[] contrast) {
    double[] k = fit.contrastOfOrthogonal(contrast);
    RealMatrix products =
        new Array2DRowRealMatrix(middle.getRowDimension(), middle.getColumnDimension());
    double mean = 0;
    double variance = 0;
    for (int cluster = 0; cluster < carried.length; cluster++) {
      double[] toU = carried[cluster].operate(k);
      double taken = form(middle, toU);
      double own = form(squares[cluster], k) + taken;
      mean += own;
      variance += own * own - taken * taken;
      addProducts(products, toU);
    }
    RealMatrix taken = middle.multiply(products);
    variance += taken.multiply(taken).getTrace();
    return mean < NOTHING_LEFT * form(whole, k) ? Double.NaN : mean * mean / variance;
  }

  private static double form(RealMatrix matrix, double[] vector) {
    double[] product = matrix.operate(vector);
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += product[i] * vector[i];
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
