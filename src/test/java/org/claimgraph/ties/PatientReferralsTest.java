package org.claimgraph.ties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.claimgraph.config.ReferralConfig;
import org.claimgraph.config.ReferralConfig.Construction;
import org.claimgraph.config.ReferralConfig.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines: window, from, to, pairs, pairs of one day, sum of days, sum of squared days. */
class PatientReferralsTest {

  private static final String TWICE_EACH = "A0 A2 B2 B5";

  static Stream<ReferralConfig> rules() {
    return Stream.of(
        allPairs(1, 4, 9, 40), follow(1, 4, 9, 40), bins(1, 4, 9, 40), hops(1, 4, 9, 40));
  }

  static Stream<ReferralConfig> nestingRules() {
    return Stream.of(allPairs(1, 2, 5, 11, 30), follow(1, 2, 5, 11, 30), hops(1, 2, 5, 11, 30));
  }

  @Test
  void everyPairWithinTheWindowCounts() {
    assertThat(lines(TWICE_EACH, allPairs(2, 3, 5)))
        .containsExactly("2 A B 2 1 2 4", "3 A B 3 1 5 13", "5 A B 4 1 10 38");
  }

  @Test
  void aFollowingPhysicianCountsOnceForEachEvent() {
    assertThat(lines(TWICE_EACH, follow(1, 2, 5)))
        .containsExactly("1 A B 1 1 0 0", "2 A B 2 1 2 4", "5 A B 2 1 2 4");
  }

  @Test
  void aBinLinksFirstDaysOnce() {
    assertThat(lines(TWICE_EACH, bins(2, 3, 5)))
        .containsExactly("2 A B 1 1 0 0", "3 A B 1 0 2 4", "5 A B 1 0 2 4");
  }

  @Test
  void binsEndWhereTheNextBegins() {
    assertThat(lines("A29 B30 A59 B61", bins(30))).containsExactly("30 B A 1 0 29 841");
    assertThat(lines("A0 B40 B61 A70 B119", bins(60)))
        .containsExactly("60 A B 1 0 40 1600", "60 B A 1 0 9 81");
  }

