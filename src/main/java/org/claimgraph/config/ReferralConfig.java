package org.claimgraph.config;

import java.io.Serializable;
import java.util.List;

/**
 * Which physician is seen after which.
 *
 * @param windows lengths in days, ascending; none where referrals are not wanted
 * @param construction which two events of a patient make a pair
 * @param count how often the pairs of a sliding frame count; the other constructions have one way
 */
public record ReferralConfig(List<Integer> windows, Construction construction, Count count)
    implements Serializable {

  /** Longest window in days: the longest period is not longer. */
  private static final int LONGEST = 36_600;

  /** Which two events of a patient make a pair. */
  public enum Construction {
    /** Any two within the window. */
    SLIDING_FRAME,
    /** The first ones of two physicians in the same bin of the period. */
    BINNING,
    /** One and the next, within the window. */
    TRACE_ROUTE
  }

  /** How often the pairs of a sliding frame count. */
  public enum Count {
    /** Every pair of events. */
    ALL_PAIRS,
    /** Each event with the first one of the other physician that follows it. */
    FIRST_FOLLOW
  }

  static ReferralConfig read(ConfigReader in) {
    List<String> windows = in.texts("referral.windows");
    boolean valid = windows.stream().allMatch(ReferralConfig::isWindow);
    if (!valid || windows.stream().distinct().count() != windows.size()) {
      in.invalid(
          "referral.windows",
          "must list whole numbers of days from 1 to " + LONGEST + ", each once");
    }
    return new ReferralConfig(
        valid ? windows.stream().map(Integer::valueOf).sorted().toList() : List.of(),
        in.oneOf("referral.construction", Construction.class),
        in.oneOf("referral.count", Count.class));
  }

  private static boolean isWindow(String days) {
    return days.matches("[1-9][0-9]{0,4}") && Integer.parseInt(days) <= LONGEST;
  }
}
