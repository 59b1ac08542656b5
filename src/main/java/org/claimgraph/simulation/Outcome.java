package org.claimgraph.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;

/**
 * What an effect can be planted on, with the network measure it goes with and the usual effect: the
 * percentages in the abstract of Barnett et al., Med Care 50:152, 2012.
 */
public enum Outcome {
  /** All that is paid. */
  SPENDING(Exposure.ADJUSTED_DEGREE_MEDIAN, 0.178),
  /** Days in hospital. */
  HOSPITAL_DAYS(Exposure.ADJUSTED_DEGREE_MEDIAN, 0.174),
  /** Days with a visit to a physician, counted for each physician. */
  PHYSICIAN_VISITS(Exposure.ADJUSTED_DEGREE_MEDIAN, 0.238),
  /** The part of physician visits that goes to medical specialists. */
  MEDICAL_SPECIALIST_VISITS(Exposure.PCP_RELATIVE_CENTRALITY_WINSORIZED, -0.147),
  /** The part of spending that is for imaging. */
  SPENDING_IMAGING(Exposure.PCP_RELATIVE_CENTRALITY_WINSORIZED, -0.092),
  /** The part of spending that is for tests. */
  SPENDING_TESTS(Exposure.PCP_RELATIVE_CENTRALITY_WINSORIZED, -0.129);

  /** A measure of a hospital's network, named as in {@code network.region_measure}. */
  enum Exposure {
    ADJUSTED_DEGREE_MEDIAN(false),
    PCP_RELATIVE_CENTRALITY_WINSORIZED(true);

    private final boolean needsSpecialties;

    Exposure(boolean needsSpecialties) {
      this.needsSpecialties = needsSpecialties;
    }

    /** Whether it is undefined where nobody's specialty is known. */
    boolean needsSpecialties() {
      return needsSpecialties;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Exposure exposure;
  private final double usualEffect;

  Outcome(Exposure exposure, double usualEffect) {
    this.exposure = exposure;
    this.usualEffect = usualEffect;
  }

  /** The outcome of a name such as {@code hospital_days}. */
  public static Outcome named(String label) {
    return Arrays.stream(values())
        .filter(outcome -> outcome.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    Fault.CONFIGURATION,
                    "Unsupported outcome " + label + " of an effect.",
                    "Name one of "
                        + Arrays.stream(values())
                            .map(Outcome::label)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** The name in tables and options. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Exposure exposure() {
    return exposure;
  }

  double usualEffect() {
    return usualEffect;
  }
}
