package org.claimgraph.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimgraph.stats.Summary;

/**
 * What was planted, as JSON.
 *
 * <ul>
 *   <li>{@code simulation}: layout, sizes and seed
 *   <li>{@code exposures}: of each network measure how many hospitals have it and every other one
 *       ({@code hospitals}), and its mean and sample standard deviation over these ({@code sd}):
 *       one unit of z
 *   <li>{@code effects}: for each outcome the network measure ({@code exposure}) it goes with, and
 *       the relative change of its expected value per standard deviation of that measure ({@code
 *       effect}, 0.178 for 17.8 percent)
 *   <li>{@code not_planted}: for each other outcome why no effect on it can be found in these files
 *   <li>{@code hospitals}: for each hospital its id and region; the people at home there; the
 *       realized measure, as an analysis of the period 2010Q4 of four quarters finds it with the
 *       default settings in this layout; its z-score; and for each outcome the factor on its
 *       expected value. A measure that is undefined is null. Hospitals that lack a measure which
 *       others have are not standardized: their z-scores are null and their factors 1.
 * </ul>
 */
final class Truth {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Truth() {}

  static byte[] json(
      Nation nation, Layout layout, List<HospitalNetwork> networks, Planting planting) {
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("simulation", sizes(nation.simulation(), layout));
    truth.put("exposures", exposures(planting));
    truth.put("effects", effects(nation.simulation().effects(), planting));
    truth.put("not_planted", notPlanted(layout, planting));
    List<Map<String, Object>> hospitals = new ArrayList<>();
    for (Hospital hospital : nation.hospitals()) {
      hospitals.add(hospital(hospital, networks.get(hospital.number()), planting));
    }
    truth.put("hospitals", hospitals);
    try {
      return JSON.writeValueAsBytes(truth);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, Object> sizes(Simulation simulation, Layout layout) {
    Map<String, Object> sizes = new LinkedHashMap<>();
    sizes.put("layout", layout.label());
    sizes.put("patients", simulation.patients());
    sizes.put("newborns", simulation.people() - simulation.patients());
    sizes.put("hrrs", simulation.hrrs());
    sizes.put("hospitals_per_hrr", simulation.hospitalsPerHrr());
    sizes.put("physicians_per_hospital", simulation.physiciansPerHospital());
    sizes.put("hub_patients", simulation.hubPatients());
    sizes.put("hub_physicians", simulation.hubPhysicians());
    sizes.put("seed", simulation.seed());
    return sizes;
  }

  private static Map<String, Object> exposures(Planting planting) {
    Map<String, Object> exposures = new LinkedHashMap<>();
    for (Outcome.Exposure exposure : Outcome.Exposure.values()) {
      Summary summary = planting.summary(exposure);
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("hospitals", summary.count());
      values.put("mean", orNull(summary.mean()));
      values.put("sd", orNull(summary.standardDeviation()));
      exposures.put(exposure.label(), values);
    }
    return exposures;
  }

  private static Map<String, Object> effects(Effects planted, Planting planting) {
    Map<String, Object> effects = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      if (planting.isPlanted(outcome)) {
        Map<String, Object> effect = new LinkedHashMap<>();
        effect.put("exposure", outcome.exposure().label());
        effect.put("effect", planted.of(outcome));
        effects.put(outcome.label(), effect);
      }
    }
    return effects;
  }

  private static Map<String, Object> notPlanted(Layout layout, Planting planting) {
    Map<String, Object> reasons = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      if (!planting.isPlanted(outcome)) {
        String problem = layout.problem(outcome);
        reasons.put(
            outcome.label(),
            problem == null
                ? outcome.exposure().label() + " does not differ among hospitals"
                : problem);
      }
    }
    return reasons;
  }

  private static Map<String, Object> hospital(
      Hospital hospital, HospitalNetwork network, Planting planting) {
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("hospital", hospital.ccn());
    truth.put("hrr", hospital.hrr());
    truth.put("people", network.people());
    for (Outcome.Exposure exposure : Outcome.Exposure.values()) {
      truth.put(exposure.label(), orNull(network.measure(exposure)));
      truth.put(exposure.label() + "_z", orNull(planting.zScore(exposure, hospital.number())));
    }
    Map<String, Object> factors = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      factors.put(outcome.label(), planting.factor(outcome, hospital.number()));
    }
    truth.put("factors", factors);
    return truth;
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
