package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.claimgraph.config.OutcomeConfig.Readmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadmissionsTest {

  private static final Readmission RULES =
      new Readmission(List.of("847"), List.of("V58"), List.of("876"), List.of("29"));

  /** The source is complete up to day 400. */
  private static final Readmissions READMISSIONS = new Readmissions(RULES, 400);

  @ParameterizedTest
  @CsvSource({"106, 1", "135, 1", "136, 0", "200, 0"})
  void theNextEpisodeWithinThirtyDaysOfDischargeCounts(int admission, long count) {
    assertThat(count(stay(100, 105, "H1"), stay(admission, admission + 3, "H1"))).isEqualTo(count);
  }

  @Test
  void aReadmissionIsFollowedItself() {
    assertThat(count(stay(100, 105, "H1"), stay(110, 112, "H1"), stay(130, 131, "H2")))
        .isEqualTo(2);
  }

  @Test
  void aTransferIsNoReadmissionAndTheReceivingStayIsFollowed() {
    assertThat(count(stay(100, 105, "H1"), stay(105, 120, "H2"), stay(145, 146, "H1")))
        .isEqualTo(1);
    assertThat(count(stay(100, 105, "H1"), stay(106, 120, "H2"))).isZero();
  }

  @Test
  void dischargesOutsideOfTheWindowAreNotFollowedAndReadmissionsAfterItCount() {
    HospitalStay again = stay(310, 311, "H1");
    assertThat(READMISSIONS.count(episodes(stay(300, 305, "H1"), again), 305, 305, null)).isOne();
    assertThat(READMISSIONS.count(episodes(stay(300, 305, "H1"), again), 306, 400, null)).isZero();
    assertThat(READMISSIONS.count(episodes(stay(300, 305, "H1"), again), 1, 304, null)).isZero();
  }

  @Test
  void aDischargeWithoutThirtyDaysOfRunOutIsNotFollowedUnlessDeathEndedThem() {
    List<Episode> within = episodes(stay(365, 370, "H1"), stay(375, 376, "H1"));
    List<Episode> beyond = episodes(stay(365, 371, "H1"), stay(375, 376, "H1"));
    assertThat(READMISSIONS.count(within, 1, 400, null)).isOne();
    assertThat(READMISSIONS.count(beyond, 1, 400, null)).isZero();
    assertThat(READMISSIONS.count(beyond, 1, 400, 400)).isOne();
    assertThat(READMISSIONS.count(beyond, 1, 400, 401)).isZero();
  }

  @Test
  void whoDiedOrLeftAgainstAdviceIsNotFollowed() {
    HospitalStay again = stay(110, 112, "H1");
    assertThat(count(told("20", null, null), again)).isZero();
    assertThat(count(told("07", null, null), again)).isZero();
    assertThat(count(told("01", null, null), again)).isOne();
  }

  @Test
  void excludedStaysAreNotFollowedButMayFollow() {
    for (HospitalStay excluded : List.of(told(null, "876", null), told(null, null, "29570"))) {
      assertThat(count(excluded, stay(110, 112, "H1"))).isZero();
      assertThat(count(stay(80, 82, "H1"), excluded)).isOne();
    }
  }

  @Test
  void aPlannedStayIsNoReadmissionAndBlocksALaterOneButIsFollowed() {
    for (HospitalStay planned : List.of(told(null, "847", null), told(null, null, "V5811"))) {
      assertThat(count(stay(90, 92, "H1"), planned)).isZero();
      assertThat(count(stay(90, 92, "H1"), planned, stay(115, 116, "H1"))).isOne();
    }
  }

  private static long count(HospitalStay... stays) {
    return READMISSIONS.count(episodes(stays), 1, 365, null);
  }

  private static List<Episode> episodes(HospitalStay... stays) {
    return Episode.of(List.of(stays));
  }

  static HospitalStay stay(int admission, int discharge, String hospital) {
    return new HospitalStay(admission, discharge, hospital, 0, null, null, null);
  }

  /** From day 100 to 105. */
  private static HospitalStay told(String disposition, String drg, String diagnosis) {
    return new HospitalStay(100, 105, "H1", 0, disposition, drg, diagnosis);
  }
}
