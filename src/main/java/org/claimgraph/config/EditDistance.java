package org.claimgraph.config;

import java.util.Collection;
import java.util.Comparator;

/** Levenshtein distance: the fewest insertions, deletions and changes of one character. */
public final class EditDistance {

  private EditDistance() {}

  /** The one of some names that is nearest to a text, of several the first; none where none is. */
  public static String nearest(String text, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparingInt((String name) -> of(text, name))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("none");
  }

  static int of(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j - 1], row[j]));
      }
    }
    return row[b.length()];
  }
}
