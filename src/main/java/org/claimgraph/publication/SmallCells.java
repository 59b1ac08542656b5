package org.claimgraph.publication;

import static org.apache.spark.sql.functions.abs;

import java.io.Serializable;
import org.apache.spark.sql.Column;

/**
 * Which numbers of patients are too small to be told: all but 0 below a least one.
 *
 * @param minimum the least number beside 0 that may be told; 1: all may
 */
record SmallCells(long minimum) implements Serializable {

  /** Whether a number, or a difference of two whatever its sign, may not be told. */
  boolean isSmall(long count) {
    return count != 0 && Math.abs(count) < minimum;
  }

  /** {@link #isSmall} of a column; null where that is. */
  Column isSmall(Column count) {
    return count.notEqual(0).and(abs(count).lt(minimum));
  }

  /** Whether the column is known and may be told. */
  Column mayTell(Column count) {
    return count.equalTo(0).or(abs(count).geq(minimum));
  }
}
