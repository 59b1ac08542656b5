package org.claimgraph.publication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which numbers of the referrals of two physicians to tell beside the patients they share.
 *
 * <p>The patients of a window are among those of every longer window of the same direction, and
 * among the shared ones; so are their pairs of encounter days, of which there is one or more for
 * each patient, and some on one day. A number is told only if it is not small and differs from
 * every nested one that is told by nothing small. Longer windows come first, and in each the
 * patients before the pairs, the pairs before those of one day.
 *
 * <p>Why that is enough: told numbers that are nested make a chain, and a hidden one is bounded by
 * two neighbors in it, or by 0. It may be equal to either, and so neither it nor a difference is
 * proven to be small.
 */
final class PairCounts {

  /**
   * One direction of the two in one window.
   *
   * @param forward whether from the lower id to the higher
   * @param pairs null where unknown
   * @param sameDay null where unknown
   */
  record Referral(boolean forward, int window, long patients, Long pairs, Long sameDay) {}

  /** What may be told of a referral. */
  record Told(boolean patients, boolean pairs, boolean sameDay) {

    static final Told NOTHING = new Told(false, false, false);
  }

  private final SmallCells cells;
  private final long sharedPatients;

  /**
   * The rules of two physicians.
   *
   * @param sharedPatients those of the tie; 0 where it is not told
   */
  PairCounts(SmallCells cells, long sharedPatients) {
    this.cells = cells;
    this.sharedPatients = sharedPatients;
  }

  /** What may be told of each referral, in the order given. */
  List<Told> judge(List<Referral> referrals) {
    Told[] told = new Told[referrals.size()];
    for (boolean forward : new boolean[] {true, false}) {
      List<Long> patients = new ArrayList<>(List.of(0L));
      List<Long> pairs = new ArrayList<>(List.of(0L));
      List<Long> sameDays = new ArrayList<>(List.of(0L));
      if (!cells.isSmall(sharedPatients) && sharedPatients > 0) {
        patients.add(sharedPatients);
      }
      List<Integer> longestFirst = new ArrayList<>();
      for (int i = 0; i < told.length; i++) {
        if (referrals.get(i).forward() == forward) {
          longestFirst.add(i);
        }
      }
      longestFirst.sort(Comparator.comparing(i -> -referrals.get(i).window()));
      for (int i : longestFirst) {
        told[i] = judge(referrals.get(i), patients, pairs, sameDays);
      }
    }
    return List.of(told);
  }

  private Told judge(Referral of, List<Long> patients, List<Long> pairs, List<Long> sameDays) {
    if (!fits(of.patients(), patients)) {
      return Told.NOTHING;
    }
    patients.add(of.patients());
    boolean tellPairs =
        of.pairs() != null && fits(of.pairs(), pairs) && !cells.isSmall(of.pairs() - of.patients());
    if (!tellPairs) {
      return new Told(true, false, false);
    }
    pairs.add(of.pairs());
    boolean tellSameDay =
        of.sameDay() != null
            && fits(of.sameDay(), sameDays)
            && !cells.isSmall(of.pairs() - of.sameDay());
    if (tellSameDay) {
      sameDays.add(of.sameDay());
    }
    return new Told(true, true, tellSameDay);
  }

  /** Whether a number may join others that it is nested with, 0 among them. */
  private boolean fits(long count, List<Long> told) {
    return told.stream().noneMatch(other -> cells.isSmall(count - other));
  }
}
