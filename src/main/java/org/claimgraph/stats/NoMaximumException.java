package org.claimgraph.stats;

/**
 * A likelihood has no maximum at finite values, so these data do not tell the model's coefficients.
 *
 * <p>The message says why; the caller leaves the model out or simplifies it.
 *
 * <p>Reference: A. Albert and J. A. Anderson, <i>On the existence of maximum likelihood estimates
 * in logistic regression models</i>, Biometrika 71, 1984.
 *
 * <p>Time and memory O(1).
 */
public final class NoMaximumException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  NoMaximumException(String message) {
    super(message);
  }
}
