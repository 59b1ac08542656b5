package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.claimgraph.UserException;
import org.claimgraph.stats.Summary;
import org.junit.jupiter.api.Test;

class PlantingTest {

  /** Where both are defined, adjusted degrees of mean 500/3, centralities of mean 1 and SD 0.5. */
  private static final List<HospitalNetwork> NETWORKS =
      List.of(
          new HospitalNetwork(100, 1.5, 10, 12, 31),
          new HospitalNetwork(200, 0.5, 30, 50, 100),
          new HospitalNetwork(300, Double.NaN, 20, 22, 66.5),
          new HospitalNetwork(200, 1, 40, 60, 110.5));

  @Test
  void factorsArePowersOfZScoresAndOneWhereAMeasureIsUndefined() {
    Planting planting = new Planting(Effects.USUAL, NETWORKS);
    double z = -2 / Math.sqrt(3);
    assertThat(planting.zScore(Outcome.Exposure.ADJUSTED_DEGREE_MEDIAN, 0))
        .isCloseTo(z, within(1e-12));
    assertThat(planting.factor(Outcome.SPENDING, 0)).isCloseTo(Math.pow(1.178, z), within(1e-12));
    assertThat(planting.factor(Outcome.SPENDING_TESTS, 0)).isCloseTo(0.871, within(1e-12));
    assertThat(planting.zScore(Outcome.Exposure.PCP_RELATIVE_CENTRALITY_WINSORIZED, 2)).isNaN();
    assertThat(planting.factor(Outcome.SPENDING, 2)).isEqualTo(1);
    assertThat(planting.factor(Outcome.SPENDING_TESTS, 2)).isEqualTo(1);
  }

  @Test
  void zScoresAreTakenOverTheHospitalsThatHaveEveryMeasure() {
    Planting planting = new Planting(Effects.USUAL, NETWORKS);
    Summary degree = planting.summary(Outcome.Exposure.ADJUSTED_DEGREE_MEDIAN);
    assertThat(degree.count()).isEqualTo(3);
    assertThat(degree.mean()).isCloseTo(500.0 / 3, within(1e-12));
    assertThat(degree.standardDeviation()).isCloseTo(100 / Math.sqrt(3), within(1e-12));
    assertThat(planting.zScore(Outcome.Exposure.ADJUSTED_DEGREE_MEDIAN, 2)).isNaN();
    assertThat(planting.summary(Outcome.Exposure.PCP_RELATIVE_CENTRALITY_WINSORIZED))
        .isEqualTo(new Summary(3, 1, 0.5));
  }

  @Test
  void aMeasureThatIsDefinedNowhereTakesNoHospitalFromTheOther() {
    List<HospitalNetwork> withoutSpecialties =
        NETWORKS.stream()
            .map(
                network ->
                    new HospitalNetwork(
                        network.adjustedDegree(),
                        Double.NaN,
                        network.people(),
                        network.medicalNeed(),
                        network.otherNeed()))
            .toList();
    Planting planting = new Planting(Effects.USUAL, withoutSpecialties);
    Summary degree = planting.summary(Outcome.Exposure.ADJUSTED_DEGREE_MEDIAN);
    assertThat(degree.count()).isEqualTo(4);
    assertThat(degree.mean()).isCloseTo(200, within(1e-12));
    assertThat(planting.isPlanted(Outcome.SPENDING)).isTrue();
    assertThat(planting.isPlanted(Outcome.SPENDING_TESTS)).isFalse();
    assertThat(planting.factor(Outcome.SPENDING_TESTS, 0)).isEqualTo(1);
  }

