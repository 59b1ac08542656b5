package org.claimgraph.job;

import org.apache.spark.SparkThrowable;
import org.claimgraph.UserException;

/** What to say of an exception: a sentence without stack trace, values or identifiers. */
final class Failure {

  private Failure() {}

  /** The exception meant for the user, however deep Spark wrapped it; null where there is none. */
  static UserException userException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserException told) {
        return told;
      }
    }
    return null;
  }

  /**
   * One sentence or two. Messages of other exceptions may quote values of the data, so only their
   * kind is told.
   */
  static String describe(Throwable failure) {
    if (StopSign.isSeen()) {
      return StopSign.SENTENCE;
    }
    UserException told = userException(failure);
    if (told != null) {
      return told.getMessage();
    }
    if (isDiskFull(failure)) {
      return "Cannot finish: no space is left on the disk of warehouse or on that of"
          + " spark.local.dir. Make room and run again; what was committed before stays.";
    }
    if (condition(root(failure))
        .matches(" \\((NUMERIC_VALUE_OUT_OF_RANGE|ARITHMETIC_OVERFLOW).*")) {
      return "Cannot finish: a sum is greater than its column holds"
          + condition(root(failure))
          + ". Look for amounts of money, units or days in the source that cannot be true.";
    }
    return "Cannot finish: an unexpected "
        + root(failure).getClass().getSimpleName()
        + condition(root(failure))
        + ". Run with --verbose to see where.";
  }

  /** In the words of the operating system, which Spark and Hadoop hand on. */
  private static boolean isDiskFull(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
        return true;
      }
    }
    return false;
  }

  /** What Spark calls the failure, in brackets; empty where it has no name for it. */
  @SuppressWarnings("deprecation") // getCondition() has its place, but not in Spark 3.5
  static String condition(Throwable failure) {
    return failure instanceof SparkThrowable spark && spark.getErrorClass() != null
        ? " (" + spark.getErrorClass() + ")"
        : "";
  }

  /** The cause of all. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * Where it happened: every exception with its frames, but with no message that may quote data.
   */
  static String trace(Throwable failure) {
    StringBuilder trace = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      trace.append(cause == failure ? "" : "Caused by: ").append(cause.getClass().getName());
      trace.append(condition(cause)).append('\n');
      for (StackTraceElement frame : cause.getStackTrace()) {
        trace.append("\tat ").append(frame).append('\n');
      }
    }
    return trace.toString();
  }

  /** The exit status that a scheduler sees. */
  static int exitStatus(Throwable failure) {
    UserException told = userException(failure);
    return told == null ? UserException.Fault.FAILED.exitStatus() : told.exitStatus();
  }
}
