package org.claimgraph.simulation;

import java.io.Closeable;
import java.io.IOException;

/** One file of rows with the same columns. */
interface RowFile extends Closeable {

  /** Adds a row: a value for each column, null where it has none. */
  void row(Object... values) throws IOException;
}
