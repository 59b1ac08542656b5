package org.claimgraph.graph;

import java.util.List;

/**
 * The 16 forms that edges between three nodes can take.
 *
 * <p>A form is named by its number of mutual, one-way and empty pairs; a letter tells forms apart
 * that agree in these. D (down): the one-way edges of 021 and 120 leave the same node, that of 111
 * enters the mutual pair. U (up): they enter the same node, it leaves the mutual pair. T:
 * transitive. C: a chain or a cycle.
 *
 * <p>Reference: P. W. Holland, S. Leinhardt, <i>A method for detecting structure in sociometric
 * data</i>, American Journal of Sociology 76, 1970.
 *
 * <p>Time O(1).
 */
final class TriadForm {

  /** Those of fewer edges first. */
  static final List<String> NAMES =
      List.of(
          "003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201",
          "120D", "120U", "120C", "210", "300");

  /** How two nodes are joined; a mutual pair is out and in. */
  static final int EMPTY = 0;

  static final int OUT = 1;
  static final int IN = 2;
  static final int MUTUAL = OUT | IN;

  private static final int[] FORMS = forms();

  private TriadForm() {}

  /**
   * Returns the place in {@link #NAMES} of nodes a, b and c.
   *
   * @param ab how a and b are joined: OUT is an edge from a to b
   * @param ac how a and c are joined
   * @param bc how b and c are joined
   */
  static int of(int ab, int ac, int bc) {
    return FORMS[ab << 4 | ac << 2 | bc];
  }

  private static int[] forms() {
    int[] forms = new int[64];
    for (int pairs = 0; pairs < forms.length; pairs++) {
      forms[pairs] = NAMES.indexOf(name(pairs >> 4, pairs >> 2 & MUTUAL, pairs & MUTUAL));
    }
    return forms;
  }

  private static String name(int ab, int ac, int bc) {
    int mutual = 0;
    int empty = 0;
    for (int pair : new int[] {ab, ac, bc}) {
      mutual += pair == MUTUAL ? 1 : 0;
      empty += pair == EMPTY ? 1 : 0;
    }
    int[][] joined = {
      {EMPTY, ab, ac}, {turned(ab), EMPTY, bc}, {turned(ac), turned(bc), EMPTY},
    };
    String name = "" + mutual + (3 - mutual - empty) + empty;
    return switch (name) {
      case "021", "120" -> name + (hasTwo(OUT, joined) ? "D" : hasTwo(IN, joined) ? "U" : "C");
      case "030" -> name + (hasTwo(OUT, joined) ? "T" : "C");
      case "111" -> name + (entersMutual(joined) ? "D" : "U");
      default -> name;
    };
  }

  private static int turned(int pair) {
    return (pair & OUT) << 1 | (pair & IN) >> 1;
  }

  /** Whether a node is joined to both others the same way. */
  private static boolean hasTwo(int pair, int[][] joined) {
    for (int node = 0; node < 3; node++) {
      if (joined[node][(node + 1) % 3] == pair && joined[node][(node + 2) % 3] == pair) {
        return true;
      }
    }
    return false;
  }

  private static boolean entersMutual(int[][] joined) {
    for (int node = 0; node < 3; node++) {
      int one = joined[node][(node + 1) % 3];
      int other = joined[node][(node + 2) % 3];
      if (one == IN && other == MUTUAL || one == MUTUAL && other == IN) {
        return true;
      }
    }
    return false;
  }
}
