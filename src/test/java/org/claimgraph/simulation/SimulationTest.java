package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;

class SimulationTest {

  @Test
  void sizesFollowTheNumberOfPatients() {
    assertThat(Simulation.usual(4_000, 1))
        .isEqualTo(new Simulation(4_000, 6, 4, 25, 0, 1, 1, Effects.USUAL));
    assertThat(Simulation.usual(1_000_000, 1))
        .isEqualTo(new Simulation(1_000_000, 100, 10, 125, 10, 20, 1, Effects.USUAL));
    assertThat(Simulation.usual(9_999_999, 1))
        .isEqualTo(new Simulation(9_999_999, 306, 10, 150, 99, 61, 1, Effects.USUAL));
  }

  @Test
  void hubPatientsAreAsManyAsAskedFor() {
    for (int hubs : new int[] {0, 1, 3, 99, 100}) {
      Simulation simulation = new Simulation(100, 1, 1, 1, hubs, 0, 1, Effects.NONE);
      assertThat(IntStream.rangeClosed(1, 100).filter(simulation::isHub)).hasSize(hubs);
    }
  }

  @Test
  void refusesNumbersOutOfBoundsAllAtOnce() {
    assertRefused(
        () -> new Simulation(0, 1_000, -1, 10_000, 1, 1_001, 1, Effects.NONE),
        "Invalid simulation: patients = 0 (must be from 1 to 9999999);"
            + " hrrs = 1000 (must be from 1 to 999);"
            + " hospitals per hrr = -1 (must be from 1 to 9999);"
            + " physicians per hospital = 10000 (must be from 1 to 9999);"
            + " hub patients = 1 (must be from 0 to 0);"
            + " hub physicians = 1001 (must be from 0 to 1000)."
            + " Choose numbers within these bounds.");
  }

  @Test
  void refusesMoreHospitalsOrPhysiciansThanThereAreNumbers() {
    assertRefused(
        () -> new Simulation(1, 100, 100, 1, 0, 0, 1, Effects.NONE),
        "Invalid simulation: hospitals in all = 10000 (must be from 1 to 9999)."
            + " Choose numbers within these bounds.");
    assertRefused(
        () -> new Simulation(1, 999, 10, 9_999, 0, 0, 1, Effects.NONE),
        "Invalid simulation: physicians in all = 99890010 (must be from 1 to 9999999)."
            + " Choose numbers within these bounds.");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(UserException.class)
        .hasMessage(message)
        .extracting(thrown -> ((UserException) thrown).exitStatus())
        .isEqualTo(2);
  }
}
