package org.claimgraph.graph;

import java.util.Arrays;

/**
 * Eigenvector centrality: a node counts for as much as its neighbors count for, together.
 *
 * <p>It is the positive vector x with A x = λ x, where A is the adjacency matrix of the largest
 * component (of equal ones, the one with the lowest node) and λ its largest eigenvalue, scaled so
 * that the largest value is 1. Weights do not matter. It is not defined for nodes outside that
 * component, nor in a graph without edges.
 *
 * <p>The vector is found when the length of A x - λ x is at most 1e-13 λ of that of x. That leaves
 * an error of 1e-13 λ / (λ - λ2), where λ2 is the second eigenvalue: where two parts of a component
 * hardly touch and are nearly equal, the measure itself says little about which of them is ahead. A
 * component so long and thin that 1000 restarts do not do has no values.
 *
 * <p>Vectors of A, A², ... are kept orthogonal (Lanczos), and the best vector in their span is
 * where the next ones start. Repeated multiplication by A + I would come to the same vector, many
 * multiplications later. Sums are compensated (Kahan), or the rounding of a hub's long row would
 * hide that the vector is found.
 *
 * <p>Reference: P. Bonacich, <i>Factoring and weighting approaches to status scores and clique
 * identification</i>, Journal of Mathematical Sociology 2, 1972; Y. Saad, <i>Numerical Methods for
 * Large Eigenvalue Problems</i>, 2nd ed., SIAM, 2011, chapter 6.
 *
 * <p>Time O(n + m) for each of 20 multiplications a restart, one to three restarts for most graphs;
 * memory 180n bytes.
 */
public final class Eigenvector {

  private static final int VECTORS = 20;
  private static final int MOST_RESTARTS = 1000;
  private static final double PRECISION = 1e-13;

  private final CsrGraph graph;
  private final double[][] basis; // orthonormal
  private final double[] image;

  // A as seen in the basis: a symmetric matrix with nothing but its diagonal and what is beside it.
  private final double[] diagonal = new double[VECTORS];
  private final double[] beside = new double[VECTORS]; // the last one: what leads out of the basis
  private int size;

  private Eigenvector(CsrGraph graph) {
    this.graph = graph;
    basis = new double[VECTORS][graph.nodeCount()];
    image = new double[graph.nodeCount()];
  }

  /** Returns one value in [0, 1] per node, in node order; {@code NaN} where it is not defined. */
  public static double[] of(CsrGraph graph) {
    int[] components = Components.of(graph);
    double[] vector = new double[components.length];
    for (int node = 0; node < vector.length; node++) {
      vector[node] = components[node] == 1 ? 1 : 0;
    }
    boolean found = graph.edgeCount() > 0 && new Eigenvector(graph).improve(vector);
    double largest = largest(vector);
    for (int node = 0; node < vector.length; node++) {
      boolean defined = found && components[node] == 1;
      vector[node] = defined ? Math.abs(vector[node]) / largest : Double.NaN;
    }
    return vector;
  }

  private static double largest(double[] vector) {
    double largest = 0;
    for (double value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** Returns whether the vector has become an eigenvector. */
  private boolean improve(double[] vector) {
    for (int restart = 0; restart <= MOST_RESTARTS; restart++) {
      span(vector);
      if (size == 1) {
        return true;
      }
      combine(ritzVector(), vector);
    }
    return false;
  }

  /** Sets up the basis of a vector and its images; it ends where they lead no further. */
  private void span(double[] vector) {
    size = 0;
    System.arraycopy(vector, 0, image, 0, vector.length);
    double length = Math.sqrt(product(image, image));
    do {
      double[] next = basis[size];
      for (int node = 0; node < next.length; node++) {
        next[node] = image[node] / length;
      }
      multiply(next);
      diagonal[size] = takeBasisOut();
      length = Math.sqrt(product(image, image));
      beside[size] = length;
      size++;
    } while (size < VECTORS && length > PRECISION * diagonal[0]);
  }

  private void multiply(double[] vector) {
    for (int node = 0; node < vector.length; node++) {
      double sum = 0;
      double lost = 0; // what rounding took from the sum
      int end = graph.rowEnd(node);
      for (int at = graph.rowStart(node); at < end; at++) {
        double more = vector[graph.neighbor(at)] - lost;
        double next = sum + more;
        lost = (next - sum) - more;
        sum = next;
      }
      image[node] = sum;
    }
  }

  /** Makes the image orthogonal to the basis; returns what it had of the last vector. */
  private double takeBasisOut() {
    double ofLast = 0;
    for (int at = 0; at <= size; at++) {
      double[] vector = basis[at];
      ofLast = product(vector, image);
      for (int node = 0; node < vector.length; node++) {
        image[node] -= ofLast * vector[node];
      }
    }
    return ofLast;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    double lost = 0; // what rounding took from the sum
    for (int node = 0; node < a.length; node++) {
      double more = a[node] * b[node] - lost;
      double next = sum + more;
      lost = (next - sum) - more;
      sum = next;
    }
    return sum;
  }

  /** Returns the eigenvector of the largest eigenvalue of the small matrix. */
  private double[] ritzVector() {
    double value = ritzValue();
    double[] vector = new double[size];
    double[] pivots = new double[size];
    for (int at = size - 1; at > 0; at--) {
      double below = at == size - 1 ? 0 : beside[at] * beside[at] / pivots[at + 1];
      pivots[at] = value - diagonal[at] - below;
    }
    vector[0] = 1;
    for (int at = 1; at < size; at++) {
      vector[at] = vector[at - 1] * beside[at - 1] / pivots[at];
    }
    return vector;
  }

  /** Returns the least double above all eigenvalues of the small matrix, by halving. */
  private double ritzValue() {
    double low = Double.NEGATIVE_INFINITY;
    double widest = 0;
    for (int at = 0; at < size; at++) {
      low = Math.max(low, diagonal[at]);
      widest = Math.max(widest, beside[at]);
    }
    double high = low + 2 * widest;
    double middle = (low + high) / 2;
    while (low < middle && middle < high) {
      if (isAboveAll(middle)) {
        high = middle;
      } else {
        low = middle;
      }
      middle = (low + high) / 2;
    }
    return high;
  }

  /** A number is above all eigenvalues where elimination, from below, meets positive pivots. */
  private boolean isAboveAll(double value) {
    double pivot = value - diagonal[size - 1];
    for (int at = size - 2; at >= 0 && pivot > 0; at--) {
      pivot = value - diagonal[at] - beside[at] * beside[at] / pivot;
    }
    return pivot > 0;
  }

  private void combine(double[] factors, double[] vector) {
    Arrays.fill(vector, 0);
    for (int at = 0; at < size; at++) {
      for (int node = 0; node < vector.length; node++) {
        vector[node] += factors[at] * basis[at][node];
      }
    }
  }
}
