package org.claimgraph.config;

import java.util.List;
import java.util.Map;

/**
 * How the outcome of a unit is explained.
 *
 * @param form the model
 * @param outcomeValue which value of an outcome is explained
 * @param estimands what is told of each exposure
 * @param weights what a unit counts
 * @param standardErrors how standard errors answer for units of one cluster
 * @param clusters what the clusters are; two of them are crossed
 * @param winsorize lower and upper quantile beyond which exposures are set to them; null for none
 * @param interactions covariates that an exposure is multiplied with for {@link
 *     Estimand#PCT_REF_PROFILE}
 * @param profile values of covariates that it is evaluated at, by name; others are at their mean
 */
public record ModelConfig(
    Form form,
    OutcomeValue outcomeValue,
    List<Estimand> estimands,
    Weights weights,
    StandardErrors standardErrors,
    List<ClusterType> clusters,
    Quantiles winsorize,
    List<String> interactions,
    Map<String, String> profile) {

  /** The value of a profile that stands for the mean over the units. */
  public static final String MEAN = "mean";

  /** The model. */
  public enum Form {
    /** Least squares, of the outcome or its logarithm as the estimand asks. */
    LINEAR,
    /** The same with a random intercept for each cluster, by restricted maximum likelihood. */
    RANDOM_INTERCEPT,
    /** Log link, variance proportional to the mean; the outcome may be 0. */
    QUASI_POISSON,
    /** Log link, variance proportional to the squared mean. */
    GAMMA;

    /** The name in tables and configuration. */
    public String label() {
      return ConfigReader.nameOf(this);
    }

    /** Whether the logarithm of the expected outcome is linear. */
    public boolean hasLogLink() {
      return this == QUASI_POISSON || this == GAMMA;
    }
  }

  /** Which value of the outcome of a region or physician is explained. */
  public enum OutcomeValue {
    /** The mean over its patients. */
    MEAN,
    /** The mean adjusted for who the patients are. */
    ADJUSTED;

    /** The end of the column's name. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** Percent more of the outcome for one standard deviation more of an exposure. */
  public enum Estimand implements Named {
    /** 100 (exp(b) - 1) with b on the log of the outcome, or of the expected outcome. */
    PCT_LOGLINEAR("pct_loglinear"),
    /** 100 b / mean outcome with b on the outcome itself. */
    PCT_OF_MEAN("pct_of_mean"),
    /** Percent of the outcome expected at the reference profile. */
    PCT_REF_PROFILE("pct_ref_profile");

    private final String label;

    Estimand(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** What a unit counts. */
  public enum Weights {
    NONE,
    /** The number of its patients. */
    PATIENTS;

    /** The name in tables and configuration. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** Corrections of cluster-robust standard errors, as the kernels name them. */
  public enum StandardErrors implements Named {
    CR0,
    CR1,
    CR1P,
    CR1S,
    CR2,
    CR3;

    @Override
    public String label() {
      return name();
    }
  }

  /** What may depend on each other. */
  public enum ClusterType {
    /** Units of one hospital referral region. */
    HRR,
    /** Patients of one physician. */
    PHYSICIAN;

    /** The name in tables and configuration. */
    public String label() {
      return ConfigReader.nameOf(this);
    }
  }

  /** Two probabilities, the lower one first. */
  public record Quantiles(double lower, double upper) {

    private static Quantiles parse(List<String> texts) {
      Quantiles quantiles =
          texts.size() == 2
              ? new Quantiles(Double.parseDouble(texts.get(0)), Double.parseDouble(texts.get(1)))
              : new Quantiles(Double.NaN, Double.NaN);
      if (!(quantiles.lower >= 0 && quantiles.lower < quantiles.upper && quantiles.upper <= 1)) {
        throw new IllegalArgumentException("not two probabilities");
      }
      return quantiles;
    }
  }

  static ModelConfig read(ConfigReader in) {
    return new ModelConfig(
        in.oneOf("associate.model", Form.class),
        in.oneOf("associate.outcome-value", OutcomeValue.class),
        in.someOf("associate.estimands", Estimand.class),
        in.oneOf("associate.weights", Weights.class),
        in.oneOf("associate.standard-errors", StandardErrors.class),
        in.someOf("associate.clusters", ClusterType.class),
        winsorize(in),
        in.texts("associate.interactions"),
        in.textsByName("associate.reference-profile"));
  }

  private static Quantiles winsorize(ConfigReader in) {
    List<String> texts = in.texts("associate.winsorize");
    if (texts.isEmpty()) {
      return null;
    }
    try {
      return Quantiles.parse(texts);
    } catch (IllegalArgumentException invalid) {
      in.invalid(
          "associate.winsorize", "must be empty or two probabilities in order, e.g. 0.01,0.99");
      return null;
    }
  }

  /** The same model with other weights and standard errors. */
  ModelConfig with(Weights otherWeights, StandardErrors otherErrors) {
    return new ModelConfig(
        form,
        outcomeValue,
        estimands,
        otherWeights,
        otherErrors,
        clusters,
        winsorize,
        interactions,
        profile);
  }
}
