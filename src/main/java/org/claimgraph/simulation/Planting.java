package org.claimgraph.simulation;

import static org.claimgraph.simulation.Outcome.HOSPITAL_DAYS;
import static org.claimgraph.simulation.Outcome.MEDICAL_SPECIALIST_VISITS;
import static org.claimgraph.simulation.Outcome.PHYSICIAN_VISITS;
import static org.claimgraph.simulation.Outcome.SPENDING;
import static org.claimgraph.simulation.Outcome.SPENDING_IMAGING;
import static org.claimgraph.simulation.Outcome.SPENDING_TESTS;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;
import org.claimgraph.simulation.Outcome.Exposure;
import org.claimgraph.stats.Standardizing;
import org.claimgraph.stats.Summary;

/**
 * Turns the network that the links show into how much care each hospital's people get, so that
 * outcomes go with the network exactly as planted.
 *
 * <p>Write z for a hospital's measure as z-score over the hospitals that an analysis of all
 * measures together has, which are those where every measure is defined that is defined anywhere
 * (mean and sample standard deviation of the realized values; 0 in other hospitals, and where
 * values do not vary), and F_o = (1 + effect_o)^z for the outcome o with its measure. The expected
 * value of every outcome, over the people at home at a hospital, is its national base times F_o.
 * Since the network is realized before outcomes are drawn, F_o is a number, not an estimate:
 * nothing attenuates.
 *
 * <p><b>Visits.</b> Person i sees m_i medical specialists and o_i others, with need s_i &gt;= 1 (
 * {@link Person#need}). The expected visits to each are s_i r and s_i q, with r and q of the home
 * hospital. With M, O the means over the hospital's people of s_i m_i, s_i o_i, with M', O' those
 * of the nation, and R visits for each unit of need,
 *
 * <pre>
 * r = R M' F_medical / M                             so that r M       = R M' F_medical
 * q = R ((M' + O') F_visits - M' F_medical) / O      so that r M + q O = R (M' + O') F_visits
 * </pre>
 *
 * <p>Dividing by M and O takes out what chance did to the circles of a hospital, which also moved
 * its network. Everybody in a circle is visited in every year the person sees, so visits are 1 + a
 * Poisson draw of mean s_i r - 1, which needs r &gt;= 1 and q &gt;= 1: R is the usual number of
 * visits, or more where a hospital needs more.
 *
 * <p><b>Money.</b> Visits V = r M + q O are R (M' + O') F_visits. At each visit images, tests and
 * the visit itself cost in expectation
 *
 * <pre>
 * image   = I F_imaging / F_visits
 * test    = T F_tests / F_visits
 * itself  = (P F_spending - I F_imaging - T F_tests) / F_visits
 * </pre>
 *
 * <p>so that V times each is proportional to F_imaging, F_tests and, added up, F_spending. The
 * number of admissions does not depend on the hospital; their price is proportional to F_spending
 * and their length to F_days, so both hold for any group of people that is chosen by admissions, as
 * those attributed to a hospital are.
 *
 * <p><b>Deviations.</b> Amounts are planted on what is paid; the fixed deductible of a stay makes
 * allowed amounts rise a little less. Nobody has more visits to one physician, or more hospital
 * days, than days left to live in a year. With the usual effects that takes away 0.04 percent of
 * the visits and 0.13 percent of the days of those in hospital in the last year; of those who die
 * in it 0.2 and 0.45 percent in their last two years, 0.4 and 1.2 percent in the year of death.
 */
final class Planting {

  private static final double USUAL_VISITS = 3;
  private static final double VISIT_DOLLARS = 100;
  private static final double IMAGES = 0.12;
  private static final double TESTS = 0.3;
  private static final double STAY_DAYS = 5.5;

  /** R is a little above what is needed, so that no rounding brings r below 1. */
  private static final double MARGIN = 1.001;

  private final Effects effects;
  private final List<HospitalNetwork> networks;
  private final Map<Exposure, Summary> summaries = new EnumMap<>(Exposure.class);
  private final Map<Exposure, double[]> zScores = new EnumMap<>(Exposure.class);
  private final double medicalNeed;
  private final double otherNeed;
  private final double visits;

  /**
   * Plans the care of every hospital.
   *
   * @param networks by number of hospital
   */
  Planting(Effects effects, List<HospitalNetwork> networks) {
    this.effects = effects;
    this.networks = networks;
    standardize();
    double people = networks.stream().mapToLong(HospitalNetwork::people).sum();
    this.medicalNeed = networks.stream().mapToDouble(HospitalNetwork::medicalNeed).sum() / people;
    this.otherNeed = networks.stream().mapToDouble(HospitalNetwork::otherNeed).sum() / people;
    this.visits = visitsForEachUnitOfNeed();
  }

