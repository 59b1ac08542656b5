package org.claimgraph.config;

import java.util.List;
import org.claimgraph.config.EncounterConfig.Policy;
import org.claimgraph.config.ModelConfig.StandardErrors;
import org.claimgraph.config.ModelConfig.Weights;

/**
 * The choices a study is repeated with, in every combination. An empty list leaves the choice of
 * the study alone.
 *
 * @param tieRules rules of {@code tie.rules} that it is repeated for
 * @param denominators what adjusted degrees are divided by
 * @param weights what a unit counts
 * @param standardErrors corrections of standard errors
 * @param policies which claim lines connect a patient and a physician
 * @param samples percent of the patients that the network is inferred from
 */
public record SensitivityConfig(
    List<String> tieRules,
    List<Denominator> denominators,
    List<Weights> weights,
    List<StandardErrors> standardErrors,
    List<Policy> policies,
    List<Integer> samples) {

  static SensitivityConfig read(ConfigReader in, TieConfig tie) {
    List<String> rules = in.texts("associate.sensitivity.tie-rules");
    if (!tie.rules().containsAll(rules) || rules.stream().distinct().count() < rules.size()) {
      in.invalid("associate.sensitivity.tie-rules", "must list some of tie.rules, each once");
    }
    return new SensitivityConfig(
        rules.isEmpty() ? tie.rules() : rules,
        in.anyOf("associate.sensitivity.denominators", Denominator.class),
        in.anyOf("associate.sensitivity.weights", Weights.class),
        in.anyOf("associate.sensitivity.standard-errors", StandardErrors.class),
        in.anyOf("associate.sensitivity.policies", Policy.class),
        samples(in));
  }

  private static List<Integer> samples(ConfigReader in) {
    List<String> samples = in.texts("associate.sensitivity.samples");
    boolean valid = samples.stream().allMatch(text -> text.matches("[1-9][0-9]?|100"));
    if (!valid || samples.stream().distinct().count() < samples.size()) {
      in.invalid("associate.sensitivity.samples", "must list percents from 1 to 100, each once");
      return List.of();
    }
    return samples.stream().map(Integer::valueOf).toList();
  }
}
