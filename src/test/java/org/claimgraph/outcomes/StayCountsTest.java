package org.claimgraph.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimgraph.outcomes.ReadmissionsTest.stay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.claimgraph.outcomes.SensitiveConditions.Diagnosis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StayCountsTest {

  private static final SensitiveConditions CONDITIONS =
      new SensitiveConditions(
          List.of(
              new Diagnosis("08", "428"), new Diagnosis("05", "493"), new Diagnosis("15", "493")));

  @Test
  void hospitalDaysAreTheSetOfDaysOfAnyStays() {
    SplittableRandom random = new SplittableRandom(5);
    for (int patient = 0; patient < 2_000; patient++) {
      List<HospitalStay> stays = new ArrayList<>();
      Set<Integer> days = new HashSet<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        int admission = random.nextInt(40);
        HospitalStay stay = stay(admission, admission + random.nextInt(8), "H");
        stays.add(stay);
        for (int day = admission; day == admission || day < stay.discharge(); day++) {
          if (day >= 10 && day <= 30) {
            days.add(day);
          }
        }
      }
      stays.sort(
          Comparator.comparingInt(HospitalStay::admission)
              .thenComparingInt(HospitalStay::discharge));
      assertThat(StayCounts.hospitalDays(stays, 10, 30)).isEqualTo(days.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 20, 4, 4",
    "5, 15, 4, 2",
    "5, 15, 3, 2",
    "5, 15, 1, 1",
    "7, 17, 2, 1",
    "25, 45, 4, 1",
    "1, 9, 4, 0",
    "31, 40, 4, 0",
    "12, 12, 1, 1",
    "0, 50, 10, 4",
    "12, 14, 9, 2"
  })
  void icuDaysOfAStayOverTheEdgeAreItsShareRoundedHalfUp(
      int admission, int discharge, int icuDays, long counted) {
    HospitalStay stay = new HospitalStay(admission, discharge, "H", icuDays, null, null, null);
    assertThat(StayCounts.icuDays(List.of(stay), 10, 30)).isEqualTo(counted);
  }

  @Test
  void icuDaysOfStaysThatOverlapAreNoMoreThanDaysInHospital() {
    HospitalStay one = new HospitalStay(10, 14, "H1", 4, null, null, null);
    HospitalStay other = new HospitalStay(12, 15, "H2", 3, null, null, null);
    assertThat(StayCounts.icuDays(List.of(one, other), 1, 30)).isEqualTo(5);
  }

  @Test
  void sensitiveAdmissionsAreEpisodesOfTheWindowByTheDiagnosisTheyBeginWith() {
    assertThat(sensitive(null, told(10, "4280"))).isOne();
    assertThat(sensitive(null, told(10, "4019"))).isZero();
    assertThat(sensitive(null, told(10, null))).isZero();
    assertThat(sensitive(null, told(9, "4280"), told(31, "4280"))).isZero();
    assertThat(sensitive(null, told(10, "4280"), told(12, "4280"))).isOne();
    assertThat(sensitive(null, told(10, "4019"), told(12, "4280"))).isZero();
    assertThat(sensitive(null, told(10, "4280"), told(20, "42823"))).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "4280, 17, false", "4280, 18, true", "4280, , true", "49392, 17, false", "49392, 18, true",
    "49392, 39, true", "49392, 40, true", "49392, , true", "493, 50, true", "49, 50, false"
  })
  void conditionsHaveTheAgesOfTheirIndicators(String code, Integer age, boolean sensitive) {
    assertThat(CONDITIONS.contain(code, age)).isEqualTo(sensitive);
  }

  @Test
  void asthmaOfYoungerAdultsAloneEndsAtForty() {
    SensitiveConditions younger = new SensitiveConditions(List.of(new Diagnosis("15", "493")));
    assertThat(younger.contain("49390", 39)).isTrue();
    assertThat(younger.contain("49390", 40)).isFalse();
    SensitiveConditions older = new SensitiveConditions(List.of(new Diagnosis("05", "493")));
    assertThat(older.contain("49390", 39)).isFalse();
    assertThat(older.contain("49390", 40)).isTrue();
  }

  @Test
  void ageIsThatOfTheDayOfAdmission() {
    int birthday = (int) LocalDate.of(2010, 3, 20).toEpochDay();
    int birth = (int) LocalDate.of(1992, 3, 20).toEpochDay();
    for (int wait = 0; wait < 2; wait++) {
      int day = birthday - 1 + wait;
      StayCounts counts = new StayCounts(null, CONDITIONS);
      List<Episode> episodes = Episode.of(List.of(told(day, "4280")));
      assertThat(counts.sensitiveAdmissions(episodes, 0, day, birth)).isEqualTo(wait);
    }
  }

  /** Two days, of the window from 10 to 30. */
  private static HospitalStay told(int admission, String diagnosis) {
    return new HospitalStay(admission, admission + 2, "H", 0, null, null, diagnosis);
  }

  private static long sensitive(Integer birth, HospitalStay... stays) {
    return new StayCounts(null, CONDITIONS)
        .sensitiveAdmissions(Episode.of(List.of(stays)), 10, 30, birth);
  }
}
