package org.claimgraph.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.claimgraph.UserException;
import org.claimgraph.UserException.Fault;

/**
 * Claims of a simulated nation over the years 2008 to 2010, as files of the {@code canonical}
 * source layout: hospital.csv, physician.csv, beneficiary.csv, stay.csv and claim_line.csv, in
 * UTF-8 with a header.
 *
 * <p>No row is about a real person: read them with {@code source.synthetic = true}. NPIs are valid
 * numbers that may belong to somebody; nothing here is about the bearer.
 *
 * <p>Every patient has a home hospital. Where that hospital is more connected, the patient sees
 * more different physicians in the same number of visits, and per standard deviation spends 18 %
 * more, has 17 % more hospital days and 24 % more visits. An analysis finds somewhat less: some
 * patients are treated elsewhere, and ties measure connectedness with noise. Beds and urban go a
 * little with it.
 *
 * <p>Equal simulations give equal bytes on every machine, at any time. The rows of a patient do not
 * depend on how many patients there are. About 4 KB and 0.3 ms per patient; memory does not grow
 * with the patients.
 */
public final class SimulatedClaims {

  private SimulatedClaims() {}

  /**
   * Writes the files of a simulation.
   *
   * @param folder made where missing; must hold none of the files yet
   * @throws UserException where a file exists or the folder cannot be written
   */
  public static void write(Path folder, Simulation simulation) {
    try {
      Files.createDirectories(folder);
      refuseToOverwrite(folder);
      CanonicalLayout.write(folder, Nation.of(simulation), simulation.patients());
    } catch (IOException failure) {
      throw new UserException(
          Fault.FAILED,
          "Cannot write simulated claims to " + folder + " (" + failure + ").",
          "Choose a folder that can be written and has room.");
    }
  }

  private static void refuseToOverwrite(Path folder) {
    for (String name : CanonicalLayout.FILES) {
      if (Files.exists(folder.resolve(name))) {
        throw new UserException(
            Fault.CONFIGURATION,
            "Cannot write simulated claims to " + folder + ": it holds " + name + " already.",
            "Choose another folder, or remove what an earlier simulation left there.");
      }
    }
  }
}
