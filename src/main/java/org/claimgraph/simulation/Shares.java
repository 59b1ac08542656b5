package org.claimgraph.simulation;

/** Codes and how often each occurs, e.g. {@code "female 56, male 44"}. */
final class Shares {

  private final String[] codes;
  private final double[] weights;
  private final double total;

  private Shares(String[] codes, double[] weights, double total) {
    this.codes = codes;
    this.weights = weights;
    this.total = total;
  }

  static Shares parse(String text) {
    String[] parts = text.split(", ");
    String[] codes = new String[parts.length];
    double[] weights = new double[parts.length];
    double total = 0;
    for (int i = 0; i < parts.length; i++) {
      int space = parts[i].indexOf(' ');
      codes[i] = parts[i].substring(0, space);
      weights[i] = Double.parseDouble(parts[i].substring(space + 1));
      total += weights[i];
    }
    return new Shares(codes, weights, total);
  }

  String draw(Draws draws) {
    double left = draws.uniform() * total;
    for (int i = 0; i < codes.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return codes[i];
      }
    }
    return codes[codes.length - 1];
  }
}
