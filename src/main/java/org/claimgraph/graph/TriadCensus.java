package org.claimgraph.graph;

import java.util.List;

/**
 * Triad census: how many of all sets of three nodes have each of the 16 forms that edges between
 * three nodes can take.
 *
 * <p>A form is named by its number of mutual, one-way and empty pairs, as in 120; a letter tells
 * forms apart that agree in these. D (down): the one-way edges of 021 and 120 leave the same node,
 * that of 111 enters the mutual pair. U (up): they enter the same node, it leaves the mutual pair.
 * T: transitive. C: a chain or a cycle.
 *
 * <p>Each set with an edge is found from one pair of joined nodes. Those that it shares with a node
 * joined to neither are counted, not visited, and so are sets without edges.
 *
 * <p>Reference: V. Batagelj, A. Mrvar, <i>A subquadratic triad census algorithm for large sparse
 * networks with small maximum degree</i>, Social Networks 23, 2001.
 *
 * <p>Time O(m d) with d the highest number of neighbors, memory O(n + m).
 */
public final class TriadCensus {

  /** The names of the 16 forms, those of fewer edges first. */
  public static final List<String> FORMS = TriadForm.NAMES;

  /** How often edges a to b, b to c and a to c are in a triad of each form. */
  private static final List<Integer> TRANSITIVE =
      List.of(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 2, 1, 3, 6);

  /** How often a cycle of three edges is in a triad of each form. */
  private static final List<Integer> CYCLIC =
      List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2);

  private final long[] counts = new long[FORMS.size()];
  private final JoinedNodes joined;

  /** How each node is joined to the two of the pair visited. */
  private final byte[] toFirst;

  private final byte[] toSecond;

  private TriadCensus(DirectedGraph graph) {
    joined = JoinedNodes.of(graph);
    toFirst = new byte[graph.nodeCount()];
    toSecond = new byte[graph.nodeCount()];
  }

  /**
   * Counts the triads of a graph.
   *
   * @throws ArithmeticException if there are more than a long counts, from about 2.6 million nodes
   *     on
   */
  public static TriadCensus of(DirectedGraph graph) {
    long n = graph.nodeCount();
    long empty = n < 3 ? 0 : Math.multiplyExact(n * (n - 1) / 2, n - 2) / 3;
    TriadCensus census = new TriadCensus(graph);
    for (int first = 0; first < n; first++) {
      census.visit(first);
    }
    for (long count : census.counts) {
      empty -= count;
    }
    census.counts[0] = empty;
    return census;
  }

  /** Returns the number of triads of a form, one of {@link #FORMS}. */
  public long count(String form) {
    return counts[FORMS.indexOf(form)];
  }

  /**
   * Returns the number of ordered triples with edges from a to b, from b to c and from a to c.
   *
   * @throws ArithmeticException if a long does not hold it
   */
  public long transitiveTriples() {
    return sum(TRANSITIVE);
  }

  /**
   * Returns the number of cycles of three edges.
   *
   * @throws ArithmeticException if a long does not hold it
   */
  public long cycles() {
    return sum(CYCLIC);
  }

  private long sum(List<Integer> weights) {
    long sum = 0;
    for (int form = 0; form < counts.length; form++) {
      sum = Math.addExact(sum, Math.multiplyExact(counts[form], weights.get(form)));
    }
    return sum;
  }

  private void visit(int first) {
    joined.mark(first, toFirst);
    for (int at = joined.start(first); at < joined.end(first); at++) {
      if (joined.node(at) > first) {
        visit(first, joined.node(at), joined.pair(at));
      }
    }
    joined.unmark(first, toFirst);
  }

  /** Counts the sets of a joined pair and a third node, each at one of its joined pairs only. */
  private void visit(int first, int second, int pair) {
    joined.mark(second, toSecond);
    long others = toFirst.length - 2L;
    for (int at = joined.start(first); at < joined.end(first); at++) {
      int third = joined.node(at);
      if (third != second) {
        others--;
        if (third > second) {
          counts[TriadForm.of(pair, joined.pair(at), toSecond[third])]++;
        }
      }
    }
    for (int at = joined.start(second); at < joined.end(second); at++) {
      int third = joined.node(at);
      if (third != first && toFirst[third] == TriadForm.EMPTY) {
        others--;
        if (third > first) {
          counts[TriadForm.of(pair, TriadForm.EMPTY, joined.pair(at))]++;
        }
      }
    }
    counts[TriadForm.of(pair, TriadForm.EMPTY, TriadForm.EMPTY)] += others;
    joined.unmark(second, toSecond);
  }
}
