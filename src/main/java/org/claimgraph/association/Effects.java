package org.claimgraph.association;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.RegionType;
import org.claimgraph.stats.Estimate;
import org.claimgraph.stats.MultipleTesting;
import org.claimgraph.stats.PercentEffect;

/**
 * How outcomes go with network measures over regions: one model for each outcome, cohort, tie rule
 * and kind of region, one row for each exposure in it.
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
              + " note STRING");

  private Effects() {}

  /**
   * Refuses names that no region has, so that a misspelt one is not taken for an unknown value.
   *
   * @param regions rows of {@code analysis.network_outcome} of one period
   * @throws UserException naming the first such name
   */
  public static void requireKnown(Dataset<Row> regions, AssociateConfig config) {
    Set<String> known = new TreeSet<>(List.of(regions.columns()));
    regions
        .selectExpr("explode(map_keys(covariates))")
        .distinct()
        .collectAsList()
        .forEach(row -> known.add(row.getString(0)));
    requireKnown(known, "associate.exposures", config.exposures());
    requireKnown(known, "associate.covariates", config.covariates());
    requireKnown(
        known,
        "associate.outcomes",
        config.outcomes().stream().map(outcome -> outcome + "_mean").toList());
  }

  private static void requireKnown(Set<String> known, String key, List<String> names) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserException(
            UserException.Fault.CONFIGURATION,
            "Invalid "
                + key
                + ": "
                + name
                + " is neither a column of analysis.network_outcome nor a covariate of a hospital.",
            "DESCRIBE analysis.network_outcome lists the columns.");
      }
    }
  }

  /**
   * Estimates every effect of one family: one cohort, tie rule and kind of region. Holm and
   * Benjamini-Hochberg values are taken over the outcomes and exposures of the family.
   *
   * @param regions rows of {@code analysis.network_outcome} of the family, in any order
   * @return rows in {@link #SCHEMA}, by outcome and exposure in the order configured
   */
  public static List<Row> estimate(
      List<Row> regions,
      String cohort,
      String tieRule,
      RegionType regionType,
      AssociateConfig config) {
    List<Row> ordered =
        regions.stream()
            .sorted(Comparator.comparing(row -> row.<String>getAs("region_id")))
            .toList();
    List<Finding> findings = new ArrayList<>();
    for (String outcome : config.outcomes()) {
      findings.addAll(findings(ordered, outcome, config));
    }
    double[] p = findings.stream().mapToDouble(Finding::p).toArray();
    double[] holm = MultipleTesting.holm(p);
    double[] falseDiscovery = MultipleTesting.benjaminiHochberg(p);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      rows.add(
          findings
              .get(i)
              .row(cohort, tieRule, regionType.label(), config, holm[i], falseDiscovery[i]));
    }
    return rows;
  }

  private static List<Finding> findings(List<Row> regions, String outcome, AssociateConfig config) {
    List<String> wanted = new ArrayList<>(config.exposures());
    config.covariates().stream().filter(name -> !wanted.contains(name)).forEach(wanted::add);
    String mean = outcome + "_mean";
    Units units = Units.of(regions, mean, wanted, config);
    Model model = Model.of(units, mean, config);
    long dropped = regions.size() - model.units();
    return config.exposures().stream()
        .map(exposure -> new Finding(model, outcome, exposure, dropped))
        .toList();
  }

  /** One exposure in one model. */
  private record Finding(Model model, String outcome, String exposure, long dropped) {

    private boolean isEstimated() {
      return model.problem(exposure) == null;
    }

    double p() {
      return isEstimated() ? model.estimate(exposure).pValue() : Double.NaN;
    }

    Row row(
        String cohort,
        String tieRule,
        String regionType,
        AssociateConfig config,
        double holm,
        double falseDiscovery) {
      Estimate estimate = isEstimated() ? model.estimate(exposure) : null;
      PercentEffect effect =
          estimate == null ? null : PercentEffect.ofLogLinear(estimate, config.confidence());
      return RowFactory.create(
          cohort,
          tieRule,
          regionType,
          config.specification(),
          outcome,
          exposure,
          "pct_loglinear",
          estimate == null ? null : model.deviation(exposure),
          effect == null ? null : effect.percent(),
          effect == null ? null : effect.lower(),
          effect == null ? null : effect.upper(),
          orNull(p()),
          orNull(holm),
          orNull(falseDiscovery),
          model.units(),
          dropped,
          model.clusters(),
          estimate == null ? null : estimate.degreesOfFreedom(),
          estimate == null ? null : orNull(model.rSquared()),
          "CR1",
          model.beside(exposure).toArray(new String[0]),
          "none",
          model.problem(exposure));
    }

    private static Double orNull(double value) {
      return Double.isNaN(value) ? null : value;
    }
  }
}
