package org.claimgraph.publication;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which parts of a total to hide, so that no hidden count can be told from what is left.
 *
 * <p>The units (regions, physicians) part the patients of a total that everybody knows, in several
 * counts at once: of each cohort, of each outcome, and of the differences of those that are nested.
 * A unit is hidden with all its counts or not at all. It must be where one of them is small. Then
 * more are hidden, until there are two or more, and each count adds up over them to 0, or to the
 * minimum and one more for each further unit that has any.
 *
 * <p>Why that is enough: of hidden units everybody knows nothing but that their counts are 0 or
 * more, and their sums. Let one of them have the whole sum of every count, and the others 0. That
 * agrees with everything that is told, also with which counts are part of which, since the
 * differences are counts too; and as there are two units or more, each may be the one, and each may
 * be one of the others. So every hidden count may be 0, and may be its sum, which is 0 or at least
 * the minimum: none is proven to be small, and none is pinned but where all are 0. The further ones
 * are for somebody who knows how many units have any, as from the number of units in a model: let
 * each of the others keep one, of as many of nested cohorts as the numbers ask for; what is left is
 * still the minimum or more. Where all units are hidden they may be too few for that.
 *
 * <p>Units are added greedily: the smallest that is sufficient; if none is, the one that brings
 * most of what is missing. Time O(units x counts) for each unit added.
 */
final class LinkedCounts {

  private final SmallCells cells;
  private final long[][] counts;
  private final boolean[] hidden;
  private final long[] sums;
  private final int[] having;
  private int hiddenUnits;

  private LinkedCounts(SmallCells cells, long[][] counts) {
    this.cells = cells;
    this.counts = counts;
    this.hidden = new boolean[counts.length];
    this.sums = new long[counts.length == 0 ? 0 : counts[0].length];
    this.having = new int[sums.length];
  }

  /**
   * Hides units.
   *
   * @param counts of each unit, units in an order that decides among equals; differences may be
   *     negative where one count is not part of the other
   * @param already units that are hidden whatever their counts
   * @return the units that are hidden; all of them where nothing less is enough
   */
  static boolean[] hide(SmallCells cells, long[][] counts, boolean[] already) {
    LinkedCounts linked = new LinkedCounts(cells, counts);
    for (int unit = 0; unit < counts.length; unit++) {
      if (already[unit] || Arrays.stream(counts[unit]).anyMatch(cells::isSmall)) {
        linked.hide(unit);
      }
    }
    linked.complete();
    return linked.hidden;
  }

  private void hide(int unit) {
    hidden[unit] = true;
    hiddenUnits++;
    for (int k = 0; k < sums.length; k++) {
      sums[k] = Math.addExact(sums[k], counts[unit][k]);
      having[k] += counts[unit][k] == 0 ? 0 : 1;
    }
  }

  private void complete() {
    while (hiddenUnits > 0 && hiddenUnits < counts.length && !isEnough()) {
      int next = smallestSufficient();
      hide(next >= 0 ? next : mostOfWhatIsMissing());
    }
  }

  private boolean isEnough() {
    return hiddenUnits > 1
        && IntStream.range(0, sums.length).allMatch(k -> missing(sums[k], having[k]) == 0);
  }

  /** How much a sum over units is too small, of which so many have any. */
  private long missing(long sum, int having) {
    return sum == 0 ? 0 : Math.max(0, cells.minimum() + having - 1 - Math.abs(sum));
  }

  private int smallestSufficient() {
    int best = -1;
    for (int unit = 0; unit < counts.length; unit++) {
      if (!hidden[unit] && (best < 0 || size(unit) < size(best)) && isSufficient(counts[unit])) {
        best = unit;
      }
    }
    return best;
  }

  private boolean isSufficient(long[] unit) {
    return IntStream.range(0, sums.length)
        .allMatch(k -> missing(sums[k] + unit[k], having[k] + (unit[k] == 0 ? 0 : 1)) == 0);
  }

  private int mostOfWhatIsMissing() {
    int k = 0;
    while (k < sums.length - 1 && missing(sums[k], having[k]) == 0) {
      k++;
    }
    long missing = missing(sums[k], having[k]);
    int best = -1;
    long most = -1;
    for (int unit = 0; unit < counts.length; unit++) {
      if (!hidden[unit]) {
        long brings = counts[unit][k] * Long.signum(sums[k]) - 1;
        brings = Math.min(missing, Math.max(0, brings));
        if (brings > most || brings == most && size(unit) < size(best)) {
          best = unit;
          most = brings;
        }
      }
    }
    return best;
  }

  /** What is lost with a unit. */
  private long size(int unit) {
    long size = 0;
    for (long count : counts[unit]) {
      size += Math.abs(count);
    }
    return size;
  }
}
