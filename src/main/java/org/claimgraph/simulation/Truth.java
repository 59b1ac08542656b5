package org.claimgraph.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was planted, as JSON.
 *
 * <ul>
 *   <li>{@code simulation}: sizes and seed
 *   <li>{@code effects}: for each outcome the network measure ({@code exposure}) it goes with, and
 *       the relative change of its expected value per standard deviation of that measure ({@code
 *       effect}, 0.178 for 17.8 percent)
 *   <li>{@code hospitals}: for each hospital its id and region; the people at home there; the
 *       realized measure, as an analysis of the period 2010Q4 of four quarters finds it with the
 *       default settings; its z-score; and for each outcome the factor on its expected value. A
 *       measure that is undefined is null, its z-score too, and its factors are 1.
 * </ul>
 */
final class Truth {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Truth() {}

  static byte[] json(Nation nation, List<HospitalNetwork> networks, Planting planting) {
    Simulation simulation = nation.simulation();
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("simulation", sizes(simulation));
    truth.put("effects", effects(simulation.effects()));
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

  private static Map<String, Object> sizes(Simulation simulation) {
    Map<String, Object> sizes = new LinkedHashMap<>();
    sizes.put("patients", simulation.patients());
    sizes.put("hrrs", simulation.hrrs());
    sizes.put("hospitals_per_hrr", simulation.hospitalsPerHrr());
    sizes.put("physicians_per_hospital", simulation.physiciansPerHospital());
    sizes.put("hub_patients", simulation.hubPatients());
    sizes.put("hub_physicians", simulation.hubPhysicians());
    sizes.put("seed", simulation.seed());
    return sizes;
  }

  private static Map<String, Object> effects(Effects planted) {
    Map<String, Object> effects = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      Map<String, Object> effect = new LinkedHashMap<>();
      effect.put("exposure", outcome.exposure().label());
      effect.put("effect", planted.of(outcome));
      effects.put(outcome.label(), effect);
    }
    return effects;
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