  @Test
  void refusesStaysShorterThanADay() {
    List<HospitalNetwork> networks = new ArrayList<>();
    networks.add(new HospitalNetwork(0, 1, 10, 12, 31));
    for (int i = 0; i < 10; i++) {
      networks.add(new HospitalNetwork(100 + i, i, 10, 12, 31));
    }
    Planting planting =
        new Planting(Effects.NONE.with(Map.of(Outcome.HOSPITAL_DAYS, 0.9)), networks);
    assertThatThrownBy(planting::careLevels)
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot plant the effect hospital_days = 0.9: at hospital 1 a stay would be shorter"
                + " than a day. Choose smaller effects.");
  }

  @Test
  void everyOutcomeIsProportionalToItsFactorInEveryHospital() {
    Planting planting = new Planting(Effects.USUAL, NETWORKS);
    double[] first = perPerson(planting, 0);
    for (int hospital = 1; hospital < NETWORKS.size(); hospital++) {
      double[] found = perPerson(planting, hospital);
      for (Outcome outcome : Outcome.values()) {
        assertThat(found[outcome.ordinal()] / first[outcome.ordinal()])
            .as(outcome.label())
            .isCloseTo(
                planting.factor(outcome, hospital) / planting.factor(outcome, 0), within(1e-9));
      }
    }
  }

  /** Outcomes of one person, spending that of visits, by number of outcome. */
  private static double[] perPerson(Planting planting, int hospital) {
    HospitalNetwork network = NETWORKS.get(hospital);
    CareLevel level = planting.careLevels().get(hospital);
    double medical = level.medicalVisits() * network.medicalNeed() / network.people();
    double visits = medical + level.otherVisits() * network.otherNeed() / network.people();
    double imaging = visits * level.images() * Service.imageDollars();
    double tests = visits * level.tests() * Service.testDollars();
    assertThat(level.stayPrice()).isEqualTo(planting.factor(Outcome.SPENDING, hospital));
    return new double[] {
      visits * level.visitDollars() + imaging + tests,
      level.stayDays(),
      visits,
      medical,
      imaging,
      tests
    };
  }

  @Test
  void everybodyInACircleIsVisitedAtLeastOnce() {
    Map<Outcome, Double> strong =
        Map.of(Outcome.PHYSICIAN_VISITS, 0.8, Outcome.MEDICAL_SPECIALIST_VISITS, -0.4);
    for (CareLevel level : new Planting(new Effects(strong), NETWORKS).careLevels()) {
      assertThat(level.medicalVisits()).isGreaterThanOrEqualTo(1);
      assertThat(level.otherVisits()).isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void withoutEffectsEveryFactorIsOne() {
    Planting planting = new Planting(Effects.NONE, NETWORKS);
    for (Outcome outcome : Outcome.values()) {
      for (int hospital = 0; hospital < NETWORKS.size(); hospital++) {
        assertThat(planting.factor(outcome, hospital)).isEqualTo(1);
      }
    }
  }

  @Test
  void measuresThatAreEqualOrUndefinedEverywhereHaveNoEffect() {
    Planting planting =
        new Planting(
            Effects.USUAL,
            List.of(
                new HospitalNetwork(100, Double.NaN, 10, 12, 31),
                new HospitalNetwork(100, Double.NaN, 10, 0, 31)));
    assertThat(planting.factor(Outcome.SPENDING, 0)).isEqualTo(1);
    assertThat(planting.careLevels())
        .allMatch(level -> level.medicalVisits() >= 1 && level.otherVisits() >= 1);
  }

  @Test
  void refusesAPartThatExceedsTheWhole() {
    Map<Outcome, Double> impossible =
        Map.of(Outcome.PHYSICIAN_VISITS, 1.0, Outcome.MEDICAL_SPECIALIST_VISITS, -0.5);
    HospitalNetwork usual = new HospitalNetwork(300, 1.5, 10, 12, 31);
    List<HospitalNetwork> extreme =
        List.of(new HospitalNetwork(100, 0.1, 10, 12, 31), usual, usual, usual);
    assertThatThrownBy(() -> new Planting(new Effects(impossible), extreme))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot plant the effects physician_visits = 1.0 and medical_specialist_visits = -0.5:"
                + " at hospital 1 the part would exceed the whole. Choose smaller effects.");
  }

  @Test
  void refusesEffectsOutOfBoundsAndOutcomesThatDoNotExist() {
    assertThatThrownBy(() -> new Effects(Map.of(Outcome.SPENDING, 17.8)))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Invalid effect spending = 17.8."
                + " Choose a relative change per standard deviation from -0.5 to 1, e.g. 0.178.");
    assertThatThrownBy(() -> Outcome.named("icu_days"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Unsupported outcome icu_days of an effect. Name one of spending, hospital_days,"
                + " physician_visits, medical_specialist_visits, spending_imaging,"
                + " spending_tests.");
    assertThat(Outcome.named("hospital_days")).isEqualTo(Outcome.HOSPITAL_DAYS);
    assertThat(Effects.NONE.with(Map.of(Outcome.SPENDING, 0.1)))
        .isEqualTo(new Effects(Map.of(Outcome.SPENDING, 0.1)));
  }
}
