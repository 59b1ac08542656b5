package org.claimgraph;

/**
 * Something the person running a job can mend: a setting, a file, a table. Told in two sentences on
 * stderr, without a stack trace.
 *
 * <p>The problem says what, with the value, and why; the remedy says what to do. Neither ever holds
 * a patient identifier.
 */
public final class UserException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What a scheduler learns from the exit status. */
  public enum Fault {
    /** The job failed while running. */
    FAILED(1),
    /** Arguments or configuration cannot be used. */
    CONFIGURATION(2),
    /** The input was rejected: wrong layout, no usable row, too many rejected rows. */
    INPUT(3),
    /** Another run holds the same period. */
    BUSY(4),
    /** Published data do not match their fingerprint. */
    CORRUPT(5);

    private final int exitStatus;

    Fault(int exitStatus) {
      this.exitStatus = exitStatus;
    }

    public int exitStatus() {
      return exitStatus;
    }
  }

  private final Fault fault;

  public UserException(Fault fault, String problem, String remedy) {
    super(problem + " " + remedy);
    this.fault = fault;
  }

  public int exitStatus() {
    return fault.exitStatus();
  }
}
