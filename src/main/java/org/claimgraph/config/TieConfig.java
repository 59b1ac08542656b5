package org.claimgraph.config;

import java.util.List;

/**
 * Rules by which ties are kept; measures are computed for each.
 *
 * @param rules names, each that of a {@link TieRule}
 * @param strongestTies what {@code strongest-Q} does with ties as strong as the last one kept
 * @param strongestCombine how many of its two ends must hold on to a tie under {@code strongest-Q}
 * @param correction how p-values answer for the number of ties tested in the period
 * @param sdsm how the p-value of {@code sdsm-A} is computed
 */
public record TieConfig(
    List<String> rules,
    Ties strongestTies,
    Combine strongestCombine,
    Correction correction,
    Sdsm sdsm) {

  /** Ties as strong as the last one of the strongest. */
  public enum Ties {
    /** All of them are kept, however many: ids, which mean nothing, decide nothing. */
    INCLUDE,
    /** Those with the lower id at the other end come first, so that the number is exact. */
    BREAK
  }

  /** Ends of a tie that hold on to it. */
  public enum Combine {
    UNION,
    INTERSECTION
  }

  /** Correction for multiple testing; the family are all ties of the period. */
  public enum Correction {
    NONE,
    /** Bounds the chance that any tie is kept in error. */
    HOLM,
    /** Bounds the expected share of ties kept in error. */
    BH
  }

  /** Upper tail of the number of shared patients under the stochastic degree sequence model. */
  public enum Sdsm {
    EXACT,
    REFINED_NORMAL
  }

  /** Rules with the default choices. */
  public TieConfig(List<String> rules) {
    this(rules, Ties.INCLUDE, Combine.UNION, Correction.NONE, Sdsm.EXACT);
  }

  static TieConfig read(ConfigReader in, SourceConfig source) {
    TieConfig config =
        new TieConfig(
            in.texts("tie.rules"),
            in.oneOf("tie.strongest.ties", Ties.class),
            in.oneOf("tie.strongest.combine", Combine.class),
            in.oneOf("tie.correction", Correction.class),
            in.oneOf("tie.sdsm", Sdsm.class));
    String rule = "must list some of " + TieRuleForm.all() + ", each once";
    if (config.rules.isEmpty() || config.rules.stream().distinct().count() < config.rules.size()) {
      in.invalid("tie.rules", rule);
    }
    try {
      List<TieRule> parsed = config.parsedRules();
      if (source.isTieList()) {
        parsed.stream().filter(TieRule::needsPatients).forEach(one -> refuseWithTieList(one, in));
      }
    } catch (IllegalArgumentException invalid) {
      in.invalid("tie.rules", rule + ": " + invalid.getMessage());
    }
    return config;
  }

  private static void refuseWithTieList(TieRule rule, ConfigReader in) {
    in.invalid(
        "tie.rules",
        "must not list "
            + rule.name()
            + " with source.format = "
            + SourceConfig.TIE_LIST
            + ": it compares ties with the patients of each physician, which a tie list does not"
            + " tell");
  }

  /** The rules, in their order. */
  public List<TieRule> parsedRules() {
    return rules.stream().map(TieRuleForm::parse).toList();
  }

  /** The rules of one kind, in their order. */
  public <R extends TieRule> List<R> rulesOf(Class<R> kind) {
    return parsedRules().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
