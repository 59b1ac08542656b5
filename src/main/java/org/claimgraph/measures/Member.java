package org.claimgraph.measures;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/**
 * A physician of a region, and what is known without its network.
 *
 * @param patients NaN where unknown
 * @param sharedPatients NaN where unknown
 */
record Member(
    String npi,
    String specialtyGroup,
    double patients,
    double sharedPatients,
    long scopeDegree,
    long scopeStrength)
    implements Serializable {

  /** The columns a member is read from. */
  static final String[] COLUMNS = {
    "npi", "specialty_group", "patients", "shared_patients", "scope_degree", "scope_strength"
  };

  /** Reads those columns from the second one of a row on. */
  static Member of(Row row) {
    return new Member(
        row.getString(1),
        row.getString(2),
        number(row, 3),
        number(row, 4),
        row.getLong(5),
        row.getLong(6));
  }

  boolean isPrimary() {
    return specialtyGroup.equals("primary");
  }

  boolean hasKnownSpecialty() {
    return !specialtyGroup.equals("unknown");
  }

  /** Ties of the scope per 100 distinct shared patients; NaN without. */
  double adjustedDegree() {
    return per100(scopeDegree, sharedPatients);
  }

  /** Ties of the scope per 100 shared patients, each counted once a tie; NaN without. */
  double adjustedDegreeAllTies() {
    return per100(scopeDegree, scopeStrength);
  }

  private static double per100(long count, double base) {
    return base == 0 ? Double.NaN : 100.0 * count / base;
  }

  private static double number(Row row, int column) {
    return row.isNullAt(column) ? Double.NaN : row.getLong(column);
  }
}
