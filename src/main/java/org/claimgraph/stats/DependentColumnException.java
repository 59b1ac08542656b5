package org.claimgraph.stats;

/**
 * A design matrix has a column that is a combination of columns before it.
 *
 * <p>The caller drops {@link #column} and fits again.
 *
 * <p>Reference: G. H. Golub and C. F. Van Loan, <i>Matrix Computations</i>, 4th ed., Johns Hopkins
 * University Press, 2013, section 5.4.
 *
 * <p>Time and memory O(1).
 */
public final class DependentColumnException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int column;

  DependentColumnException(int column) {
    super(
        "Invalid design matrix: column "
            + column
            + " is zero or a combination of the columns before it. Drop it");
    this.column = column;
  }

  /** Returns the index of the first such column. */
  public int column() {
    return column;
  }
}
