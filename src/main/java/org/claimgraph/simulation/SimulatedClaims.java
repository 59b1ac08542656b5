package org.claimgraph.simulation;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;
import org.claimgraph.tables.Staging;
import org.claimgraph.tables.TableStore;

/**
 * Writes claims of a simulated nation over the years 2008 to 2010, and beside them the truth:
 * {@code truth.json}, see {@link Truth}, and {@code betos.csv}, which tells images and tests.
 *
 * <p>No row is about a real person: read them with {@code source.synthetic = true}. NPIs are valid
 * numbers that may belong to somebody; nothing here is about the bearer.
 *
 * <p>People are written in parts of 25,000, each by one task that holds one patient and the open
 * files in memory. Equal simulations give equal bytes in csv, equal rows in Parquet, in files of
 * equal names, on every machine and for any number of tasks at a time. About 0.4 ms and, in csv, 6
 * KB per patient.
 */
public final class SimulatedClaims {

  private static final int PEOPLE_OF_A_PART = 25_000;

  private SimulatedClaims() {}

  /**
   * Writes the files of a simulation.
   *
   * @param folder any Hadoop URI; made where missing, must be empty
   * @throws UserException where the folder holds something or cannot be written
   */
  public static void write(
      SparkSession spark, String folder, Simulation simulation, Layout layout, FileFormat format) {
    write(spark, folder, simulation, layout, format, PEOPLE_OF_A_PART);
  }

  static void write(
      SparkSession spark,
      String folder,
      Simulation simulation,
      Layout layout,
      FileFormat format,
      int peopleOfAPart) {
    layout.require(format);
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    try {
      FileSystem files = new Path(folder).getFileSystem(hadoop.value());
      requireEmpty(folder, files);
      Nation nation = Nation.of(simulation);
      List<HospitalNetwork> networks = networks(spark, folder, nation, layout);
      files.delete(new Path(folder, "_staging"), false);
      Planting planting = new Planting(simulation.effects(), networks);
      Parts parts =
          new Parts(
              simulation, planting.careLevels(), peopleOfAPart, layout, format, folder, hadoop);
      spark.range(0, parts.count(), 1, parts.count()).as(Encoders.LONG()).foreachPartition(parts);
      try (Output output = new Output(folder, format, "driver", hadoop.value())) {
        layout.writeNation(output, nation);
        output.file("betos.csv", Service.categories(layout));
        output.file("truth.json", Truth.json(nation, layout, networks, planting));
        output.publish();
      }
    } catch (IOException failure) {
      throw new UserException(
          Fault.FAILED,
          "Cannot write simulated claims to " + folder + " (" + failure + ").",
          "Choose a folder that can be written and has room.");
    }
  }

  /** Rows on the way are held below the folder. */
  private static List<HospitalNetwork> networks(
      SparkSession spark, String folder, Nation nation, Layout layout) {
    try (Staging staging = new TableStore(spark, folder).staging()) {
      return new LastYear(spark, nation, layout, staging).networks();
    }
  }

  private static void requireEmpty(String folder, FileSystem files) throws IOException {
    Path path = new Path(folder);
    files.mkdirs(path);
    for (FileStatus file : files.listStatus(path)) {
      throw new UserException(
          Fault.CONFIGURATION,
          "Cannot write simulated claims to "
              + folder
              + ": it holds "
              + file.getPath().getName()
              + " already.",
          "Choose another folder, or remove what an earlier simulation left there.");
    }
  }
}
