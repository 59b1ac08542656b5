package org.claimgraph.association;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.Denominator;
import org.claimgraph.config.ModelConfig;
import org.claimgraph.config.ModelConfig.ClusterType;
import org.claimgraph.config.ModelConfig.Estimand;
import org.claimgraph.config.ModelConfig.Form;
import org.claimgraph.config.NetworkBasis;
import org.claimgraph.config.UnitType;
import org.claimgraph.stats.Estimate;
import org.claimgraph.stats.PercentEffect;

/**
 * One exposure in one model, as a row of {@code analysis.effect}.
 *
 * @param model the model it is in
 * @param outcome what is explained
 * @param exposure the network measure, attribute of a physician or of peers, or covariate of a
 *     hospital
 * @param estimand what is told of it
 */
record Effect(Model model, String outcome, String exposure, Estimand estimand) {

  /** The p-value of no association; NaN where nothing can be estimated. */
  double p() {
    return isEstimated() ? model.estimate(exposure).pValue() : Double.NaN;
  }

  private boolean isEstimated() {
    return model.problem(exposure) == null;
  }

  private String note() {
    return isEstimated() && Double.isNaN(model.estimate(exposure).standardError())
        ? "the clusters cannot tell a standard error: one of them decides the coefficient alone,"
            + " or two kinds of them contradict each other"
        : model.problem(exposure);
  }

  /**
   * The row.
   *
   * @param holm p by Holm over the family
   * @param falseDiscovery q by Benjamini and Hochberg over the family
   */
  Row row(Family family, AssociateConfig config, double holm, double falseDiscovery) {
    Map<String, Object> values = new HashMap<>();
    putChoices(values, family, config);
    putModel(values);
    if (isEstimated()) {
      putEstimate(values);
    }
    values.put("p", defined(p()));
    values.put("p_holm", defined(holm));
    values.put("q_bh", defined(falseDiscovery));
    return RowFactory.create(Stream.of(Effects.SCHEMA.fieldNames()).map(values::get).toArray());
  }

  private void putChoices(Map<String, Object> values, Family family, AssociateConfig config) {
    ModelConfig choices = config.model();
    Denominator denominator = Denominator.of(config.exposures());
    NetworkBasis network = family.network();
    values.put("cohort", family.cohort());
    values.put("tie_rule", family.tieRule());
    values.put("region_type", family.units().label());
    values.put("specification", config.specification());
    values.put("outcome", outcome);
    values.put("exposure", exposure);
    values.put("estimand", estimand.label());
    values.put("model", choices.form().label());
    values.put(
        "outcome_value",
        family.units() == UnitType.PATIENT ? "person" : choices.outcomeValue().label());
    values.put(
        "se_type",
        choices.form() == Form.RANDOM_INTERCEPT ? "REML" : choices.standardErrors().label());
    values.put(
        "cluster_by", choices.clusters().stream().map(ClusterType::label).collect(joining("+")));
    values.put("weights", choices.weights().label());
    values.put("denominator", denominator == null ? null : denominator.label());
    values.put("policy", network.policy().label());
    values.put("sample_percent", network.samplePercent());
    values.put("confidence", config.confidence());
  }

  private void putModel(Map<String, Object> values) {
    Units units = model.units();
    values.put("units", (long) units.count());
    values.put("units_dropped", units.dropped().values().stream().mapToLong(Long::longValue).sum());
    values.put("dropped", new HashMap<>(units.dropped()));
    values.put("clusters", model.clusters());
    values.put("covariates", model.beside(exposure).toArray(new String[0]));
    values.put("note", note());
  }

  private void putEstimate(Map<String, Object> values) {
    Estimate estimate = model.estimate(exposure);
    PercentEffect percent = model.percent(exposure);
    Scale scale = model.scale(exposure);
    FitQuality fit = model.quality();
    values.put("unit_sd", scale.standardDeviation());
    values.put("exposure_mean", scale.mean());
    values.put("winsorized_low", defined(scale.low()));
    values.put("winsorized_high", defined(scale.high()));
    values.put("coefficient", estimate.value());
    values.put("standard_error", defined(estimate.standardError()));
    values.put("df", defined(estimate.degreesOfFreedom()));
    values.put("estimate", percent.percent());
    values.put("ci_low", defined(percent.lower()));
    values.put("ci_high", defined(percent.upper()));
    values.put("e_value", defined(percent.eValue()));
    values.put("e_value_limit", defined(percent.eValueOfLimit()));
    values.put("mean_outcome", model.meanOutcome());
    values.put("reference_outcome", defined(model.referenceOutcome()));
    values.put("r_squared", defined(fit.rSquared()));
    values.put("adjusted_r_squared", defined(fit.adjustedRSquared()));
    values.put("residual_sd", defined(fit.residualDeviation()));
    values.put("max_vif", defined(fit.maxVif()));
    values.put("max_leverage", defined(fit.maxLeverage()));
  }

  private static Double defined(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
