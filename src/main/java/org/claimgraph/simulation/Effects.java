package org.claimgraph.simulation;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;

/**
 * Which effects are planted.
 *
 * @param perDeviation relative change of each outcome for one standard deviation more of its
 *     measure, from -0.5 to 1; outcomes without one do not depend on the network
 */
public record Effects(Map<Outcome, Double> perDeviation) implements Serializable {

  /** No outcome depends on the network. */
  public static final Effects NONE = new Effects(Map.of());

  /** Those of Barnett et al. 2012. */
  public static final Effects USUAL = usual();

  public Effects {
    perDeviation.forEach(
        (outcome, effect) -> {
          if (!(effect >= -0.5 && effect <= 1)) {
            throw new UserException(
                Fault.CONFIGURATION,
                "Invalid effect " + outcome.label() + " = " + effect + ".",
                "Choose a relative change per standard deviation from -0.5 to 1, e.g. 0.178.");
          }
        });
    perDeviation = Map.copyOf(perDeviation);
  }

  private static Effects usual() {
    Map<Outcome, Double> effects = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      effects.put(outcome, outcome.usualEffect());
    }
    return new Effects(effects);
  }

  /** These effects, with others in the place of some. */
  public Effects with(Map<Outcome, Double> others) {
    Map<Outcome, Double> effects = new EnumMap<>(Outcome.class);
    effects.putAll(perDeviation);
    effects.putAll(others);
    return new Effects(effects);
  }

  double of(Outcome outcome) {
    return perDeviation.getOrDefault(outcome, 0.0);
  }
}
