package org.claimgraph.tables;

import java.io.Serializable;
import java.util.SortedMap;

/**
 * A Parquet file with rows of a table.
 *
 * @param path where it is, as a Hadoop URI
 * @param partition columns that the table keeps beside the file, with their values as texts; a
 *     value may be null
 */
public record DataFile(String path, SortedMap<String, String> partition) implements Serializable {}
