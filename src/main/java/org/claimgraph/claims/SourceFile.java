package org.claimgraph.claims;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.claimgraph.tables.DataFile;

/**
 * One file of the source, or one Delta table.
 *
 * @param path where it is, as a Hadoop URI; of a Delta table its folder
 * @param name its path relative to {@code source.path}; the only form in which it is stored
 * @param tableFiles the files of a Delta table; null for a file
 */
record SourceFile(String path, String name, List<DataFile> tableFiles) implements Serializable {

  private static final Pattern ENDING =
      Pattern.compile("(?i)(\\.(csv|tsv|txt|rif|parquet))?(\\.gz)?$");

  SourceFile(String path, String name) {
    this(path, name, null);
  }

  /**
   * Whether it is called as files of a kind are, with an ending in either case; a Delta table needs
   * none.
   */
  boolean isNamed(String files) {
    return isDelta()
        ? Stream.of("", ".parquet", ".csv").anyMatch(ending -> (name + ending).matches(files))
        : ENDING
            .matcher(name)
            .replaceFirst(ending -> ending.group().toLowerCase(Locale.ROOT))
            .matches(files);
  }

  boolean isDelta() {
    return tableFiles != null;
  }

  /** Whether its rows are in Parquet files. */
  boolean isParquet() {
    return isDelta() || name.toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /** The files that hold its rows, in the order in which rows are numbered. */
  List<DataFile> dataFiles() {
    return isDelta() ? tableFiles : List.of(new DataFile(path, Collections.emptySortedMap()));
  }
}
