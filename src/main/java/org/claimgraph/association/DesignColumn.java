package org.claimgraph.association;

import java.util.Arrays;

/** One column of a model beside the intercept. */
final class DesignColumn {

  private final String name;
  private final String term;
  private final double[] values;

  /**
   * @param name as it stands in {@code analysis.effect.covariates}
   * @param term the exposure or covariate that it belongs to; null for a product
   */
  DesignColumn(String name, String term, double[] values) {
    this.name = name;
    this.term = term;
    this.values = values;
  }

  /** The product of two columns, which belongs to no term. */
  DesignColumn times(DesignColumn other) {
    double[] products = new double[values.length];
    Arrays.setAll(products, unit -> values[unit] * other.values[unit]);
    return new DesignColumn(product(name, other.name), null, products);
  }

  /** The name of the product of two columns. */
  static String product(String name, String other) {
    return name + " x " + other;
  }

  boolean isProduct() {
    return term == null;
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

  double mean() {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }
}
