package org.claimgraph.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.spark.SparkThrowable;
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
  void aSumThatIsTooGreatIsToldAsOne() {
    assertThat(Failure.describe(new IllegalStateException(new Overflow())))
        .isEqualTo(
            "Cannot finish: a sum is greater than its column holds (ARITHMETIC_OVERFLOW). Look for"
                + " amounts of money, units or days in the source that cannot be true.");
  }

  /** As Spark throws it; its method has another name in Spark 3.5. */
  @SuppressWarnings("deprecation")
  private static final class Overflow extends ArithmeticException implements SparkThrowable {

    private static final long serialVersionUID = 1L;

    public String getCondition() {
      return "ARITHMETIC_OVERFLOW";
    }

    @Override
    public String getErrorClass() {
      return getCondition();
    }
  }

  @Test
  void aFullDiskIsToldAsOneHoweverDeepItIs() {
    assertThat(
            Failure.describe(
                new IllegalStateException("x", new IOException("No space left on device"))))
        .startsWith("Cannot finish: no space is left on the disk of warehouse or on that of");
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
