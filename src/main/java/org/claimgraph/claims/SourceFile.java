package org.claimgraph.claims;

import java.io.Serializable;

/**
 * One file of the source.
 *
 * @param path where it is, as a Hadoop URI
 * @param name its path relative to {@code source.path}; the only form in which it is stored
 */
record SourceFile(String path, String name) implements Serializable {

  boolean isParquet() {
    return name.endsWith(".parquet");
  }
}
