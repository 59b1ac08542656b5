package org.claimgraph.simulation;

import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructType;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;

/** What files are made of. */
public enum FileFormat {
  /** Comma-separated values. */
  CSV {
    @Override
    RowFile create(Path path, StructType columns, Configuration hadoop) throws IOException {
      return new CsvFile(path.getFileSystem(hadoop).create(path), columns, ',');
    }
  },
  /** Apache Parquet. */
  PARQUET {
    @Override
    RowFile create(Path path, StructType columns, Configuration hadoop) throws IOException {
      return new ParquetFile(path, columns, hadoop);
    }
  };

  /** The format of a name: csv or parquet. */
  public static FileFormat named(String label) {
    for (FileFormat format : values()) {
      if (format.label().equals(label)) {
        return format;
      }
    }
    throw new UserException(
        Fault.CONFIGURATION,
        "Unsupported format " + label + " of simulated claims.",
        "Choose csv or parquet.");
  }

  /** The name in options and at the end of file names. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  abstract RowFile create(Path path, StructType columns, Configuration hadoop) throws IOException;
}
