package org.claimgraph.graph;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The bipartite configuration model: of all random bipartite graphs with given expected degrees,
 * the one with the largest entropy.
 *
 * <p>An edge between row node i and column node k is there with probability P_ik = x_i y_k / (1 +
 * x_i y_k), independently of all others; x and y are such that the expected degree of every node is
 * its own, with a relative error below 1e-12. Nodes of equal degree have equal x, so nodes come as
 * classes: a degree and how many nodes have it.
 *
 * <p>Where every graph with these degrees has an edge, P is 1, and where none has, P is 0, although
 * no finite x and y say so: nodes tied to everybody or nobody, and more generally where a condition
 * of Gale and Ryser holds with equality. For rows in falling order of degree, if the k first have
 * as many edges as columns can give them, the sum of min(c, k) over column degrees c, then columns
 * of c &gt;= k are tied to all of them and columns of c &lt;= k to none of the others. Every such k
 * parts the rows; in each part the columns between its ends are left, with finite x and y.
 *
 * <p>x and y are the maximum of a concave likelihood in theta = log x and eta = log y, found by
 * Newton's method. Rows do not meet rows in its second derivatives, so each step solves equations
 * for the column classes only, or the row classes where these are fewer. A step in which no theta +
 * eta moves by more than R is shortened to log(1 + R) / R of itself, which makes it converge from
 * anywhere.
 *
 * <p>Reference: F. Saracco, R. Di Clemente, A. Gabrielli, T. Squartini, <i>Randomizing bipartite
 * networks: the case of the World Trade Web</i>, Scientific Reports 5, 2015; H. J. Ryser,
 * <i>Combinatorial properties of matrices of zeros and ones</i>, Canadian Journal of Mathematics 9,
 * 1957; T. Sun and Q. Tran-Dinh, <i>Generalized self-concordant functions</i>, Mathematical
 * Programming 178, 2019.
 *
 * <p>Time O(a b^2) a step for a classes on one side and b, the fewer, on the other, usually 10 to
 * 30 steps; memory 8 (a b + b^2) bytes while fitting, 32 (a + b) bytes fitted.
 */
public final class BipartiteConfigurationModel implements Serializable {

  private static final long serialVersionUID = 1;

  private final Side rows;
  private final Side columns;

  /** For each row class, how many row nodes of higher degree stand before its part. */
  private final long[] partStart;

  /** For each row class, how many row nodes stand before its part and in it. */
  private final long[] partEnd;

  private BipartiteConfigurationModel(Side rows, Side columns) {
    this.rows = rows;
    this.columns = columns;
    this.partStart = new long[rows.classes()];
    this.partEnd = new long[rows.classes()];
  }

  /**
   * Fits the model to degree classes.
   *
   * @param rowDegrees different degrees of row nodes, ascending, at least 0
   * @param rowCounts nodes of each, at least 1
   * @param columnDegrees different degrees of column nodes
   * @param columnCounts nodes of each
   * @throws IllegalArgumentException if no bipartite graph has these degrees
   */
  public static BipartiteConfigurationModel fit(
      long[] rowDegrees, long[] rowCounts, long[] columnDegrees, long[] columnCounts) {
    BipartiteConfigurationModel model =
        new BipartiteConfigurationModel(
            new Side(rowDegrees, rowCounts), new Side(columnDegrees, columnCounts));
    if (model.rows.edges() != model.columns.edges()) {
      throw new IllegalArgumentException(
          "Invalid degrees: rows have "
              + model.rows.edges()
              + " edges and columns "
              + model.columns.edges());
    }
    model.part();
    model.fitParts();
    return model;
  }

  /** Returns the number of row classes; they are numbered by ascending degree. */
  public int rowClasses() {
    return rows.classes();
  }

  /** Returns the number of column classes; they are numbered by ascending degree. */
  public int columnClasses() {
    return columns.classes();
  }

  /** Returns the degree of the nodes of a row class. */
  public long rowDegree(int rowClass) {
    return rows.degrees[rowClass];
  }

  /** Returns the degree of the nodes of a column class. */
  public long columnDegree(int columnClass) {
    return columns.degrees[columnClass];
  }

  /** Returns the number of nodes of a row class. */
  public long rowCount(int rowClass) {
    return rows.counts[rowClass];
  }

  /** Returns the number of nodes of a column class. */
  public long columnCount(int columnClass) {
    return columns.counts[columnClass];
  }

  /**
   * Returns the row class of a degree.
   *
   * @throws IllegalArgumentException if no row has it
   */
  public int rowClassOf(long degree) {
    int at = Arrays.binarySearch(rows.degrees, degree);
    if (at < 0) {
      throw new IllegalArgumentException("Invalid row degree " + degree + ": no row has it");
    }
    return at;
  }

