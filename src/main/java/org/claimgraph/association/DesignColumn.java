package org.claimgraph.association;

import java.util.Arrays;

/** One column of a model beside the intercept. */
final class DesignColumn {

  private final String name;
  private final String term;
  private final double[] values;
  private final DesignColumn factor;

  /**
   * @param name as it stands in {@code analysis.effect.covariates}
   * @param term the exposure or covariate that it belongs to
   */
  DesignColumn(String name, String term, double[] values) {
    this(name, term, values, null);
  }

  private DesignColumn(String name, String term, double[] values, DesignColumn factor) {
    this.name = name;
    this.term = term;
    this.values = values;
    this.factor = factor;
  }

  /** The product with a column of a covariate; it belongs to the same term. */
  DesignColumn times(DesignColumn covariate) {
    double[] products = new double[values.length];
    Arrays.setAll(products, unit -> values[unit] * covariate.values[unit]);
    return new DesignColumn(name + " x " + covariate.name, term, products, covariate);
  }

  /** What a product was multiplied with, which need not be in the model; null if it is none. */
  DesignColumn factor() {
    return factor;
  }

  String name() {
    return name;
  }

  String term() {
    return term;
  }

  double of(int unit) {
    return values[unit];
  }

  boolean has(double value) {
    return Arrays.stream(values).anyMatch(one -> one == value);
  }

  double mean() {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
