package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * 60 hospitals in 12 regions and what R (lm, clubSandwich, p.adjust) says of them, read from the
 * files as R printed them.
 */
final class GoldenRegression {

  static final String LOG_OLS = "## OLS log(spend)";
  static final String LOG_WLS = "## WLS weights=npat";
  static final String LINEAR_OLS = "## OLS spend (linear)";
  static final String INTERACTION = "## interaction model";

  static final String RANDOM_INTERCEPT = "## random intercept REML";

  private static final List<String> HEADER =
      List.of("hospital", "hrr", "adjdeg", "pcpc", "beds", "urban", "npat", "spend");

  private final List<String[]> rows = new ArrayList<>();
  private final List<String> expected;

  private GoldenRegression() {
    List<String> data = lines("reg_data.csv");
    assertThat(data.get(0).replace("\"", "").split(",")).containsExactlyElementsOf(HEADER);
    data.subList(1, data.size()).forEach(line -> rows.add(line.split(",")));
    assertThat(rows).hasSize(60);
    expected = lines("reg_expected.txt");
  }

  static GoldenRegression read() {
    return new GoldenRegression();
  }

  private static List<String> lines(String name) {
    try (InputStream in = GoldenRegression.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[] column(String name) {
    int at = HEADER.indexOf(name);
    return rows.stream().mapToDouble(row -> Double.parseDouble(row[at])).toArray();
  }

  int[] clusters() {
    return Arrays.stream(column("hrr")).mapToInt(hrr -> (int) hrr).toArray();
  }

  double[] logSpend() {
    return Arrays.stream(column("spend")).map(StrictMath::log).toArray();
  }

  /** Intercept, zdeg, zpcp, beds, urban. */
  double[][] design() {
    return LeastSquares.withIntercept(
        transposed(zScores("adjdeg"), zScores("pcpc"), column("beds"), column("urban")));
  }

  double[] zScores(String name) {
    return Standardizing.of(column(name)).zScores();
  }

  static double[][] transposed(double[]... columns) {
    double[][] x = new double[columns[0].length][columns.length];
    for (int row = 0; row < x.length; row++) {
      for (int column = 0; column < columns.length; column++) {
        x[row][column] = columns[column][row];
      }
    }
    return x;
  }

  /** The table of coefficients that stands first in a section: estimate, SE, t, p. */
  double[][] modelTable(String section) {
    return table(lineOf(section) + 2, 4);
  }

  /** A table by clubSandwich in a section: estimate, SE, t, degrees of freedom, p. */
  double[][] robustTable(String section, String type) {
    int at = lineOf(section);
    while (!expected.get(at).strip().equals(type)) {
      at++;
    }
    return table(at + 2, 5);
  }

  private double[][] table(int first, int width) {
    double[][] table = new double[5][];
    for (int row = 0; row < table.length; row++) {
      table[row] = numbers(expected.get(first + row));
      assertThat(table[row]).hasSize(width);
    }
    return table;
  }

  /** The numbers in the first line of a section, its title included, that begins so. */
  double[] lineWith(String section, String beginning) {
    return numbers(expected.get(lineWithin(section, beginning)));
  }

  /** The numbers printed two lines below the line that begins so: names stand between. */
  double[] vectorAfter(String section, String beginning) {
    return numbers(expected.get(lineWithin(section, beginning) + 2));
  }

  double[] firstLine() {
    return numbers(expected.get(0));
  }

  double[] interactionEffect() {
    return numbers(expected.get(lineOf(INTERACTION)).split(" = ")[1]);
  }

  /** Estimates and standard errors of the coefficients by lme4. */
  double[][] randomInterceptCoefficients() {
    int at = lineOf(RANDOM_INTERCEPT);
    return new double[][] {numbers(expected.get(at + 2)), numbers(expected.get(at + 4))};
  }

  /** Variances between and within clusters by lme4. */
  double[] randomInterceptVariances() {
    int at = lineOf(RANDOM_INTERCEPT) + 6;
    return new double[] {variance(expected.get(at)), variance(expected.get(at + 1))};
  }

  /** Variance and standard deviation stand last. */
  private static double variance(String line) {
    double[] numbers = numbers(line);
    return numbers[numbers.length - 2];
  }

  /** The numbers in the last line between two words. */
  double[] adjusted(String from, String to) {
    String line = expected.get(expected.size() - 1);
    String rest = line.substring(line.indexOf(from) + from.length());
    int end = to.isEmpty() ? rest.length() : rest.indexOf(to);
    return numbers(rest.substring(0, end).replaceAll("[(),]", " "));
  }

  private int lineWithin(String section, String beginning) {
    int at = lineOf(section);
    while (!expected.get(at).startsWith(beginning)) {
      at++;
    }
    return at;
  }

  private int lineOf(String section) {
    int at = 0;
    while (!expected.get(at).startsWith(section)) {
      at++;
    }
    return at;
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.strip().split("\\s+"))
        .filter(word -> word.matches("-?(\\d+\\.?\\d*|\\.\\d+)(e[-+]\\d+)?"))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** Asserts that numbers agree to a relative 1e-8. */
  static void assertAgree(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("at %d", i).isCloseTo(expected[i], within(tolerance(expected[i])));
    }
  }

  private static double tolerance(double expected) {
    return 1e-8 * Math.abs(expected);
  }

  static double[] row(Estimate estimate) {
    return new double[] {
      estimate.value(),
      estimate.standardError(),
      estimate.t(),
      estimate.degreesOfFreedom(),
      estimate.pValue()
    };
  }
}
