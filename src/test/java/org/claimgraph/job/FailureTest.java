package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;
import org.junit.jupiter.api.Test;

class FailureTest {

  private final Throwable failure =
      new IllegalStateException("row P-17", new NumberFormatException("P-17"));

  @Test
  void whatOthersSayOfAValueIsNotTold() {
    assertThat(Failure.describe(failure))
        .isEqualTo(
            "Cannot finish: an unexpected NumberFormatException. Run with --verbose to see where.");
  }

  @Test
  void aTraceTellsEveryExceptionAndPlaceButNoValue() {
    assertThat(Failure.trace(failure))
        .startsWith("java.lang.IllegalStateException\n\tat org.claimgraph.job.FailureTest.")
        .contains(
            "Caused by: java.lang.NumberFormatException\n\tat org.claimgraph.job.FailureTest.")
        .doesNotContain("P-17");
  }

  @Test
  void whatIsMeantForTheUserIsToldHoweverDeepItIs() {
    Throwable told =
        new IllegalStateException(
            "row P-17", new UserException(Fault.INPUT, "Invalid x.", "Mend."));
    assertThat(Failure.describe(told)).isEqualTo("Invalid x. Mend.");
    assertThat(Failure.exitStatus(told)).isEqualTo(3);
  }
}
