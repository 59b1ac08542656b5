package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.claimgraph.simulation.Draws.Kind;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private static final int MANY = 100_000;

  @Test
  void dependOnSeedKindAndNumberOnly() {
    double draw = Draws.of(1, Kind.PERSON, 7).uniform();
    assertThat(Draws.of(1, Kind.PERSON, 7).uniform()).isEqualTo(draw);
    assertThat(Draws.of(2, Kind.PERSON, 7).uniform()).isNotEqualTo(draw);
    assertThat(Draws.of(1, Kind.CARE, 7).uniform()).isNotEqualTo(draw);
    assertThat(Draws.of(1, Kind.PERSON, 8).uniform()).isNotEqualTo(draw);
  }

  @Test
  void haveTheMeansTheyPromise() {
    Draws draws = Draws.of(1, Kind.PERSON, 1);
    assertThat(mean(draws::uniform)).isCloseTo(0.5, within(0.01));
    assertThat(mean(draws::exponential)).isCloseTo(1, within(0.02));
    assertThat(mean(draws::normal)).isCloseTo(0, within(0.02));
    assertThat(mean(() -> StrictMath.pow(draws.normal(), 2))).isCloseTo(1, within(0.03));
    assertThat(mean(() -> draws.logNormal(0.5))).isCloseTo(1, within(0.02));
    assertThat(mean(() -> draws.poisson(3.5))).isCloseTo(3.5, within(0.05));
    assertThat(mean(() -> draws.poisson(70.5))).isCloseTo(70.5, within(0.2));
    assertThat(mean(() -> draws.pareto(3))).isCloseTo(1.5, within(0.02));
    assertThat(mean(() -> draws.popular(1_000))).isCloseTo(249.5, within(3.0));
    assertThat(mean(() -> draws.round(2.3))).isCloseTo(2.3, within(0.02));
    assertThat(mean(() -> draws.below(5))).isCloseTo(2, within(0.05));
  }

  @Test
  void firstDrawsOfNeighborsAreUnrelated() {
    double[] firsts = new double[MANY];
    for (int number = 0; number < MANY; number++) {
      firsts[number] = Draws.of(1, Kind.PERSON, number).uniform() - 0.5;
    }
    double product = 0;
    for (int number = 1; number < MANY; number++) {
      product += 12 * firsts[number] * firsts[number - 1];
    }
    assertThat(product / MANY).isCloseTo(0, within(0.02));
  }

  @Test
  void sharesComeOutAsWritten() {
    Draws draws = Draws.of(1, Kind.PERSON, 1);
    Shares shares = Shares.parse("female 56, male 44");
    assertThat(mean(() -> shares.draw(draws).equals("female") ? 1 : 0))
        .isCloseTo(0.56, within(0.01));
  }

  private static double mean(DoubleSupplier draw) {
    return DoubleStream.generate(draw).limit(MANY).average().orElseThrow();
  }
}
