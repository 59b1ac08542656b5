package org.claimgraph.association;

import java.util.Arrays;
import java.util.List;
import org.claimgraph.config.AssociateConfig;
import org.claimgraph.config.ModelConfig;
import org.claimgraph.config.ModelConfig.Estimand;
import org.claimgraph.config.ModelConfig.Form;
import org.claimgraph.stats.DependentColumnException;
import org.claimgraph.stats.Estimate;
import org.claimgraph.stats.NoMaximumException;
import org.claimgraph.stats.PercentEffect;

/**
 * One outcome, or its logarithm, on standardized exposures and covariates. A column that follows
 * from earlier ones is left out.
 */
final class Model {

  private final Units units;
  private final Estimand estimand;
  private final AssociateConfig config;
  private final Design design;
  private double[] profile;
  private FittedModel fitted;
  private String problem;

  private Model(Units units, Estimand estimand, AssociateConfig config) {
    this.units = units;
    this.estimand = estimand;
    this.config = config;
    this.design = Design.of(units, config);
    this.problem = unsupported(estimand, config.model());
  }

  /** The model of all exposures for an estimand that needs no interactions. */
  static Model of(Units units, Estimand estimand, AssociateConfig config) {
    Model model = new Model(units, estimand, config);
    model.fit();
    return model;
  }

  /** The model in which one of the exposures is multiplied with covariates. */
  static Model interacting(Units units, String exposure, AssociateConfig config) {
    Model model = new Model(units, Estimand.PCT_REF_PROFILE, config);
    model.design.interact(exposure, config.model().interactions());
    model.fit();
    return model;
  }

  private static String unsupported(Estimand estimand, ModelConfig model) {
    if (model.form().hasLogLink() && estimand != Estimand.PCT_LOGLINEAR) {
      return "a " + model.form().label() + " model has a log link: it tells pct_loglinear alone";
    }
    if (model.form() != Form.RANDOM_INTERCEPT) {
      return null;
    }
    if (estimand == Estimand.PCT_REF_PROFILE) {
      return "a random-intercept model does not tell pct_ref_profile";
    }
    return model.clusters().size() == 1
        ? null
        : "a random-intercept model has one kind of clusters";
  }

  private void fit() {
    double[] y = response();
    while (problem == null && fitted == null) {
      int coefficients = design.size() + 1;
      if (y.length <= coefficients) {
        problem = y.length + " units are too few for " + coefficients + " coefficients";
      } else if (clusters() <= coefficients) {
        problem = clusters() + " clusters are too few for " + coefficients + " coefficients";
      } else if (config.model().form() == Form.RANDOM_INTERCEPT && clusters() == y.length) {
        problem = "a random intercept needs clusters of more than one unit";
      } else if (Arrays.stream(y).distinct().limit(2).count() < 2) {
        problem = "the outcome is equal in all units";
      } else {
        tryFit(y);
      }
    }
    if (problem == null) {
      problem = undefinedPercent();
    }
  }

  private double[] response() {
    double[] y = units.outcomes();
    if (estimand == Estimand.PCT_LOGLINEAR && !config.model().form().hasLogLink()) {
      Arrays.setAll(y, i -> StrictMath.log(y[i]));
    }
    return y;
  }

  private void tryFit(double[] y) {
    try {
      fitted = FittedModel.of(y, design.matrix(), units, config.model());
    } catch (DependentColumnException dependent) {
      design.drop(dependent.column() - 1);
    } catch (NoMaximumException untold) {
      problem = untold.getMessage();
    }
  }

  /** Why there is nothing to take a percentage of; null where there is. */
  private String undefinedPercent() {
    if (estimand == Estimand.PCT_OF_MEAN && !(meanOutcome() > 0)) {
      return "the mean outcome is " + meanOutcome() + ", of which there is no percentage";
    }
    if (estimand == Estimand.PCT_REF_PROFILE) {
      String untold = design.problem(config.model().profile(), config.covariates());
      if (untold != null) {
        return untold;
      }
      profile = design.profile(config.model().profile());
      double expected = referenceOutcome();
      return expected > 0
          ? null
          : "the outcome expected at the reference profile is "
              + expected
              + ", of which there is no percentage";
    }
    return null;
  }

  /** Why nothing can be estimated for an exposure; null where there is an estimate. */
  String problem(String exposure) {
    if (problem != null) {
      return problem;
    }
    return design.place(exposure) >= 0
        ? null
        : exposure
            + " is undefined for too many units, equal for all, or follows from other columns";
  }

  /**
   * What one standard deviation of an exposure adds to the response; at the profile if there is
   * one.
   */
  Estimate estimate(String exposure) {
    return profile == null
        ? fitted.estimate(design.place(exposure) + 1)
        : fitted.estimate(step(exposure));
  }

  /** The same in percent. */
  PercentEffect percent(String exposure) {
    double level = config.confidence();
    return switch (estimand) {
      case PCT_LOGLINEAR -> PercentEffect.ofLogLinear(estimate(exposure), level);
      case PCT_OF_MEAN -> PercentEffect.ofLinear(estimate(exposure), meanOutcome(), level);
      case PCT_REF_PROFILE -> fitted.percent(profile, step(exposure), level);
    };
  }

  private double[] step(String exposure) {
    return design.step(exposure, config.model().profile());
  }

  /** The mean outcome over the units, weighted as the model is. */
  double meanOutcome() {
    double[] outcomes = units.outcomes();
    double[] weights = units.weights(config.model().weights());
    double sum = 0;
    double total = 0;
    for (int unit = 0; unit < outcomes.length; unit++) {
      sum += weights[unit] * outcomes[unit];
      total += weights[unit];
    }
    return sum / total;
  }

  /** The outcome expected at the reference profile; NaN where the estimand needs none. */
  double referenceOutcome() {
    return profile == null ? Double.NaN : fitted.estimate(profile).value();
  }

  /** How an exposure of the model is standardized. */
  Scale scale(String exposure) {
    return design.scale(exposure);
  }

  /** Everything else in the model beside an exposure. */
  List<String> beside(String exposure) {
    return design.beside(exposure);
  }

  Units units() {
    return units;
  }

  /** Clusters of the kind with fewer. */
  long clusters() {
    return config.model().clusters().stream().mapToLong(units::clusterCount).min().orElseThrow();
  }

  /** How well the model fits; null where it was not fitted. */
  FitQuality quality() {
    return fitted == null ? null : fitted.quality();
  }
}
