package org.claimgraph.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.claimgraph.config.EncounterConfig.Policy;
import org.claimgraph.config.ModelConfig.ClusterType;
import org.claimgraph.config.ModelConfig.Form;
import org.claimgraph.config.ModelConfig.StandardErrors;
import org.claimgraph.config.ModelConfig.Weights;

/**
 * A study: the association of outcomes with network measures over regions, physicians or patients.
 *
 * @param specification name of the study
 * @param units what is compared
 * @param network kind of region whose networks physicians, and patients, are placed in
 * @param outcomes outcomes explained, without {@code _mean}
 * @param exposures network measures, standardized, all in one model
 * @param covariates further columns held constant: numbers, or categories
 * @param model how outcomes are explained
 * @param minPhysicians regions with fewer physicians are left out
 * @param minPatients regions and physicians with fewer patients are left out
 * @param maxUnits most physicians or patients that a model may have
 * @param confidence level of the intervals, in (0,1)
 * @param sensitivity choices that it is repeated with
 */
public record AssociateConfig(
    String specification,
    List<UnitType> units,
    RegionType network,
    List<String> outcomes,
    List<String> exposures,
    List<String> covariates,
    ModelConfig model,
    int minPhysicians,
    int minPatients,
    int maxUnits,
    double confidence,
    SensitivityConfig sensitivity) {

  static AssociateConfig read(ConfigReader in, TieConfig tie, MeasureConfig measure) {
    AssociateConfig config =
        new AssociateConfig(
            in.text("associate.specification"),
            in.someOf("associate.regions", UnitType.class),
            in.oneOf("associate.network", RegionType.class),
            in.texts("associate.outcomes"),
            in.texts("associate.exposures"),
            in.texts("associate.covariates"),
            ModelConfig.read(in),
            in.intAtLeast("associate.min-physicians", 1),
            in.intAtLeast("associate.min-patients", 1),
            in.intAtLeast("associate.max-units", 1),
            in.share("associate.confidence"),
            SensitivityConfig.read(in, tie));
    config.refuseContradictions(in, measure);
    return config;
  }

  private void refuseContradictions(ConfigReader in, MeasureConfig measure) {
    if (confidence <= 0 || confidence >= 1) {
      in.invalid("associate.confidence", "must lie between 0 and 1");
    }
    if (outcomes.isEmpty() || exposures.isEmpty()) {
      in.invalid("associate.outcomes", "and associate.exposures must not be empty");
    }
    if (units.stream().anyMatch(unit -> !unit.isRegion()) && !measure.regions().contains(network)) {
      in.invalid("associate.network", "must be one of measure.regions");
    }
    if (model.clusters().contains(ClusterType.PHYSICIAN)
        && units.stream().anyMatch(unit -> unit != UnitType.PATIENT)) {
      in.invalid("associate.clusters", "may list physician only for associate.regions = [patient]");
    }
    if (model.weights() == Weights.PATIENTS && units.contains(UnitType.PATIENT)) {
      in.invalid("associate.weights", "must be none where patients are the units");
    }
    if (sensitivity.weights().contains(Weights.PATIENTS) && units.contains(UnitType.PATIENT)) {
      in.invalid("associate.sensitivity.weights", "must be none where patients are the units");
    }
    if (!sensitivity.denominators().isEmpty()) {
      refuseDenominators(in);
    }
    if (model.form() == Form.RANDOM_INTERCEPT && !sensitivity.standardErrors().isEmpty()) {
      in.invalid(
          "associate.sensitivity.standard-errors",
          "must be empty for associate.model = random-intercept, which has its own");
    }
    refuseRepeated(in, "associate.outcomes", outcomes);
    refuseRepeated(in, "associate.exposures", exposures);
    refuseRepeated(in, "associate.covariates", covariates);
  }

  private void refuseDenominators(ConfigReader in) {
    String key = "associate.sensitivity.denominators";
    exposures.stream()
        .filter(Denominator::isAlone)
        .forEach(one -> in.invalid(key, "cannot change " + one + ", which has one of them only"));
    if (Denominator.of(exposures) == null) {
      in.invalid(key, "needs an adjusted degree in associate.exposures, and one denominator there");
    }
  }

  private static void refuseRepeated(ConfigReader in, String key, List<String> names) {
    if (names.stream().distinct().count() < names.size()) {
      in.invalid(key, "must list each name once");
    }
  }

  /**
   * The networks that the study needs, its own first.
   *
   * @param policy {@code encounter.policy}
   */
  public List<NetworkBasis> networks(Policy policy) {
    List<NetworkBasis> networks = new ArrayList<>();
    for (Policy one : withOwn(policy, sensitivity.policies())) {
      for (int sample : withOwn(100, sensitivity.samples())) {
        networks.add(new NetworkBasis(one, sample));
      }
    }
    return networks;
  }

  /**
   * The study on its own networks, or on others, first as it is and then with every combination of
   * other denominators, weights and standard errors. What differs from the study stands in brackets
   * after its name.
   *
   * @param own the networks of the study
   * @param network the networks that its variants stand on
   */
  public List<AssociateConfig> variants(NetworkBasis own, NetworkBasis network) {
    List<AssociateConfig> variants = new ArrayList<>();
    for (Denominator denominator : withOwn(Denominator.of(exposures), sensitivity.denominators())) {
      for (Weights weights : withOwn(model.weights(), sensitivity.weights())) {
        for (StandardErrors errors :
            withOwn(model.standardErrors(), sensitivity.standardErrors())) {
          variants.add(variant(network.choices(own), denominator, weights, errors));
        }
      }
    }
    return variants;
  }

  private static <T> List<T> withOwn(T own, List<T> others) {
    LinkedHashSet<T> all = new LinkedHashSet<>();
    all.add(own);
    all.addAll(others);
    return new ArrayList<>(all);
  }

  private AssociateConfig variant(
      List<String> network, Denominator denominator, Weights weights, StandardErrors errors) {
    List<String> choices = new ArrayList<>();
    if (denominator != Denominator.of(exposures)) {
      choices.add("denominator=" + denominator.label());
    }
    if (weights != model.weights()) {
      choices.add("weights=" + weights.label());
    }
    if (errors != model.standardErrors()) {
      choices.add("standard-errors=" + errors.label());
    }
    choices.addAll(network);
    return new AssociateConfig(
        choices.isEmpty() ? specification : specification + " [" + String.join(", ", choices) + "]",
        units,
        this.network,
        outcomes,
        denominator == Denominator.of(exposures) ? exposures : denominator.in(exposures),
        covariates,
        model.with(weights, errors),
        minPhysicians,
        minPatients,
        maxUnits,
        confidence,
        sensitivity);
  }
}
