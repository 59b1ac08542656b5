package org.claimgraph.stats;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Cluster-robust covariance of the coefficients of a fit.
 *
 * <p>V = c B (sum over clusters g of s_g s_g') B with B = (X'WX)^-1, s_g = X_g' W_g A_g e_g from
 * the residuals e of the cluster's rows, and c and A_g by the {@link ClusterCorrection}: A_g is I
 * except for CR2 and CR3. Rows of one cluster may depend on each other in any way; clusters are
 * taken as independent. At least two clusters are needed; with a cluster for each row, {@link
 * ClusterCorrection#CR1S} gives HC1.
 *
 * <p>Tests use Student's t with one degree of freedom less than there are clusters, for CR2 with
 * Satterthwaite's degrees of freedom of the contrast (Bell and McCaffrey 2002; Pustejovsky and
 * Tipton 2018). The working model of CR2 is independent residuals of equal variance, for weighted
 * fits too; for a {@link LogLinkModel} of the variance that it assumes, so rows are first divided
 * by its root.
 *
 * <p>If a coefficient is decided by one cluster alone (a column that is not 0 in this cluster
 * only), its residuals say nothing of it: I - H has eigenvalues of 0, of which CR2 and CR3 take the
 * pseudo-inverse (below 1e-12), and the uncertainty from this cluster is not in the standard error.
 * If none is left, an {@link Estimate} by CR2 has no standard error.
 *
 * <p>{@link #twoWay} allows for dependence within either of two kinds of clusters: V = V_a + V_b -
 * V_ab, with clusters a, b, and rows that share both. The fewer of a and b, less 1, are the degrees
 * of freedom. V need not be positive: a contrast with a variance below 0 has no standard error,
 * because none can be told from these data; one-way clusters by the coarser kind always have one.
 *
 * <p>Labels of clusters only tell them apart: other labels give the same bits.
 *
 * <p>Reference: K.-Y. Liang and S. L. Zeger, <i>Longitudinal data analysis using generalized linear
 * models</i>, Biometrika 73, 1986; A. C. Cameron and D. L. Miller, <i>A practitioner's guide to
 * cluster-robust inference</i>, Journal of Human Resources 50, 2015; J. E. Pustejovsky and E.
 * Tipton, <i>Small-sample methods for cluster-robust variance estimation and hypothesis testing in
 * fixed effects models</i>, Journal of Business and Economic Statistics 36, 2018; A. C. Cameron, J.
 * B. Gelbach and D. L. Miller, <i>Robust inference with multiway clustering</i>, same journal 29,
 * 2011.
 *
 * <p>Time O(n log n + np^2 + mp^3) for n rows, m clusters of any size and p columns, memory 16n +
 * 8mp bytes, for CR2 16mp^2 more, with unequal weights 24mp^2.
 */
public final class ClusterRobust {

  private final double[] coefficients;
  private final List<SumOfSquares> parts;
  private final int clusterCount;
  private final ToDoubleFunction<double[]> degreesOfFreedom;

  private ClusterRobust(
      double[] coefficients,
      List<SumOfSquares> parts,
      int clusterCount,
      ToDoubleFunction<double[]> degreesOfFreedom) {
    this.coefficients = coefficients;
    this.parts = parts;
    this.clusterCount = clusterCount;
    this.degreesOfFreedom = degreesOfFreedom;
  }

  /** A factor times the sum over clusters of the squares of what they add to the coefficients. */
  private record SumOfSquares(double[][] influences, double factor) {

    double variance(double[] contrast) {
      double squares = 0;
      for (double[] influence : influences) {
        double product = dot(contrast, influence);
        squares += product * product;
      }
      return factor * squares;
    }

    double covariance(int i, int j) {
      double products = 0;
      for (double[] influence : influences) {
        products += influence[i] * influence[j];
      }
      return factor * products;
    }

    SumOfSquares negative() {
      return new SumOfSquares(influences, -factor);
    }
  }

  /**
   * Estimates the covariance of a fit's coefficients.
   *
   * @param clusters label of each row's cluster
   */
  public static ClusterRobust of(LeastSquares fit, int[] clusters, ClusterCorrection correction) {
    return oneWay(
        fit, ClusterIndex.of(clusters, fit.rowCount()), correction, WorkingVariance.EQUAL);
  }

  /**
   * Estimates the covariance of a fit's coefficients if rows depend on each other within either of
   * two kinds of clusters, such as physicians and regions.
   *
   * @param first label of each row's cluster of one kind
   * @param second label of each row's cluster of the other kind
   */
  public static ClusterRobust twoWay(
      LeastSquares fit, int[] first, int[] second, ClusterCorrection correction) {
    return twoWay(
        fit,
        ClusterIndex.of(first, fit.rowCount()),
        ClusterIndex.of(second, fit.rowCount()),
        correction,
        WorkingVariance.EQUAL);
  }

  /**
   * Estimates the covariance of the coefficients of a model with log link.
   *
   * @param clusters label of each row's cluster
   */
  public static ClusterRobust of(LogLinkModel model, int[] clusters, ClusterCorrection correction) {
    LeastSquares fit = model.workingFit();
    return oneWay(
        fit, ClusterIndex.of(clusters, fit.rowCount()), correction, WorkingVariance.INVERSE_WEIGHT);
  }

  /**
   * Estimates the covariance of the coefficients of a model with log link, by two kinds of
   * clusters.
   *
   * @param first label of each row's cluster of one kind
   * @param second label of each row's cluster of the other kind
   */
  public static ClusterRobust twoWay(
      LogLinkModel model, int[] first, int[] second, ClusterCorrection correction) {
    LeastSquares fit = model.workingFit();
    return twoWay(
        fit,
        ClusterIndex.of(first, fit.rowCount()),
        ClusterIndex.of(second, fit.rowCount()),
        correction,
        WorkingVariance.INVERSE_WEIGHT);
  }

  private static ClusterRobust twoWay(
      LeastSquares fit,
      ClusterIndex first,
      ClusterIndex second,
      ClusterCorrection correction,
      WorkingVariance variance) {
    int fewer = StrictMath.min(first.count(), second.count());
    return new ClusterRobust(
        fit.coefficients(),
        List.of(
            oneWay(fit, first, correction, variance).parts.get(0),
            oneWay(fit, second, correction, variance).parts.get(0),
            oneWay(fit, first.and(second), correction, variance).parts.get(0).negative()),
        fewer,
        contrast -> fewer - 1);
  }

  private static ClusterRobust oneWay(
      LeastSquares fit,
      ClusterIndex index,
      ClusterCorrection correction,
      WorkingVariance variance) {
    int count = index.count();
    double factor = correction.factor(count, fit.rowCount(), fit.columnCount());
    if (correction == ClusterCorrection.CR2) {
      BiasReduction reduction = BiasReduction.of(fit, index, variance);
      return new ClusterRobust(
          fit.coefficients(),
          List.of(new SumOfSquares(reduction.influences(), factor)),
          count,
          reduction::degreesOfFreedom);
    }
    double[][] influences =
        correction == ClusterCorrection.CR3 ? leftOut(fit, index) : influences(fit, index);
    return new ClusterRobust(
        fit.coefficients(),
        List.of(new SumOfSquares(influences, factor)),
        count,
        contrast -> count - 1);
  }

  /** Returns what each cluster's residuals add to the coefficients. */
  private static double[][] influences(LeastSquares fit, ClusterIndex index) {
    double[][] bread = fit.inverseCrossProduct();
    double[][] influences = scores(fit, index);
    for (int cluster = 0; cluster < influences.length; cluster++) {
      influences[cluster] = product(bread, influences[cluster]);
    }
    return influences;
  }

  /** Returns the sum of weighted residuals times regressors, by cluster. */
  private static double[][] scores(LeastSquares fit, ClusterIndex index) {
    RegressionData data = fit.data();
    double[][] scores = new double[index.count()][data.columnCount()];
    for (int row = 0; row < data.rowCount(); row++) {
      double[] score = scores[index.clusterOf(row)];
      double weighted = data.weight(row) * fit.residual(row);
      for (int column = 0; column < score.length; column++) {
        score[column] += data.value(row, column) * weighted;
      }
    }
    return scores;
  }

  /** Returns by how much the coefficients were other if a cluster were left out (CR3). */
  private static double[][] leftOut(LeastSquares fit, ClusterIndex index) {
    ResidualCovariance model = ResidualCovariance.of(fit, WorkingVariance.INVERSE_WEIGHT);
    RealMatrix identity = MatrixUtils.createRealIdentityMatrix(fit.columnCount());
    int[][] rows = index.rows();
    double[][] influences = new double[rows.length][];
    for (int cluster = 0; cluster < rows.length; cluster++) {
      ClusterSums sums = ClusterSums.of(model, rows[cluster]);
      RealMatrix left = identity.subtract(sums.gram());
      RealMatrix inverse =
          SymmetricMatrix.of(left).map(value -> value < BiasReduction.NOTHING_LEFT ? 0 : 1 / value);
      influences[cluster] = model.design().coefficients(inverse.operate(sums.scores()));
    }
    return influences;
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Returns the coefficient of a column with its robust standard error. */
  public Estimate estimate(int column) {
    double[] contrast = new double[coefficients.length];
    contrast[column] = 1;
    return estimate(contrast);
  }

  /**
   * Returns a combination of coefficients with its robust standard error.
   *
   * @param contrast factor of each coefficient, in column order
   */
  public Estimate estimate(double[] contrast) {
    if (contrast.length != coefficients.length) {
      throw new IllegalArgumentException(
          "Invalid contrast: "
              + contrast.length
              + " factors for "
              + coefficients.length
              + " coefficients");
    }
    double value = dot(contrast, coefficients);
    double variance = 0;
    for (SumOfSquares part : parts) {
      variance += part.variance(contrast);
    }
    double degrees = degreesOfFreedom.applyAsDouble(contrast);
    return variance < 0 || Double.isNaN(degrees)
        ? Estimate.undefined(value)
        : new Estimate(value, StrictMath.sqrt(variance), degrees);
  }

  /** Returns robust standard errors, in column order; NaN if undefined. */
  public double[] standardErrors() {
    double[] errors = new double[coefficients.length];
    for (int column = 0; column < errors.length; column++) {
      errors[column] = estimate(column).standardError();
    }
    return errors;
  }

  /** Returns the covariance of the coefficients, one array per row. */
  public double[][] covariance() {
    double[][] covariance = new double[coefficients.length][coefficients.length];
    for (int i = 0; i < covariance.length; i++) {
      for (int j = 0; j < covariance.length; j++) {
        for (SumOfSquares part : parts) {
          covariance[i][j] += part.covariance(i, j);
        }
      }
    }
    return covariance;
  }

  /** Returns the number of clusters, of the kind with fewer. */
  public int clusterCount() {
    return clusterCount;
  }
}
