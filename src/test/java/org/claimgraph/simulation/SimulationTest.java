package org.claimgraph.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.claimgraph.UserException;
import org.junit.jupiter.api.Test;

class SimulationTest {

  @Test
  void quickStartIsAFewThousandPatientsInSeveralRegions() {
    assertThat(Simulation.QUICK_START).isEqualTo(new Simulation(4_000, 6, 4, 25, 2012));
    assertThat(Simulation.QUICK_START.hospitals()).isEqualTo(24);
  }

  @Test
  void refusesNumbersOutOfBoundsAllAtOnce() {
    assertRefused(
        () -> new Simulation(0, 1_000, -1, 10_000, 1),
        "Invalid simulation: patients = 0 (must be from 1 to 9999999);"
            + " hrrs = 1000 (must be from 1 to 999);"
            + " hospitals per hrr = -1 (must be from 1 to 9999);"
            + " physicians per hospital = 10000 (must be from 1 to 9999)."
            + " Choose numbers within these bounds.");
  }

  @Test
  void refusesMoreHospitalsThanThereAreNumbers() {
    assertRefused(
        () -> new Simulation(1, 100, 100, 1, 1),
        "Invalid simulation: hospitals in all = 10000 (must be from 1 to 9999)."
            + " Choose numbers within these bounds.");
  }

  @Test
  void refusesMorePhysiciansThanAnyNationHas() {
    assertRefused(
        () -> new Simulation(1, 999, 10, 9_999, 1),
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