  @Test
  void aHopLeavesFromTheLastOfConsecutiveEvents() {
    assertThat(lines(TWICE_EACH, hops(2, 3, 5)))
        .containsExactly("2 A B 1 1 0 0", "3 A B 1 1 0 0", "5 A B 1 1 0 0");
    assertThat(lines("A0 A4 B9 B10 C12", hops(4, 5)))
        .containsExactly("4 B C 1 0 2 4", "5 A B 1 0 5 25", "5 B C 1 0 2 4");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void thereAndBackAreTwoDirections(ReferralConfig rule) {
    List<String> expected =
        rule.construction() == Construction.BINNING
            ? List.of("40 A B 1 0 10 100")
            : List.of("40 A B 1 0 10 100", "40 B A 1 0 20 400");
    assertThat(lines("A0 B10 A30", rule)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void oneDayGoesFromTheLowerPhysicianToTheHigherOnly(ReferralConfig rule) {
    assertThat(lines("B0 A0", rule))
        .containsExactly("1 A B 1 1 0 0", "4 A B 1 1 0 0", "9 A B 1 1 0 0", "40 A B 1 1 0 0");
  }

  @ParameterizedTest
  @MethodSource("nestingRules")
  void theWindowIncludesItsLastDay(ReferralConfig rule) {
    assertThat(lines("A100 B105", rule))
        .containsExactly("5 A B 1 0 5 25", "11 A B 1 0 5 25", "30 A B 1 0 5 25");
    assertThat(lines("A100 B106", rule)).containsExactly("11 A B 1 0 6 36", "30 A B 1 0 6 36");
  }

  @Test
  void whatFollowsAHigherPhysicianIsNotOfTheSameDay() {
    assertThat(lines("A0 B0 A3", follow(3))).containsExactly("3 A B 1 1 0 0", "3 B A 1 0 3 9");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noPhysicianIsSeenAfterTheSamePhysician(ReferralConfig rule) {
    assertThat(lines("A0 A1 A2 A2", rule)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void agreesWithLookingAtEveryTwoEvents(ReferralConfig rule) {
    for (int seed = 1; seed <= 40; seed++) {
      NaiveReferrals patient =
          NaiveReferrals.random(seed, 1 + seed % 9, 10 * (1 + seed % 6), 4 * seed);
      List<String> expected = patient.lines(rule);
      assertThat(lines(patient, rule)).as("seed %d", seed).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("nestingRules")
  void aLongerWindowNeverCountsLess(ReferralConfig rule) {
    for (int seed = 1; seed <= 20; seed++) {
      NaiveReferrals events = NaiveReferrals.random(seed, 7, 50, 60);
      PatientReferrals patient =
          new PatientReferrals(events.events(), events.physicianCount(), rule);
      for (int from = 0; from < patient.physicianCount(); from++) {
        patient.countFrom(from);
        for (int to = 0; to < patient.physicianCount(); to++) {
          for (int w = 1; w < rule.windows().size(); w++) {
            assertThat(patient.pairs(to, w)).isGreaterThanOrEqualTo(patient.pairs(to, w - 1));
            assertThat(patient.sameDay(to, w)).isEqualTo(patient.sameDay(to, w - 1));
          }
        }
      }
    }
  }

  @Test
  void aPatientOfThousandsOfPhysiciansIsCountedInFull() {
    int n = 3000;
    long[] events = new long[n];
    for (int day = 0; day < n; day++) {
      events[day] = PatientReferrals.event(day, n - 1 - day);
    }
    PatientReferrals patient = new PatientReferrals(events, n, allPairs(30, 180));
    long[] pairs = new long[2];
    for (int from = 0; from < n; from++) {
      patient.countFrom(from);
      for (int to = 0; to < n; to++) {
        pairs[0] += patient.pairs(to, 0);
        pairs[1] += patient.pairs(to, 1);
      }
    }
    assertThat(pairs).containsExactly(30L * n - 30 * 31 / 2, 180L * n - 180 * 181 / 2);
  }

  @Test
  void anOverflowIsAnError() {
    int far = Integer.MAX_VALUE;
    PatientReferrals patient =
        new PatientReferrals(
            new long[] {
              PatientReferrals.event(0, 0),
              PatientReferrals.event(far - 2, 1),
              PatientReferrals.event(far - 1, 1),
              PatientReferrals.event(far, 1)
            },
            2,
            allPairs(far));
    assertThatThrownBy(() -> patient.countFrom(0)).isInstanceOf(ArithmeticException.class);
  }

  private static List<String> lines(String events, ReferralConfig rule) {
    return lines(NaiveReferrals.of(events), rule);
  }

  private static List<String> lines(NaiveReferrals events, ReferralConfig rule) {
    PatientReferrals patient = new PatientReferrals(events.events(), events.physicianCount(), rule);
    List<String> lines = new ArrayList<>();
    for (int w = 0; w < rule.windows().size(); w++) {
      for (int from = 0; from < patient.physicianCount(); from++) {
        patient.countFrom(from);
        for (int to = 0; to < patient.physicianCount(); to++) {
          if (patient.pairs(to, w) > 0) {
            assertThat(patient.leadTo(to)).isTrue();
            lines.add(
                rule.windows().get(w)
                    + " "
                    + NaiveReferrals.letter(from)
                    + " "
                    + NaiveReferrals.letter(to)
                    + " "
                    + patient.pairs(to, w)
                    + " "
                    + patient.sameDay(to, w)
                    + " "
                    + patient.waitDays(to, w)
                    + " "
                    + patient.squaredWaitDays(to, w));
          }
        }
      }
    }
    return lines;
  }

  private static ReferralConfig allPairs(Integer... windows) {
    return new ReferralConfig(List.of(windows), Construction.SLIDING_FRAME, Count.ALL_PAIRS);
  }

  private static ReferralConfig follow(Integer... windows) {
    return new ReferralConfig(List.of(windows), Construction.SLIDING_FRAME, Count.FIRST_FOLLOW);
  }

  private static ReferralConfig bins(Integer... windows) {
    return new ReferralConfig(List.of(windows), Construction.BINNING, Count.ALL_PAIRS);
  }

  private static ReferralConfig hops(Integer... windows) {
    return new ReferralConfig(List.of(windows), Construction.TRACE_ROUTE, Count.ALL_PAIRS);
  }
}
