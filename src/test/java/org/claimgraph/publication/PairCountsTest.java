package org.claimgraph.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.claimgraph.publication.PairCounts.Referral;
import org.claimgraph.publication.PairCounts.Told;
import org.junit.jupiter.api.Test;

class PairCountsTest {

  private static final SmallCells CELLS = new SmallCells(11);

  @Test
  void numbersThatAreLargeAndFarApartAreTold() {
    assertThat(told(100, referral(30, 20, 40L, 0L), referral(90, 50, 90L, 11L)))
        .containsExactly(new Told(true, true, true), new Told(true, true, true));
  }

  @Test
  void aWindowNearALongerOneIsWithheld() {
    assertThat(told(100, referral(30, 45, 45L, 0L), referral(90, 50, 90L, 0L)))
        .containsExactly(Told.NOTHING, new Told(true, true, true));
    assertThat(told(100, referral(30, 50, 90L, 0L), referral(90, 50, 90L, 0L)))
        .containsExactly(new Told(true, true, true), new Told(true, true, true));
  }

  @Test
  void aReferralNearTheSharedPatientsIsWithheld() {
    assertThat(told(55, referral(30, 50, 90L, 0L))).containsExactly(Told.NOTHING);
    assertThat(told(50, referral(30, 50, 90L, 0L))).containsExactly(new Told(true, true, true));
    assertThat(told(0, referral(30, 50, 90L, 0L))).containsExactly(new Told(true, true, true));
  }

  @Test
  void pairsThatTellHowFewCameBackAreWithheldAndWithThemTheDaysBetween() {
    assertThat(told(100, referral(30, 20, 22L, 0L))).containsExactly(new Told(true, false, false));
    assertThat(told(100, referral(30, 20, 40L, 3L))).containsExactly(new Told(true, true, false));
    assertThat(told(100, referral(30, 20, 40L, 39L))).containsExactly(new Told(true, true, false));
    assertThat(told(100, referral(30, 20, 40L, 40L))).containsExactly(new Told(true, true, true));
    assertThat(told(100, referral(30, 20, null, null)))
        .containsExactly(new Told(true, false, false));
  }

  /** Of nested numbers, those told; every hidden one may be 0 or large, and so may differences. */
  @Test
  void noToldChainProvesASmallNumber() {
    SplittableRandom random = new SplittableRandom(5);
    int withheld = 0;
    int naive = 0;
    for (int round = 0; round < 2_000; round++) {
      long shared = random.nextLong(60);
      List<Referral> referrals = new ArrayList<>();
      long patients = shared;
      for (int window : new int[] {180, 90, 60, 30}) {
        patients = random.nextInt(3) == 0 ? patients : patients - random.nextLong(patients / 3 + 1);
        referrals.add(new Referral(true, window, patients, null, null));
      }
      List<Told> told = new PairCounts(CELLS, shared >= 11 ? shared : 0).judge(referrals);
      List<Long> chain = new ArrayList<>(shared >= 11 ? List.of(shared) : List.of());
      List<Long> large = new ArrayList<>(chain);
      for (int i = 0; i < 4; i++) {
        if (told.get(i).patients()) {
          chain.add(referrals.get(i).patients());
        } else {
          withheld++;
        }
        if (referrals.get(i).patients() >= 11) {
          large.add(referrals.get(i).patients());
        }
      }
      assertThat(smallDifferences(chain)).isZero();
      naive += smallDifferences(large);
    }
    assertThat(withheld).isGreaterThan(1_000);
    assertThat(naive).isGreaterThan(1_000);
  }

  private static int smallDifferences(List<Long> chain) {
    int small = 0;
    for (long a : chain) {
      for (long b : chain) {
        small += a > b && a - b < 11 ? 1 : 0;
      }
    }
    return small;
  }

  private static List<Told> told(long shared, Referral... referrals) {
    return new PairCounts(CELLS, shared).judge(List.of(referrals));
  }

  private static Referral referral(int window, long patients, Long pairs, Long sameDay) {
    return new Referral(true, window, patients, pairs, sameDay);
  }
}
