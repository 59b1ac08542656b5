package org.claimgraph.association;

import org.claimgraph.config.ModelConfig.Estimand;
import org.claimgraph.config.ModelConfig.Form;

/** Values of an outcome that a model can explain. */
enum OutcomeDomain {
  ANY,
  NOT_NEGATIVE,
  POSITIVE;

  static OutcomeDomain of(Form form, Estimand estimand) {
    return switch (form) {
      case LINEAR, RANDOM_INTERCEPT -> estimand == Estimand.PCT_LOGLINEAR ? POSITIVE : ANY;
      case QUASI_POISSON -> NOT_NEGATIVE;
      case GAMMA -> POSITIVE;
    };
  }

  /** Why a value cannot be explained; null where it can. */
  String reason(double value) {
    if (Double.isNaN(value)) {
      return "no_outcome";
    }
    return switch (this) {
      case ANY -> null;
      case NOT_NEGATIVE -> value < 0 ? "outcome_negative" : null;
      case POSITIVE -> value > 0 ? null : "outcome_not_positive";
    };
  }
}
