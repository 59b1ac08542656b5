package org.claimgraph.association;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.ModelConfig.Estimand;
import org.claimgraph.config.ModelConfig.OutcomeValue;
import org.claimgraph.config.UnitType;
import org.claimgraph.stats.MultipleTesting;

/**
 * How outcomes go with network measures over units: for each variant of a study one model of each
 * outcome, one row for each exposure in it and each estimand.
 */
public final class Effects {

  /** Rows of {@code analysis.effect} without period. */
  public static final StructType SCHEMA =
      StructType.fromDDL(
          "cohort STRING, tie_rule STRING, region_type STRING, specification STRING,"
              + " outcome STRING, exposure STRING, estimand STRING, unit_sd DOUBLE,"
              + " estimate DOUBLE, ci_low DOUBLE, ci_high DOUBLE, p DOUBLE, p_holm DOUBLE,"
              + " q_bh DOUBLE, units BIGINT, units_dropped BIGINT, clusters BIGINT, df DOUBLE,"
              + " r_squared DOUBLE, se_type STRING, covariates ARRAY<STRING>, weights STRING,"
              + " note STRING, model STRING, outcome_value STRING, cluster_by STRING,"
              + " denominator STRING, policy STRING, sample_percent INT, confidence DOUBLE,"
              + " coefficient DOUBLE, standard_error DOUBLE, exposure_mean DOUBLE,"
              + " winsorized_low DOUBLE, winsorized_high DOUBLE, mean_outcome DOUBLE,"
              + " reference_outcome DOUBLE, dropped MAP<STRING, BIGINT>,"
              + " adjusted_r_squared DOUBLE, residual_sd DOUBLE, max_vif DOUBLE,"
              + " max_leverage DOUBLE, e_value DOUBLE, e_value_limit DOUBLE");

  private Effects() {}

  /**
   * Estimates variants of a study on the units of one family. Holm and Benjamini-Hochberg values
   * are taken over the outcomes and exposures of a variant, each estimand by itself: several
   * estimands ask the same question.
   *
   * @param rows the units, in any order
   * @param variants the study and its variants, which differ in their specification
   * @return rows in {@link #SCHEMA}, by variant, estimand, outcome and exposure in the order
   *     configured
   */
  public static List<Row> estimate(List<Row> rows, Family family, List<AssociateConfig> variants) {
    Observations all = Observations.of(rows, family.units());
    List<Row> effects = new ArrayList<>();
    for (AssociateConfig variant : variants) {
      requireNumbers(all, "associate.exposures", variant.exposures());
      requireNumbers(all, "associate.outcomes", outcomeColumns(family.units(), variant));
      for (Estimand estimand : variant.model().estimands()) {
        effects.addAll(estimate(all, family, variant, estimand));
      }
    }
    return effects;
  }

  private static void requireNumbers(Observations all, String key, List<String> names) {
    for (String name : names) {
      if (all.variable(name).isCategory()) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Invalid " + key + ": " + name + " holds texts, which have no mean.",
            "Name columns with numbers; categories may be among associate.covariates.");
      }
    }
  }

  private static List<Row> estimate(
      Observations all, Family family, AssociateConfig variant, Estimand estimand) {
    List<Effect> effects = new ArrayList<>();
    for (String outcome : variant.outcomes()) {
      effects.addAll(effects(all, outcome, variant, estimand));
    }
    double[] p = effects.stream().mapToDouble(Effect::p).toArray();
    double[] holm = MultipleTesting.holm(p);
    double[] falseDiscovery = MultipleTesting.benjaminiHochberg(p);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      rows.add(effects.get(i).row(family, variant, holm[i], falseDiscovery[i]));
    }
    return rows;
  }

  private static List<Effect> effects(
      Observations all, String outcome, AssociateConfig variant, Estimand estimand) {
    Units units =
        Units.of(
            all,
            outcomeColumn(outcome, all.type(), variant.model().outcomeValue()),
            OutcomeDomain.of(variant.model().form(), estimand),
            terms(variant),
            variant);
    if (estimand == Estimand.PCT_REF_PROFILE) {
      return variant.exposures().stream()
          .map(one -> new Effect(Model.interacting(units, one, variant), outcome, one, estimand))
          .toList();
    }
    Model model = Model.of(units, estimand, variant);
    return variant.exposures().stream()
        .map(exposure -> new Effect(model, outcome, exposure, estimand))
        .toList();
  }

  private static List<String> terms(AssociateConfig config) {
    return Stream.concat(config.exposures().stream(), config.covariates().stream())
        .distinct()
        .toList();
  }

  /** The columns that hold the outcomes of a study, in their order. */
  static List<String> outcomeColumns(UnitType type, AssociateConfig config) {
    return config.outcomes().stream()
        .map(outcome -> outcomeColumn(outcome, type, config.model().outcomeValue()))
        .toList();
  }

  /** The column that holds an outcome: a patient has a value of its own, others have means. */
  private static String outcomeColumn(String outcome, UnitType type, OutcomeValue value) {
    return type == UnitType.PATIENT ? outcome : outcome + "_" + value.label();
  }
}