  /** Over the hospitals in which every measure is defined that is defined anywhere. */
  private void standardize() {
    List<Exposure> known =
        Arrays.stream(Exposure.values())
            .filter(exposure -> networks.stream().anyMatch(network -> network.has(exposure)))
            .toList();
    for (Exposure exposure : Exposure.values()) {
      double[] values =
          networks.stream()
              .mapToDouble(
                  network ->
                      known.stream().allMatch(network::has)
                          ? network.measure(exposure)
                          : Double.NaN)
              .toArray();
      summaries.put(exposure, Summary.of(values));
      zScores.put(exposure, zScores(values));
    }
  }

  /** NaN where undefined; everywhere, where values do not vary. */
  private static double[] zScores(double[] values) {
    if (Summary.of(values).standardDeviation() > 0) {
      return Standardizing.of(values).zScores();
    }
    double[] undefined = new double[values.length];
    Arrays.fill(undefined, Double.NaN);
    return undefined;
  }

  /** Of the values that z-scores are taken from. */
  Summary summary(Exposure exposure) {
    return summaries.get(exposure);
  }

  /** Whether the measure that goes with an outcome differs among hospitals. */
  boolean isPlanted(Outcome outcome) {
    return summary(outcome.exposure()).standardDeviation() > 0;
  }

  double zScore(Exposure exposure, int hospital) {
    return zScores.get(exposure)[hospital];
  }

  /** F of an outcome: its expected value relative to that of a hospital with z = 0. */
  double factor(Outcome outcome, int hospital) {
    double z = zScore(outcome.exposure(), hospital);
    return Double.isNaN(z) ? 1 : StrictMath.pow(1 + effects.of(outcome), z);
  }

  private double visitsForEachUnitOfNeed() {
    double needed = USUAL_VISITS;
    for (int hospital = 0; hospital < networks.size(); hospital++) {
      needed = Math.max(needed, MARGIN / medicalPerVisit(hospital));
      needed = Math.max(needed, MARGIN / otherPerVisit(hospital));
    }
    return needed;
  }

  /** r / R; without medical specialists in any circle there is nothing to plant. */
  private double medicalPerVisit(int hospital) {
    HospitalNetwork network = networks.get(hospital);
    return network.medicalNeed() == 0
        ? 1
        : medicalNeed
            * factor(MEDICAL_SPECIALIST_VISITS, hospital)
            / (network.medicalNeed() / network.people());
  }

  /** q / R. */
  private double otherPerVisit(int hospital) {
    HospitalNetwork network = networks.get(hospital);
    if (network.otherNeed() == 0) {
      return 1;
    }
    double medical =
        network.medicalNeed() == 0 ? 0 : medicalNeed * factor(MEDICAL_SPECIALIST_VISITS, hospital);
    double other = (medicalNeed + otherNeed) * factor(PHYSICIAN_VISITS, hospital) - medical;
    if (other <= 0) {
      throw impossible(PHYSICIAN_VISITS, MEDICAL_SPECIALIST_VISITS, hospital);
    }
    return other / (network.otherNeed() / network.people());
  }

  private UserException impossible(Outcome whole, Outcome part, int hospital) {
    return impossible(
        "s " + named(whole) + " and " + named(part), hospital, "the part would exceed the whole");
  }

  private String named(Outcome outcome) {
    return outcome.label() + " = " + effects.of(outcome);
  }

  private static UserException impossible(String effects, int hospital, String why) {
    return new UserException(
        Fault.CONFIGURATION,
        "Cannot plant the effect" + effects + ": at hospital " + (hospital + 1) + " " + why + ".",
        "Choose smaller effects.");
  }

  /** By number of hospital. */
  List<CareLevel> careLevels() {
    return IntStream.range(0, networks.size()).mapToObj(this::careLevel).toList();
  }

  private CareLevel careLevel(int hospital) {
    double visiting = factor(PHYSICIAN_VISITS, hospital);
    double images = IMAGES * factor(SPENDING_IMAGING, hospital) / visiting;
    double tests = TESTS * factor(SPENDING_TESTS, hospital) / visiting;
    double all = VISIT_DOLLARS * factor(SPENDING, hospital) / visiting;
    double itself = all - images * Service.imageDollars() - tests * Service.testDollars();
    if (itself <= 0) {
      throw impossible(SPENDING, SPENDING_IMAGING, hospital);
    }
    double stayDays = STAY_DAYS * factor(HOSPITAL_DAYS, hospital);
    if (stayDays < 1) {
      throw impossible(" " + named(HOSPITAL_DAYS), hospital, "a stay would be shorter than a day");
    }
    return new CareLevel(
        visits * medicalPerVisit(hospital),
        visits * otherPerVisit(hospital),
        itself,
        images,
        tests,
        stayDays,
        factor(SPENDING, hospital));
  }
}