  /** Returns P of a node of a row class and a node of a column class. */
  public double probability(int rowClass, int columnClass) {
    long degree = columns.degrees[columnClass];
    if (degree >= partEnd[rowClass]) {
      return 1;
    }
    return degree > partStart[rowClass]
        ? logistic(rows.logFitness[rowClass] + columns.logFitness[columnClass])
        : 0;
  }

  static double logistic(double logit) {
    if (logit >= 0) {
      return 1 / (1 + StrictMath.exp(-logit));
    }
    double odds = StrictMath.exp(logit);
    return odds / (1 + odds);
  }

  /** Parts the rows, those of high degree first, where a condition of Gale and Ryser is tight. */
  private void part() {
    long before = 0;
    long edges = 0;
    int first = rows.classes() - 1;
    for (int row = first; row >= 0; row--) {
      partStart[row] = partStart[first];
      before += rows.counts[row];
      edges += rows.counts[row] * rows.degrees[row];
      long most = columns.edgesUpTo(before);
      if (edges > most) {
        throw new IllegalArgumentException(
            "Invalid degrees: columns have "
                + most
                + " edges for the "
                + before
                + " rows of highest degree, which need "
                + edges);
      }
      if (edges == most) {
        Arrays.fill(partEnd, row, first + 1, before);
        first = row - 1;
        if (first >= 0) {
          partStart[first] = before;
        }
      }
    }
  }

  private void fitParts() {
    int last = rows.classes() - 1;
    while (last >= 0) {
      int row = last;
      while (row > 0 && partEnd[row - 1] == partEnd[last]) {
        row--;
      }
      int from = columns.firstAbove(partStart[last]);
      int to = columns.firstAbove(partEnd[last] - 1);
      if (from < to) {
        long certain = columns.nodes(to);
        BipartiteFit.fit(
            rows.part(row, last + 1, certain), columns.part(from, to, partStart[last]));
      }
      last = row - 1;
    }
  }

  /** Classes of one side and their fitness, which a fit fills in. */
  static final class Side implements Serializable {

    private static final long serialVersionUID = 1;

    private final long[] degrees;
    private final long[] counts;
    private final double[] logFitness;

    Side(long[] degrees, long[] counts) {
      if (degrees.length != counts.length) {
        throw new IllegalArgumentException(
            "Invalid classes: " + degrees.length + " degrees, " + counts.length + " counts");
      }
      for (int c = 0; c < degrees.length; c++) {
        if (counts[c] < 1 || degrees[c] < 0 || c > 0 && degrees[c] <= degrees[c - 1]) {
          throw new IllegalArgumentException(
              "Invalid class " + c + ": " + counts[c] + " nodes of degree " + degrees[c]);
        }
      }
      this.degrees = degrees.clone();
      this.counts = counts.clone();
      this.logFitness = new double[degrees.length];
    }

    int classes() {
      return degrees.length;
    }

    long edges() {
      return edgesUpTo(Long.MAX_VALUE);
    }

    /** Edges if no node had more than so many. */
    long edgesUpTo(long most) {
      long edges = 0;
      for (int c = 0; c < degrees.length; c++) {
        edges =
            StrictMath.addExact(
                edges, StrictMath.multiplyExact(counts[c], StrictMath.min(degrees[c], most)));
      }
      return edges;
    }

    /** The first class of a degree above one. */
    int firstAbove(long degree) {
      int at = 0;
      while (at < degrees.length && degrees[at] <= degree) {
        at++;
      }
      return at;
    }

    /** Nodes of a class and all above it. */
    long nodes(int from) {
      long nodes = 0;
      for (int c = from; c < counts.length; c++) {
        nodes += counts[c];
      }
      return nodes;
    }

    /** A view on some classes, whose nodes have so many certain edges beside those to be fitted. */
    Part part(int from, int to, long certain) {
      double[] open = new double[to - from];
      double[] nodes = new double[to - from];
      for (int c = from; c < to; c++) {
        open[c - from] = degrees[c] - certain;
        nodes[c - from] = counts[c];
      }
      return new Part(open, nodes, logFitness, from);
    }
  }

  /**
   * Classes to be fitted.
   *
   * @param degrees expected degree of a node of each
   * @param counts nodes of each
   * @param logFitness where the fit goes
   * @param from place of the first class in it
   */
  record Part(double[] degrees, double[] counts, double[] logFitness, int from) {

    int size() {
      return degrees.length;
    }
  }
}
