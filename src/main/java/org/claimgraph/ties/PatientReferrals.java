package org.claimgraph.ties;

import java.util.Arrays;
import org.claimgraph.config.ReferralConfig;
import org.claimgraph.config.ReferralConfig.Count;

/**
 * Which physicians one patient sees after which, and after how many days: the kernel of {@code
 * network.referral}.
 *
 * <p>An event is a physician and a day. Events stand in the order of days and, on one day, in the
 * order of physicians; <i>after</i> always means this order. So two events of one day are a pair
 * from the lower physician to the higher, and never the other way. With the gap of an event i of
 * physician a and an event j of another physician b after it, day(j) - day(i), the pair counts from
 * a to b in a window of W days
 *
 * <ul>
 *   <li>sliding frame, all pairs: where the gap is at most W;
 *   <li>sliding frame, first follow: where, besides, j is the first event of b after i;
 *   <li>binning: where i and j are the first events of a and b in one bin; bins are W days long and
 *       the first one begins on day 0;
 *   <li>trace route: where j is the very next event after i and the gap is at most W. Of
 *       consecutive events of one physician, the gap counts from the last.
 * </ul>
 *
 * <p>The pairs of one physician are counted at a time, so that a patient of very many physicians
 * needs little memory. Sliding frame: Zand et al., PLoS ONE 12:e0175876, 2017, and CMS, Physician
 * Shared Patient Patterns; trace route: DocGraph Hop Teaming.
 *
 * <p>Time O(events x events within the longest window or bin + physicians squared), for each
 * window; memory O(events + physicians x windows).
 */
final class PatientReferrals {

  private final ReferralConfig config;
  private final int[] windows;
  private final int[] days;
  private final int[] physicians;

  /** The event before of the same physician, for each event; -1 for the first. */
  private final int[] previous;

  /** The last event of each physician; -1 without any. */
  private final int[] last;

  // Of the pairs from one physician, by physician and window.
  private final long[] pairs;
  private final long[] sameDay;
  private final long[] waitDays;
  private final long[] squaredWaitDays;

  /**
   * Prepares the events of a patient.
   *
   * @param events distinct {@link #event}s in ascending order
   * @param physicianCount physicians are 0 to physicianCount - 1
   */
  PatientReferrals(long[] events, int physicianCount, ReferralConfig config) {
    this.config = config;
    windows = config.windows().stream().mapToInt(Integer::intValue).toArray();
    days = new int[events.length];
    physicians = new int[events.length];
    previous = new int[events.length];
    last = new int[physicianCount];
    Arrays.fill(last, -1);
    for (int i = 0; i < events.length; i++) {
      days[i] = (int) (events[i] >> Integer.SIZE);
      physicians[i] = (int) events[i];
      previous[i] = last[physicians[i]];
      last[physicians[i]] = i;
    }
    int cells = Math.multiplyExact(physicianCount, windows.length);
    pairs = new long[cells];
    sameDay = new long[cells];
    waitDays = new long[cells];
    squaredWaitDays = new long[cells];
  }

  /** A day of the period, from 0, and a physician as one number, in the order of events. */
  static long event(int day, int physician) {
    return (long) day << Integer.SIZE | physician;
  }

  int physicianCount() {
    return last.length;
  }

  /** Counts the pairs from one physician; what was counted before is forgotten. */
  void countFrom(int physician) {
    Arrays.fill(pairs, 0);
    Arrays.fill(sameDay, 0);
    Arrays.fill(waitDays, 0);
    Arrays.fill(squaredWaitDays, 0);
    for (int w = 0; w < windows.length; w++) {
      for (int i = last[physician]; i >= 0; i = previous[i]) {
        for (int j = i + 1; j < days.length && reaches(i, j, windows[w]); j++) {
          if (physicians[j] != physician && counts(i, j, windows[w])) {
            add(cell(physicians[j], w), days[j] - days[i]);
          }
        }
      }
    }
  }

  /** Whether j, and all events between i and j, are near enough to i. */
  private boolean reaches(int i, int j, int window) {
    return switch (config.construction()) {
      case SLIDING_FRAME -> days[j] - days[i] <= window;
      case BINNING -> bin(i, window) == bin(j, window);
      case TRACE_ROUTE -> j == i + 1 && days[j] - days[i] <= window;
    };
  }

  private boolean counts(int i, int j, int window) {
    return switch (config.construction()) {
      case SLIDING_FRAME -> config.count() == Count.ALL_PAIRS || previous[j] < i;
      case BINNING -> isFirstOfBin(i, window) && isFirstOfBin(j, window);
      case TRACE_ROUTE -> true;
    };
  }

  private boolean isFirstOfBin(int i, int window) {
    return previous[i] < 0 || bin(previous[i], window) < bin(i, window);
  }

  private int bin(int i, int window) {
    return days[i] / window;
  }

  private void add(int cell, int gap) {
    pairs[cell]++;
    sameDay[cell] += gap == 0 ? 1 : 0;
    waitDays[cell] = Math.addExact(waitDays[cell], gap);
    squaredWaitDays[cell] = Math.addExact(squaredWaitDays[cell], (long) gap * gap);
  }

  private int cell(int to, int w) {
    return to * windows.length + w;
  }

  /** Whether any pair leads to a physician, in any window. */
  boolean leadTo(int physician) {
    for (int w = 0; w < windows.length; w++) {
      if (pairs(physician, w) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Pairs to a physician within the w-th window. */
  long pairs(int to, int w) {
    return pairs[cell(to, w)];
  }

  /** Of the pairs, those of one day. */
  long sameDay(int to, int w) {
    return sameDay[cell(to, w)];
  }

  /** The sum of their gaps in days. */
  long waitDays(int to, int w) {
    return waitDays[cell(to, w)];
  }

  /** The sum of the squares of their gaps. */
  long squaredWaitDays(int to, int w) {
    return squaredWaitDays[cell(to, w)];
  }
}
