package org.claimgraph.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void varianceInflationIsWhatTheOtherColumnsTellOfAColumn(long seed) {
    RandomRegression data = new RandomRegression(seed);
    LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
    double[] factors = Diagnostics.varianceInflationFactors(fit);
    assertThat(factors[0]).isNaN();
    for (int column = 1; column < 4; column++) {
      double[] regressor = GoldenRegression.transposed(data.x)[column];
      double[][] others = without(data.x, column);
      double rSquared = LeastSquares.wls(regressor, others, data.weights).rSquared();
      assertThat(factors[column])
          .as("seed %d, column %d", seed, column)
          .isCloseTo(1 / (1 - rSquared), within(1e-9));
    }
  }

  private static double[][] without(double[][] x, int column) {
    return Arrays.stream(x)
        .map(
            row -> {
              double[] rest = new double[row.length - 1];
              System.arraycopy(row, 0, rest, 0, column);
              System.arraycopy(row, column + 1, rest, column, rest.length - column);
              return rest;
            })
        .toArray(double[][]::new);
  }

  @Test
  void withoutAnInterceptColumnsAreComparedWithZero() {
    double[][] x = {{1, 1}, {2, 0}, {0, 2}, {1, 3}};
    LeastSquares fit = LeastSquares.ols(new double[] {1, 2, 2, 4}, x);
    double share = 4 * 4 / (6.0 * 14); // of squared length along the other column
    assertThat(Diagnostics.varianceInflationFactors(fit))
        .containsExactly(new double[] {1 / (1 - share), 1 / (1 - share)}, within(1e-12));
  }

  @Test
  void uncorrelatedColumnsDoNotInflate() {
    double[][] x = LeastSquares.withIntercept(new double[][] {{1, 5}, {1, 7}, {3, 5}, {3, 7}});
    LeastSquares fit = LeastSquares.ols(new double[] {1, 2, 2, 4}, x);
    double[] factors = Diagnostics.varianceInflationFactors(fit);
    assertThat(factors[1]).isCloseTo(1, within(1e-12));
    assertThat(factors[2]).isCloseTo(1, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void leverageIsWhatAnOutcomeAddsToItsOwnFittedValue(long seed) {
    RandomRegression data = new RandomRegression(seed);
    LeastSquares fit = LeastSquares.wls(data.y, data.x, data.weights);
    double[] leverages = Diagnostics.leverages(fit);
    for (int row = 0; row < 200; row += 37) {
      double[] more = data.y.clone();
      more[row] += 1;
      double moved = LeastSquares.wls(more, data.x, data.weights).fittedValues()[row];
      assertThat(leverages[row])
          .as("seed %d, row %d", seed, row)
          .isCloseTo(moved - fit.fittedValues()[row], within(1e-10));
    }
    assertThat(Arrays.stream(leverages).sum()).isCloseTo(4, within(1e-11));
    assertThat(Diagnostics.largestLeverage(fit))
        .isEqualTo(Arrays.stream(leverages).max().getAsDouble());
  }

  @Test
  void rowThatAloneDecidesAColumnHasLeverageOne() {
    double[][] x = {{1, 0}, {1, 0}, {1, 0}, {1, 1}};
    LeastSquares fit = LeastSquares.ols(new double[] {1, 2, 2, 4}, x);
    double third = 1 / 3.0;
    assertThat(Diagnostics.leverages(fit))
        .containsExactly(new double[] {third, third, third, 1}, within(1e-12));
  }
}
